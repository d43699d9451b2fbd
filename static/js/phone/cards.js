/** Pages with one sentence and one way on: ready, paused, calm, end, removed, replaced, no entry. Which one is due is decided in pages.js. */
import { html } from "../../vendor/preact-htm.js";
import { Moon } from "../ui/icons.js";
import { t } from "../words.js";
import { Avatar, Card } from "./pages.js";
import { Souvenir } from "./souvenir.js";

/** @param {{round: any}} props */
export function Ready({ round }) {
  return html`<section class="card-page ready">
    <p class="kicker">${t("phone.ready.next")}</p>
    <h1 tabindex="-1">${round.section}</h1>
    ${round.intro && html`<p>${round.intro}</p>`}
    <p class="look-up">${t("phone.ready.text")}</p>
  </section>`;
}

/** Covers the game while it stands still. `children`: what may be done all the same. @param {{kind: string, children?: any}} props */
export function Veil({ kind, children }) {
  const art = kind === "calm" ? html`<span class="avatar calm big" aria-hidden="true"><${Moon} /></span>` : undefined;
  return html`<div class="veil" role="status"><${Card} title=${t(`phone.${kind}.title`)} text=${t(`phone.${kind}.text`)} art=${art}>${children}<//></div>`;
}

/** @param {{you: any, view: any, act: any}} props */
export function Finished({ you, view, act }) {
  const points = you.score.points > 0 ? t("phone.finished.points", { points: you.score.points }) : t("phone.finished.no_points");
  return html`<${Card} title=${t("phone.finished.title", { name: you.player.name })} text=${view.title ? t("phone.finished.text", { title: view.title }) : ""} art=${html`<${Avatar} kind=${you.player.kind} size="big" />`}>
    <p class="big-line">${points}</p>
    ${you.player.group && you.score.group > 0 && html`<p>${t("phone.finished.group", { name: you.player.group.name, points: you.score.group })}</p>`}
    <${Souvenir} />
    <button class="button" onClick=${act.newGame}>${t("phone.finished.again")}</button>
  <//>`;
}

/** The server has ended this connection. @param {{last: any, act: any}} props */
export function Over({ last, act }) {
  if (last && last.code === "player/replaced") {
    return html`<${Card} title=${t("phone.replaced.title")} text=${t("phone.replaced.text")}>
      <button class="button main" onClick=${act.resume}>${t("phone.replaced.here")}</button>
    <//>`;
  }
  return html`<${Card} title=${t("phone.ended.title")} text=${(last && last.message) || t("phone.ended.text")}>
    <button class="button main" onClick=${act.newGame}>${t("phone.finished.again")}</button>
  <//>`;
}

/** The class is full: a desk sees this phone on top of its list. @param {{you: any}} props */
export function Waits({ you }) {
  const { name, kind, group } = you.player;
  return html`<${Card} title=${t("phone.waits.title", { name })} text=${t("phone.waits.text", { group: group ? group.name : "" })} art=${html`<${Avatar} kind=${kind} size="big" />`} />`;
}

/** @param {{act: any}} props */
export function Removed({ act }) {
  return html`<${Card} title=${t("phone.removed.title")} text=${t("phone.removed.text")}>
    <button class="button" onClick=${act.resume}>${t("common.try_again")}</button>
  <//>`;
}

/** @param {{error: any, act: any}} props */
export function NoEntry({ error, act }) {
  return html`<${Card} title=${t("phone.no_entry.title")} text=${(error && error.message) || t("phone.no_entry.text")}>
    <button class="button main" onClick=${() => location.reload()}>${t("common.reload")}</button>
  <//>`;
}
