/**
 * The scenes of the wall that are not a round: the card before a section, big QR, pause, calm, blank, the end, and the ways of not being in.
 * Each is one big thing. Setup and lobby have their own files; rounds draw themselves (../rounds/*.js).
 */
import { html } from "../../vendor/preact-htm.js";
import { Tapis } from "../ui/art.js";
import { Crowd } from "../ui/crowd.js";
import { Emblem } from "../ui/emblems.js";
import { CalmPicture } from "../ui/scenery.js";
import { t } from "../words.js";
import { Fit } from "./fit.js";
import { plainAddress } from "./room.js";

/** @typedef {Record<string, any>} Json */

/** The card before a section: the hall breathes, the facilitator says what comes. @param {{round: Json}} props */
export function Ready({ round }) {
  return html`<div class="ready">
    <div class="ready-art"><${Emblem} type=${round.type} /></div>
    <${Fit} class="ready-text" on=${round.section + round.intro}>
      <p class="ready-count">${round.in_section > 1 ? t("screen.ready.items", { items: round.in_section }) : t("screen.ready.now")}</p>
      <h1>${round.section}</h1>
      ${round.intro && html`<p class="ready-intro">${round.intro}</p>`}
    <//>
  </div>`;
}

/** One code as large as the wall. @param {{hall: Json | null, which: "join" | "wifi"}} props */
export function Qr({ hall, which }) {
  const wifi = (hall && hall.wifi) || {};
  const isWifi = which === "wifi" && Boolean(hall && hall.qr_wifi);
  const src = hall && (isWifi ? hall.qr_wifi : hall.qr_join);
  const address = plainAddress(hall && hall.url);
  return html`<div class="big-qr">
    <div class="big-qr-code">${src ? html`<img src=${src} alt=${t(isWifi ? "screen.qr.wifi_label" : "screen.qr.join_label")} />` : ""}</div>
    <${Fit} class="big-qr-text" on=${[isWifi, wifi.name, wifi.password, hall && hall.url].join("|")}>
      <h1>${t(isWifi ? "screen.qr.big_wifi" : "screen.qr.big_join")}</h1>
      ${isWifi
        ? html`<p class="fact"><span>${t("screen.qr.name")}</span><strong>${wifi.name}</strong></p>
            <p class="fact"><span>${t("screen.qr.word")}</span><strong>${wifi.password || t("screen.qr.no_password")}</strong></p>
            <p>${t("screen.lobby.step_data")}</p>`
        : html`<p>${t("screen.qr.or_type")}</p><p class="address" style=${{ "--length": address.length }}>${address}</p>
            ${wifi.name && html`<p>${t("screen.qr.on_wifi", { name: wifi.name })}</p>`}`}
    <//>
  </div>`;
}

/** Requests of an earlier visit are not handed over: nothing else goes on here. */
export function Gate() {
  return html`<${Fit} class="alone" on="gate"><h1>${t("screen.gate.title")}</h1><p>${t("screen.gate.text")}</p><//>`;
}

/** Over the game: time stands still. */
export function Paused() {
  return html`<div class="paused"><div class="paused-card">
    <span class="paused-sign" aria-hidden="true"><i></i><i></i></span>
    <p class="paused-title">${t("screen.paused.title")}</p>
    <p>${t("screen.paused.text")}</p>
  </div></div>`;
}

/** "Jeda lembut": a child may just have said something. Nothing is asked of anybody. */
export function Calm() {
  return html`<div class="calm"><${CalmPicture} /><h1>${t("screen.calm")}</h1></div>`;
}

/** Nothing at all; a screen reader is told so. */
export function Blank() {
  return html`<div class="blank"><h1 class="sr-only">${t("screen.blank")}</h1></div>`;
}

/** A result with a mark over it: shown once more, or no longer counted. @param {{text: string, children?: any}} props */
export function Last({ text, children }) {
  return html`<div class="last"><p class="last-mark">${text}</p>${children}</div>`;
}

/** @param {{title: string, progress: Json | null, followUp?: {who: string, when: string}}} props */
export function Ended({ title, progress, followUp }) {
  const heads = (progress && progress.players) || 0;
  return html`<div class="ended">
    <div class="ended-cloth"><${Tapis} share=${1} columns=${46} rows=${4} /></div>
    <${Fit} class="ended-text" on=${title + JSON.stringify(followUp || "")}>
      <h1>${t("screen.ended.thanks")}</h1>
      <p>${t("screen.ended.text", { title })}</p>
      ${followUp && html`<p class="follow-up">${t("screen.ended.follow_up", followUp)}</p>`}
    <//>
    <${Crowd} heads=${heads} seats=${Math.max(24, heads)} />
  </div>`;
}

/** This browser is not (or no longer) the wall of this laptop. @param {{last: Json | null}} props */
export function NotLetIn({ last }) {
  return html`<div class="alone"><h1>${t("screen.alone.title")}</h1><p>${(last && last.message) || t("screen.alone.text")}</p>
    <p>${t("screen.alone.how")}</p>
    <button type="button" class="do primary" onClick=${() => location.reload()}>${t("screen.alone.again")}</button>
  </div>`;
}

export function Starting() {
  return html`<div class="alone"><h1>${t("screen.starting")}</h1></div>`;
}
