/**
 * The Info page: what a child who is hurt needs, fetched once while nothing else happens and then here, connection or not. Opening it sends
 * nothing: nobody can see who looked. Words and numbers come from /info.json (question_banks/help/); without it a few sentences remain.
 * Read next: quizserver/live/helping.py; the wall's version is ../screen/info.js.
 */
import { html } from "../../vendor/preact-htm.js";
import { createStore, useStore } from "../store.js";
import { t } from "../words.js";

/** @typedef {{kind: string, label: string, number: string, wa: string, hours: string, note: string}} Channel */
/** @typedef {{texts: any, follow: {who: string, when: string}, channels: Channel[]}} Info */

const store = createStore({ info: null });

/** Fetches it anew; what is here stays until the new one has come. Never at a tap: that would tell who opened it. */
export async function loadInfo() {
  try {
    const reply = await fetch(`/info.json?lang=${document.documentElement.lang}`, { cache: "no-store" });
    if (!reply.ok) return;
    store.set({ info: await reply.json() });
  } catch {
    // offline: the next quiet moment tries again
  }
}

/** @returns {boolean} */
export const hasInfo = () => store.get().info !== null;

/** @returns {Info} */
export const useInfo = () => useStore(store).info || { texts: {}, follow: { who: "", when: "" }, channels: [] };

/** @param {Info} known */
export const titleOf = (known) => known.texts.title || t("common.info.title");

/** "129 · WA 08111-129-129". @param {Channel} channel */
export const numbersOf = ({ number, wa }) => (wa ? `${number} · WA ${wa}` : number);

/** Who follows up, in one line; empty if nobody said. @param {Info} known */
export const followOf = ({ follow }) => [follow.who, follow.when].filter(Boolean).join(" · ");

/** @param {{title: string, items: string[]}} props */
const List = ({ title, items }) => html`<section class="info-card"><h2>${title}</h2><ul class="info-list">${items.map((item) => html`<li>${item}</li>`)}</ul></section>`;

/** @param {{channel: Channel, emergency: string}} props */
function Line({ channel, emergency }) {
  const name = channel.kind === "emergency" && emergency ? `${emergency} (${channel.label})` : channel.label;
  const more = [channel.hours, channel.note].filter(Boolean).join(". ");
  return html`<li><b>${name}</b><strong>${numbersOf(channel)}</strong>${more && html`<small>${more}</small>`}</li>`;
}

/** The page below its title, on a phone. */
export function InfoText() {
  const known = useInfo();
  const { texts, channels } = known;
  const follow = followOf(known);
  return html`<div class="info">
    <p class="info-lead">${texts.lead || t("common.info.lead")}</p>
    ${texts.people ? html`<${List} ...${texts.people} />` : html`<p class="info-card">${t("common.info.people")}</p>`}
    ${follow && html`<p class="info-card"><b>${texts.follow}</b><br />${follow}</p>`}
    ${channels.length > 0 &&
    html`<section class="info-card"><h2>${texts.call ? texts.call.title : t("common.info.call")}</h2>
      <ul class="info-lines">${channels.map((channel) => html`<${Line} channel=${channel} emergency=${texts.emergency} />`)}</ul>
      ${texts.call && html`<p class="info-note">${texts.call.note}</p>`}
    </section>`}
    ${texts.tell && html`<${List} ...${texts.tell} />`}
    ${texts.again && html`<p class="info-again">${texts.again}</p>`}
  </div>`;
}
