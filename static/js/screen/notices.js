/**
 * What is not the game but must be said: the laptop's server is gone or back, phones have lost the network, the disk refuses.
 * Also the spoken news for a screen reader. Nothing here can be pressed. Read next: screen/app.js.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { isUnanswered } from "./kit.js";

/** @typedef {Record<string, any>} Json */

/** Fewer phones than this say nothing about the network. */
const ENOUGH_PHONES = 5;

/** Have so many phones lost the network that the facilitator should know? @param {Json | null} progress */
export function phonesAreLost(progress) {
  if (!progress) return false;
  const phones = progress.phones || progress.players || 0;
  return phones > ENOUGH_PHONES && progress.connected !== undefined && progress.connected < phones / 2;
}

/** @param {Json | null} progress @returns {{connected: number, phones: number}} */
export function phoneCounts(progress) {
  const { connected = 0, phones = 0, players = 0 } = progress || {};
  return { connected, phones: phones || players };
}

/** @param {{note: string, trouble: Json | null, progress: Json | null, quiet: boolean, over: boolean}} props `quiet`: the wall shall show nothing else; `over`: phones go home */
export function Notices({ note, trouble, progress, quiet, over }) {
  const lost = !quiet && !over && !note && phonesAreLost(progress);
  return html`<div class="notices" role="status">
    ${note === "lost" && html`<p class="notice warn">${t("screen.link.lost")}</p>`}
    ${trouble && html`<p class="notice warn">${trouble.message || t("screen.trouble")}</p>`}
    ${lost && html`<p class="notice warn">${t("screen.phones.lost", phoneCounts(progress))}</p>`}
  </div>`;
}

/** What is said of a scene. Pure. @param {string} scene @param {Json} view */
export function newsOf(scene, view) {
  const round = scene === "last" ? view.last : view.round;
  const text = round && round.body ? round.body.text || round.body.title || "" : "";
  const clues = round && round.body && round.body.clues ? round.body.clues.slice(-1)[0] : "";
  const place = round ? [round.section, text, clues].filter(Boolean).join(". ") : "";
  const reveal = (round && round.reveal) || {};
  const told = [reveal.headline, reveal.word, reveal.explanation].filter(Boolean).join(" ") || text || (round && round.section) || "";
  const result = isUnanswered(reveal) ? `${told} ${t("screen.share.nobody")}` : told;
  return [t(`screen.news.${scene}`), scene === "closed" || scene === "last" ? result : place].filter(Boolean).join(" ");
}

/** What a screen reader hears when the wall changes, and once when time runs out. @param {string} scene @param {Json | null} view @param {number | undefined} left */
export function useNews(scene, view, left) {
  const [news, setNews] = useState("");
  const soon = left !== undefined && left > 0 && Math.ceil(left) <= 5;
  const round = view && view.round;
  const key = [scene, round && round.number, round && round.step, view && view.paused].join();
  useEffect(() => {
    if (view) setNews(view.paused && view.wall === "game" ? t("screen.news.paused") : newsOf(scene, view));
  }, [key]);
  useEffect(() => {
    if (soon) setNews(t("screen.time.soon", { seconds: 5 }));
  }, [soon]);
  return news;
}
