/**
 * What stands on the desk during "Jeda lembut", when a child has perhaps said something in front of everybody. To be read at a glance and
 * said nearly word for word. Grounds and sources: domain notes on disclosure; local numbers are the school's to add.
 */
import { html } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { CalmNote } from "./calm_note.js";

const SAY = ["thanks", "not_fault", "safe", "honest"];
const DONT = ["why", "details", "secret", "confront"];
const THEN = ["today", "write", "tell", "danger"];

/** @param {{title: string, keys: string[], group: string}} props */
function Part({ title, keys, group }) {
  return html`<section class=${`calm-part calm-${group}`}><h3>${title}</h3><ul>${keys.map((key) => html`<li>${t(`desk.calm.${group}_${key}`)}</li>`)}</ul></section>`;
}

/** @param {{lead: Record<string, any> | null, unseen: boolean, send: (verb: string, payload?: object) => Promise<import("../net.js").Ack>}} props */
export function CalmCard({ lead, unseen, send }) {
  return html`<section class="calm-card" aria-labelledby="calm-title">
    <h2 id="calm-title">${t("desk.calm.title")}</h2>
    <p>${t("desk.calm.text")}</p>
    <${Part} title=${t("desk.calm.say")} keys=${SAY} group="say" />
    <${Part} title=${t("desk.calm.dont")} keys=${DONT} group="dont" />
    <${Part} title=${t("desk.calm.then")} keys=${THEN} group="then" />
    <${CalmNote} lead=${lead} unseen=${unseen} send=${send} />
  </section>`;
}
