/**
 * One player in the desk's list: what is known of the phone, and what can be done for it. Who asked and what came back: people.js.
 */
import { html } from "../../vendor/preact-htm.js";
import { t } from "../words.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {(verb: string, player: Json, more?: Json) => void} Act */

const HEADS = [1, 2, 3, 4, 5];
/** Factor and the name of its word. @type {[number, string][]} */
const TIMES = [
  [1, "1"],
  [1.5, "1_5"],
  [2, "2"],
];

/** A label and a select that acts at once. @param {{id: string, label: string, value: string, options: [string, string][], pick: (value: string) => void}} props */
function Pick({ id, label, value, options, pick }) {
  return html`<p class="hand-row"><label for=${id}>${label}</label>
    <select id=${id} value=${value} onChange=${(/** @type {any} */ event) => pick(event.target.value)}>${options.map(([key, name]) => html`<option value=${key}>${name}</option>`)}</select></p>`;
}

/** @param {{player: Json, groups: Json[], act: Act}} props */
function Move({ player, groups, act }) {
  if (groups.length === 0) return null;
  return html`<${Pick} id=${`group-${player.player}`} label=${t("desk.people.move")} value=${player.group || ""}
    options=${groups.map(({ id, name }) => [id, name])} pick=${(/** @type {string} */ group) => act("move", player, { group, was: player.group })} />`;
}

/** Somebody whose class is full, on top of the list. @param {{player: Json, groups: Json[], act: Act}} props */
export function WaitingPlayer({ player, groups, act }) {
  const group = groups.find(({ id }) => id === player.group);
  return html`<li class="person is-waiting">
    <p><strong>${player.name}</strong> <span>${[group && group.name, player.weight > 1 && t("desk.people.heads", { heads: player.weight })].filter(Boolean).join(" · ")}</span></p>
    <button type="button" class="do" onClick=${() => act("admit", player)}>${t("desk.people.admit")}<span class="sr-only"> ${player.name}</span></button>
    <${Move} player=${player} groups=${groups} act=${act} />
  </li>`;
}

/**
 * `merging`: somebody of whom the second self is looked for; then the row offers only that.
 * @param {{player: Json, groups: Json[], merging: Json | null, act: Act, ask: (what: string, player: Json) => void}} props
 */
export function PlayerRow({ player, groups, merging, act, ask }) {
  const group = groups.find(({ id }) => id === player.group);
  const states = [
    group && group.name,
    player.removed ? t("desk.people.is_removed") : player.connected ? t("desk.people.is_connected") : t("desk.people.is_gone"),
    player.weight > 1 && t("desk.people.heads", { heads: player.weight }),
    player.time_factor !== 1 && t("desk.people.has_time"),
    player.answered && t("desk.people.has_answered"),
  ];
  const name = html`<strong>${player.name}</strong><span>${states.filter(Boolean).join(" · ")}</span>`;
  const look = player.removed ? "person is-removed" : player.connected ? "person" : "person is-gone";
  if (merging) {
    const canKeep = merging.player !== player.player && !player.removed;
    return html`<li class="${look} is-choice"><p>${name}</p>${canKeep && html`<button type="button" class="do" onClick=${() => ask("merge", player)}>${t("desk.people.merge_into")}<span class="sr-only"> ${player.name}</span></button>`}</li>`;
  }
  return html`<li class=${look}>
    <details>
      <summary>${name}</summary>
      <div class="person-fields">
        <${Move} player=${player} groups=${groups} act=${act} />
        <${Pick} id=${`heads-${player.player}`} label=${t("desk.people.set_heads")} value=${String(player.weight)} options=${HEADS.map((heads) => [String(heads), String(heads)])}
          pick=${(/** @type {string} */ heads) => act("set_heads", player, { weight: Number(heads) })} />
        <${Pick} id=${`time-${player.player}`} label=${t("desk.people.set_time")} value=${String(player.time_factor)} options=${TIMES.map(([factor, word]) => [String(factor), t(`desk.people.time_${word}`)])}
          pick=${(/** @type {string} */ factor) => act("set_time", player, { factor: Number(factor) })} />
      </div>
      <div class="person-buttons">
        <button type="button" class="do" onClick=${() => act("rename", player)}>${t("desk.people.rename")}</button>
        <button type="button" class="do" onClick=${() => act("give_code", player)}>${t("desk.people.give_code")}</button>
        <button type="button" class="do" onClick=${() => ask("twin", player)}>${t("desk.people.merge")}</button>
        ${player.removed
          ? html`<button type="button" class="do" onClick=${() => act("restore", player)}>${t("desk.people.restore")}</button>`
          : html`<button type="button" class="do" onClick=${() => ask("remove", player)}>${t("desk.people.remove")}</button>`}
      </div>
    </details>
  </li>`;
}
