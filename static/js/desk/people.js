/**
 * The players: who waits to be let in, turnout by class, and the list; find, move, merge, remove (after asking) and restore. Only on a device
 * whose screen nobody else sees: the server refuses the list (`grant/power`) where the wall is mirrored, and then this asks whether the
 * projector is off. One player: people_row.js.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { Dialog } from "../screen/dialogs.js";
import { announce, useSaid } from "../ui/announce.js";
import { t } from "../words.js";
import { Mirrored } from "./mirrored.js";
import { PlayerRow, WaitingPlayer } from "./people_row.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("../screen/room.js").Room} Room */

const REFRESH_MS = 5000;
const TYPING_MS = 250;

/** @param {{room: Room, state: Json}} props */
export function People({ room, state }) {
  const { people, view, progress } = state;
  const [asked, setAsked] = useState({ page: 1, find: "", group: "" });
  const [refusal, setRefusal] = useState("");
  const [message, setMessage] = useSaid();
  const [ask, setAsk] = useState(/** @type {{what: string, player: Json} | null} */ (null));
  const [merging, setMerging] = useState(/** @type {Json | null} */ (null));
  const [code, setCode] = useState(/** @type {Json | null} */ (null));
  const groups = (view && view.groups) || [];
  const waits = (progress && progress.waiting) || 0;

  async function list() {
    const ack = await room.send("list_people", asked);
    setRefusal(ack.ok ? "" : ack.error.code);
    if (!ack.ok) setMessage(ack.error.code === "grant/power" ? "" : ack.error.message);
  }
  useEffect(() => {
    const first = setTimeout(list, asked.find ? TYPING_MS : 0);
    const timer = setInterval(list, REFRESH_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [asked, waits, refusal === ""]);

  /** @param {string} verb @param {Json} player @param {Json} [more] */
  async function act(verb, player, more = {}) {
    const ack = await room.send(verb, verb === "merge" ? more : { player: player.player, ...more });
    setMessage(ack.ok ? t(`desk.people.did_${verb}`, { name: player.name }) : ack.error.message);
    if (ack.ok && verb === "give_code") setCode({ ...player, code: ack.code });
    list();
  }
  function projectorIsOff() {
    room.resume({ projector_off: true });
    list();
  }
  /** What a row asks for: the second self of a player, or a yes before something is done. @param {string} what @param {Json} player */
  function wants(what, player) {
    if (what === "twin") (setMerging(player), announce(t("desk.people.merge_pick", { name: player.name })));
    else setAsk({ what, player });
  }
  function yes() {
    if (ask && ask.what === "remove") act("remove", ask.player);
    if (ask && ask.what === "merge" && merging) act("merge", merging, { gone: merging.player, into: ask.player.player });
    setMerging(null);
    setAsk(null);
  }
  const shown = people && people.find === asked.find && people.group === asked.group ? people : null;
  const total = shown ? t("desk.people.total", { total: shown.total }) : "";
  useEffect(() => announce(total), [shown && [shown.find, shown.group, shown.page].join()]);
  if (refusal === "grant/power") return html`<${Mirrored} yes=${projectorIsOff} />`;
  const waiting = (people && people.waiting) || [];
  return html`<section class="people">
    ${waiting.length > 0 && html`<section class="card waiting-list"><h2>${t("desk.people.waiting")}</h2>
      <ul class="people-list">${waiting.map((/** @type {Json} */ player) => html`<${WaitingPlayer} key=${player.player} player=${player} groups=${groups} act=${act} />`)}</ul></section>`}
    ${merging && html`<div class="card merging"><p><b>${t("desk.people.merge_pick", { name: merging.name })}</b></p><button type="button" class="do" onClick=${() => setMerging(null)}>${t("desk.people.merge_stop")}</button></div>`}
    ${groups.length > 0 && html`<${Turnout} groups=${(progress && progress.groups) || []} isOpen=${view.phase === "open" || view.phase === "closed"} />`}
    <div class="people-filter">
      <p><label for="find">${t("desk.people.find")}</label>
        <input id="find" type="search" autocomplete="off" value=${asked.find} onInput=${(/** @type {any} */ event) => setAsked({ ...asked, page: 1, find: event.target.value })} /></p>
      ${groups.length > 0 &&
      html`<p><label for="group">${t("desk.people.group")}</label>
        <select id="group" value=${asked.group} onChange=${(/** @type {any} */ event) => setAsked({ ...asked, page: 1, group: event.target.value })}>
          <option value="">${t("desk.people.all")}</option>${groups.map((/** @type {Json} */ { id, name }) => html`<option value=${id}>${name}</option>`)}
        </select></p>`}
    </div>
    <p class="quiet">${message || total || t("desk.people.loading")}</p>
    <ul class="people-list">${shown && shown.players.map((/** @type {Json} */ player) => html`<${PlayerRow} key=${player.player} player=${player} groups=${groups} merging=${merging} act=${act} ask=${wants} />`)}</ul>
    ${shown && shown.pages > 1 && html`<${Pages} page=${shown.page} pages=${shown.pages} turn=${(/** @type {number} */ page) => setAsked({ ...asked, page })} />`}
    ${ask && html`<${Sure} ask=${ask} merging=${merging} yes=${yes} no=${() => setAsk(null)} />`}
    ${code && html`<${Dialog} name="code" title=${t("desk.people.code_title", { name: code.name })} close=${() => setCode(null)}>
      <p class="big-code">${code.code}</p><p>${t("desk.people.code_note")}</p>
      <div class="dialog-buttons"><button type="button" class="do primary" data-first onClick=${() => setCode(null)}>${t("screen.close")}</button></div>
    <//>`}
  </section>`;
}

/** Before somebody is removed or merged. @param {{ask: {what: string, player: Json}, merging: Json | null, yes: () => void, no: () => void}} props */
function Sure({ ask, merging, yes, no }) {
  const { what, player } = ask;
  const title = what === "merge" && merging ? t("desk.people.merge_ask", { name: merging.name, into: player.name }) : t("desk.people.remove_ask", { name: player.name });
  return html`<${Dialog} name="sure" title=${title} close=${no}>
    <p>${t(what === "merge" ? "desk.people.merge_note" : "desk.people.remove_note")}</p>
    <div class="dialog-buttons">
      <button type="button" class="do primary" data-first onClick=${yes}>${t(what === "merge" ? "desk.people.merge_into" : "desk.people.remove")}</button>
      <button type="button" class="do" onClick=${no}>${t("desk.people.keep")}</button>
    </div>
  <//>`;
}

/** Who has come, class by class; never on the wall. @param {{groups: Json[], isOpen: boolean}} props */
function Turnout({ groups, isOpen }) {
  return html`<details class="card turnouts">
    <summary>${t("desk.people.turnouts")}</summary>
    <ul>${groups.map(
      ({ id, name, size, heads, answered }) => html`<li key=${id}><b>${name}</b> <span>${size ? t("desk.people.turnout_of", { heads, size }) : t("desk.people.turnout", { heads })}${isOpen && ` · ${t("desk.people.turnout_answered", { answered })}`}</span></li>`,
    )}</ul>
  </details>`;
}

/** @param {{page: number, pages: number, turn: (page: number) => void}} props */
function Pages({ page, pages, turn }) {
  return html`<nav class="pages" aria-label=${t("desk.people.pages")}>
    <button type="button" class="do" disabled=${page <= 1} onClick=${() => turn(page - 1)}>${t("desk.people.before")}</button>
    <span>${t("desk.people.page", { page, pages })}</span>
    <button type="button" class="do" disabled=${page >= pages} onClick=${() => turn(page + 1)}>${t("desk.people.after")}</button>
  </nav>`;
}
