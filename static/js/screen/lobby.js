/**
 * The lobby: how to get in, in three steps that can be read from the last row, and the hall filling up.
 * No names but the newest generated ones. Read next: ui/crowd.js, screen/scenes.js (the big QR).
 */
import { html } from "../../vendor/preact-htm.js";
import { Crowd } from "../ui/crowd.js";
import { Hills } from "../ui/scenery.js";
import { number, t } from "../words.js";
import { NobodyYet } from "./firewall.js";
import { Fit } from "./fit.js";
import { plainAddress } from "./room.js";

/** @typedef {Record<string, any>} Json */

/** @param {{src: string, label: string, number: number, title: string, line: string}} props */
function QrCard({ src, label, number, title, line }) {
  return html`<figure class="qr-card">
    <span class="step-number" aria-hidden="true">${number}</span>
    <img src=${src} alt=${label} />
    <figcaption><strong>${title}</strong><span>${line}</span></figcaption>
  </figure>`;
}

/** @param {{hasWifi: boolean}} props */
function Steps({ hasWifi }) {
  const steps = hasWifi ? ["wifi", "data", "scan"] : ["same_wifi", "data", "scan"];
  return html`<ol class="steps">
    ${steps.map((step, i) => html`<li key=${step}><span class="step-number" aria-hidden="true">${i + 1}</span><span>${t(`screen.lobby.step_${step}`)}</span></li>`)}
  </ol>`;
}

/** @param {{progress: Json | null}} props */
function Joined({ progress }) {
  const { players = 0, newest = [] } = progress || {};
  return html`<div class="joined">
    <p class="joined-count"><strong key=${players}>${number(players)}</strong> ${t("screen.lobby.joined")}</p>
    <ul class="newest" aria-hidden="true">
      ${newest.slice(0, 3).map((/** @type {string} */ name, /** @type {number} */ i) => html`<li key=${name} class=${`chip chip-${i}`}>${name}</li>`)}
    </ul>
  </div>`;
}

/** @param {{view: Json, progress: Json | null, hall: Json | null}} props */
export function Lobby({ view, progress, hall }) {
  const wifi = (hall && hall.wifi) || {};
  const hasWifi = Boolean(hall && hall.qr_wifi);
  const address = plainAddress(hall && hall.url);
  return html`<div class="lobby">
    <${Fit} class=${hasWifi ? "lobby-in" : "lobby-in one-qr"} on=${[view.title, address, wifi.name, wifi.password].join("|")}>
      <header class="lobby-head">
        <h1>${view.title}</h1>
        <p>${view.locked ? t("screen.lobby.locked") : t("screen.lobby.ready")}</p>
      </header>
      <p class="address" style=${{ "--length": address.length }}>${address || t("screen.lobby.no_address")}</p>
      <div class="lobby-steps">
        <${Steps} hasWifi=${hasWifi} />
        ${!hasWifi && html`<p class="quiet-hint"><kbd>W</kbd> ${t("screen.lobby.set_wifi")}</p>`}
      </div>
      <div class="qr-cards">
        ${hasWifi && html`<${QrCard} src=${hall && hall.qr_wifi} number=${1} label=${t("screen.qr.wifi_label")} title=${t("screen.qr.wifi", { name: wifi.name })} line=${wifi.password ? t("screen.qr.password", { password: wifi.password }) : t("screen.qr.no_password")} />`}
        ${hall && hall.qr_join && html`<${QrCard} src=${hall.qr_join} number=${3} label=${t("screen.qr.join_label")} title=${t("screen.qr.join")} line=${t("screen.qr.camera")} />`}
      </div>
    <//>
    <div class="lobby-hall">
      <${Hills} />
      <${Joined} progress=${progress} />
      <${NobodyYet} hall=${hall} progress=${progress} />
      <${Crowd} heads=${(progress && progress.players) || 0} />
    </div>
  </div>`;
}
