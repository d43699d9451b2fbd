/**
 * The players: find, remove and restore, a new generated name, a code for another phone. Only on a device that is not on the projector.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { tell } from "../screen/commands.js";
import { t } from "../words.js";

/** @typedef {import("../screen/commands.js").Context} Context */
/** @typedef {Record<string, any>} Json */

const REFRESH_MS = 3000;

/** @param {{c: Context, people: Json | null, resume: (auth?: Json) => void}} props */
export function People({ c, people, resume }) {
  const [find, setFind] = useState("");
  const [page, setPage] = useState(1);
  const [withheld, setWithheld] = useState(false);
  useEffect(() => {
    async function list() {
      const ack = await c.send("list_people", { page, find });
      setWithheld(!ack.ok && ack.error.code === "grant/power");
    }
    list();
    const timer = setInterval(list, REFRESH_MS);
    return () => clearInterval(timer);
  }, [page, find]);

  if (withheld) return html`<${Projector} resume=${resume} />`;
  if (c.view.phase === "setup" || !people) return html`<p class="quiet">${t("desk.people.none")}</p>`;
  return html`<section>
    <label class="find"><span>${t("desk.people.find")}</span>
      <input type="search" value=${find} maxlength="60" onInput=${(/** @type {any} */ event) => (setPage(1), setFind(event.target.value))} /></label>
    <p class="quiet" role="status">${t("desk.people.total", { total: people.total })}</p>
    <ul class="people">${people.players.map((/** @type {Json} */ one) => html`<${Person} key=${one.player} c=${c} one=${one} />`)}</ul>
    ${people.pages > 1 &&
    html`<div class="pair-of">
      <button type="button" class="big" disabled=${page <= 1} onClick=${() => setPage(page - 1)}>${t("desk.people.before")}</button>
      <button type="button" class="big" disabled=${page >= people.pages} onClick=${() => setPage(page + 1)}>${t("desk.people.more")}</button>
    </div>`}
  </section>`;
}

/** @param {{c: Context, one: Json}} props */
function Person({ c, one }) {
  const [asks, setAsks] = useState(false);
  const [code, setCode] = useState("");
  const player = one.player;
  const states = [one.removed && "removed", !one.removed && (one.connected ? "here" : "away"), one.answered && "answered"].filter(Boolean);
  async function giveCode() {
    const ack = await tell(c, "give_code", { player });
    if (ack.ok) setCode(/** @type {any} */ (ack).code);
  }
  async function remove() {
    setAsks(false);
    await tell(c, "remove", { player });
  }
  return html`<li class=${one.removed ? "person removed" : "person"}>
    <p><strong>${one.name}</strong>${one.weight > 1 && html` <span class="badge">${t("desk.people.heads", { heads: one.weight })}</span>`}
      <span class="quiet">${states.map((state) => t(`desk.people.${state}`)).join(" · ")}</span></p>
    ${code && html`<p class="code" role="status">${t("desk.people.code_is")} <strong>${code}</strong></p>`}
    ${asks
      ? html`<p role="alert">${t("desk.people.sure", { name: one.name })}</p>
          <div class="pair-of"><button type="button" onClick=${() => setAsks(false)}>${t("screen.ask.skip_no")}</button><button type="button" class="primary" onClick=${remove}>${t("desk.people.remove")}</button></div>`
      : html`<div class="acts">
          ${one.removed ? html`<button type="button" onClick=${() => tell(c, "restore", { player })}>${t("desk.people.restore")}</button>` : html`<button type="button" onClick=${() => setAsks(true)}>${t("desk.people.remove")}</button>`}
          <button type="button" onClick=${() => tell(c, "rename", { player })}>${t("desk.people.rename")}</button>
          <button type="button" onClick=${giveCode}>${t("desk.people.code")}</button>
        </div>`}
  </li>`;
}

/** This browser also shows the screen, and the screen may be on the projector. @param {{resume: (auth?: Json) => void}} props */
function Projector({ resume }) {
  return html`<section class="card">
    <h2>${t("desk.projector.title")}</h2>
    <p>${t("desk.projector.text")}</p>
    <button type="button" class="big primary" onClick=${() => resume({ projector_off: true })}>${t("desk.projector.yes")}</button>
  </section>`;
}
