/**
 * The players: find, remove (after asking) and restore, a new name, a code for another phone. Only on a device whose screen nobody else sees:
 * the server refuses the list (`grant/power`) where the wall is mirrored, and then this asks whether the projector is off.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { Dialog } from "../screen/dialogs.js";
import { t } from "../words.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("../screen/room.js").Room} Room */

const REFRESH_MS = 5000;
const TYPING_MS = 250;

/** @param {{room: Room, state: Json}} props */
export function People({ room, state }) {
  const { people } = state;
  const [page, setPage] = useState(1);
  const [find, setFind] = useState("");
  const [refusal, setRefusal] = useState("");
  const [message, setMessage] = useState("");
  const [ask, setAsk] = useState(/** @type {Json | null} */ (null));
  const [code, setCode] = useState(/** @type {Json | null} */ (null));

  async function list() {
    const ack = await room.send("list_people", { page, find });
    setRefusal(ack.ok ? "" : ack.error.code);
    if (!ack.ok) setMessage(ack.error.code === "grant/power" ? "" : ack.error.message);
  }
  useEffect(() => {
    const first = setTimeout(list, find ? TYPING_MS : 0);
    const timer = setInterval(list, REFRESH_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [page, find, refusal === ""]);

  /** @param {string} verb @param {Json} player */
  async function act(verb, player) {
    const ack = await room.send(verb, { player: player.player });
    setMessage(ack.ok ? t(`desk.people.did_${verb}`, { name: player.name }) : ack.error.message);
    if (ack.ok && verb === "give_code") setCode({ ...player, code: ack.code });
    list();
  }
  function projectorIsOff() {
    room.resume({ projector_off: true });
    list();
  }
  if (refusal === "grant/power") return html`<${Mirrored} yes=${projectorIsOff} />`;
  const shown = people && people.find === find ? people : null;
  return html`<section class="people">
    <label for="find">${t("desk.people.find")}</label>
    <input id="find" type="search" autocomplete="off" value=${find} onInput=${(/** @type {any} */ event) => (setPage(1), setFind(event.target.value))} />
    <p class="quiet" role="status">${message || (shown ? t("desk.people.total", { total: shown.total }) : t("desk.people.loading"))}</p>
    <ul class="people-list">${shown && shown.players.map((/** @type {Json} */ player) => html`<${Player} key=${player.player} player=${player} act=${act} ask=${setAsk} />`)}</ul>
    ${shown && shown.pages > 1 && html`<${Pages} page=${shown.page} pages=${shown.pages} turn=${setPage} />`}
    ${ask &&
    html`<${Dialog} name="remove" title=${t("desk.people.remove_ask", { name: ask.name })} close=${() => setAsk(null)}>
      <p>${t("desk.people.remove_note")}</p>
      <div class="dialog-buttons">
        <button type="button" class="do primary" data-first onClick=${() => (act("remove", ask), setAsk(null))}>${t("desk.people.remove")}</button>
        <button type="button" class="do" onClick=${() => setAsk(null)}>${t("desk.people.keep")}</button>
      </div>
    <//>`}
    ${code &&
    html`<${Dialog} name="code" title=${t("desk.people.code_title", { name: code.name })} close=${() => setCode(null)}>
      <p class="big-code">${code.code}</p><p>${t("desk.people.code_note")}</p>
      <div class="dialog-buttons"><button type="button" class="do primary" data-first onClick=${() => setCode(null)}>${t("screen.close")}</button></div>
    <//>`}
  </section>`;
}

/** @param {{player: Json, act: (verb: string, player: Json) => void, ask: (player: Json) => void}} props */
function Player({ player, act, ask }) {
  const states = [
    player.removed ? t("desk.people.is_removed") : player.connected ? t("desk.people.is_connected") : t("desk.people.is_gone"),
    player.weight > 1 ? t("desk.people.heads", { heads: player.weight }) : "",
    player.answered ? t("desk.people.has_answered") : "",
  ];
  return html`<li class=${player.removed ? "person is-removed" : player.connected ? "person" : "person is-gone"}>
    <details>
      <summary><strong>${player.name}</strong><span>${states.filter(Boolean).join(" · ")}</span></summary>
      <div class="person-buttons">
        <button type="button" class="do" onClick=${() => act("rename", player)}>${t("desk.people.rename")}</button>
        <button type="button" class="do" onClick=${() => act("give_code", player)}>${t("desk.people.give_code")}</button>
        ${player.removed
          ? html`<button type="button" class="do" onClick=${() => act("restore", player)}>${t("desk.people.restore")}</button>`
          : html`<button type="button" class="do" onClick=${() => ask(player)}>${t("desk.people.remove")}</button>`}
      </div>
    </details>
  </li>`;
}

/** @param {{page: number, pages: number, turn: (page: number) => void}} props */
function Pages({ page, pages, turn }) {
  return html`<nav class="pages" aria-label=${t("desk.people.pages")}>
    <button type="button" class="do" disabled=${page <= 1} onClick=${() => turn(page - 1)}>${t("desk.people.before")}</button>
    <span>${t("desk.people.page", { page, pages })}</span>
    <button type="button" class="do" disabled=${page >= pages} onClick=${() => turn(page + 1)}>${t("desk.people.after")}</button>
  </nav>`;
}

/** This browser also shows the wall: names only once nobody can read along. @param {{yes: () => void}} props */
function Mirrored({ yes }) {
  return html`<section class="card mirrored">
    <h2>${t("desk.mirror.title")}</h2>
    <p>${t("desk.mirror.text")}</p>
    <button type="button" class="do primary wide" onClick=${yes}>${t("desk.mirror.yes")}</button>
    <p class="quiet">${t("desk.mirror.no")}</p>
  </section>`;
}
