/**
 * The page "Nomor bantuan": before children are shown a number, somebody calls it. One card for each: call, say who was answered, done.
 * Below: the office's own numbers, and paper to print. The rules are the server's (quizserver/safety/channels.py).
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { useSaid } from "../ui/announce.js";
import { t } from "../words.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("../screen/room.js").Room} Room */

const BY = "kuis.desk.by";
const NOTHING = { kind: "office", label: "", number: "", wa: "", hours: "" };

function rememberedBy() {
  try {
    return localStorage.getItem(BY) || "";
  } catch {
    return ""; // storage is blocked: it is typed again
  }
}

/** @param {{room: Room}} props */
export function HelpLines({ room }) {
  const [known, setKnown] = useState(/** @type {Json | null} */ (null));
  const [message, setMessage] = useSaid();
  const [by, setBy] = useState(rememberedBy());

  /** @param {string} verb @param {Json} [payload] @param {string} [done] */
  async function send(verb, payload = {}, done = "") {
    const ack = await room.send(verb, payload);
    if (ack.ok) setKnown(ack);
    setMessage(ack.ok ? done : ack.error.message);
    return ack.ok;
  }
  useEffect(() => {
    send("list_channels");
  }, []);
  /** @param {Json} channel @param {boolean} answered */
  function called(channel, answered) {
    try {
      localStorage.setItem(BY, by);
    } catch {
      // as above
    }
    return send("note_call", { channel: channel.id, answered, by }, t(answered ? "desk.help.did_answer" : "desk.help.did_not", { name: channel.label }));
  }
  if (!known) return html`<p class="quiet" role="status">${message || t("desk.help.loading")}</p>`;
  const channels = known.channels;
  const hidden = channels.filter((/** @type {Json} */ one) => !one.shown);
  return html`<section class="help-lines" aria-labelledby="help-title">
    <h2 id="help-title">${t("desk.tab.help")}</h2>
    <p>${t("desk.help.text", { days: known.fresh_days })}</p>
    <p class=${hidden.length ? "notice" : "quiet"}>${seen(channels, hidden)}</p>
    <label for="help-by">${t("desk.help.by")}</label>
    <input id="help-by" maxlength="30" autocomplete="off" value=${by} placeholder=${t("desk.help.by_example")} onInput=${(/** @type {any} */ event) => setBy(event.target.value)} />
    <p class="quiet">${message}</p>
    <ul class="help-list">${channels.map((/** @type {Json} */ one) => html`<${Line} key=${one.id} channel=${one} fresh=${known.fresh_days} called=${called} drop=${() => send("drop_channel", { channel: one.id })} />`)}</ul>
    <${Own} add=${(/** @type {Json} */ form) => send("add_channel", form, t("desk.help.added"))} />
    <${Paper} office=${known.office} save=${(/** @type {string} */ name) => send("set_office", { name }, t("desk.help.office_saved"))} />
  </section>`;
}

/** What children will see and what not, in one true sentence. @param {Json[]} channels @param {Json[]} hidden */
function seen(channels, hidden) {
  const names = hidden.map((one) => one.label).join(", ");
  if (!hidden.length) return t("desk.help.all_seen");
  const some = channels.some((one) => one.shown && one.must_call);
  return t(some ? "desk.help.not_seen" : "desk.help.none_seen", { names });
}

/** How things stand with one number. @param {Json} channel @param {number} fresh */
function stateOf(channel, fresh) {
  if (!channel.must_call) return t(channel.kind === "emergency" ? "desk.help.state_emergency" : "desk.help.state_office");
  if (channel.days === null) return t("desk.help.state_never");
  const key = channel.days > fresh ? "desk.help.state_old" : channel.days ? "desk.help.state_days" : "desk.help.state_today";
  return t(key, { days: channel.days, by: channel.checked_by || "–" });
}

/** @param {{channel: Json, fresh: number, called: (channel: Json, answered: boolean) => unknown, drop: () => unknown}} props */
function Line({ channel, fresh, called, drop }) {
  const dial = channel.number.replace(/[^\d+]/g, "");
  const plain = channel.number.includes("ext") ? "" : dial;
  return html`<li class=${channel.shown ? "card help-line" : "card help-line is-hidden"}>
    <h3>${channel.label}</h3>
    <p class="help-number">${channel.number}${channel.wa && html` <span>WA ${channel.wa}</span>`}</p>
    <p class="quiet">${stateOf(channel, fresh)}</p>
    <div class="help-buttons">
      ${channel.must_call && plain && html`<a class="do" href=${`tel:${plain}`}>${t("desk.help.call")}<span class="sr-only"> ${channel.label}</span></a>`}
      ${channel.must_call && html`<button type="button" class="do" onClick=${() => called(channel, true)}>${t("desk.help.answered")}<span class="sr-only">: ${channel.label}</span></button>
      <button type="button" class="do quiet" onClick=${() => called(channel, false)}>${t("desk.help.unanswered")}<span class="sr-only">: ${channel.label}</span></button>`}
      ${channel.own && html`<button type="button" class="do quiet" onClick=${drop}>${t("desk.help.drop")}<span class="sr-only">: ${channel.label}</span></button>`}
    </div>
  </li>`;
}

/** A number of the office's own. @param {{add: (form: Json) => Promise<boolean>}} props */
function Own({ add }) {
  const [form, setForm] = useState(NOTHING);
  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    if (await add(form)) setForm(NOTHING);
  }
  const keep = (/** @type {string} */ name) => (/** @type {any} */ event) => setForm((now) => ({ ...now, [name]: event.target.value }));
  const field = (/** @type {"label" | "number" | "wa" | "hours"} */ name, /** @type {number} */ most, /** @type {string} */ label) =>
    html`<p><label for=${`own-${name}`}>${label}</label><input id=${`own-${name}`} maxlength=${most} autocomplete="off" value=${form[name]} onInput=${keep(name)} /></p>`;
  return html`<details class="card">
    <summary>${t("desk.help.own")}</summary>
    <form onSubmit=${submit}>
      <p><label for="own-kind">${t("desk.help.own_kind")}</label>
        <select id="own-kind" value=${form.kind} onChange=${keep("kind")}><option value="office">${t("desk.help.own_office")}</option><option value="local">${t("desk.help.own_local")}</option></select></p>
      ${field("label", 50, t("desk.help.own_label"))}${field("number", 30, t("desk.help.own_number"))}${field("wa", 30, t("desk.help.own_wa"))}${field("hours", 50, t("desk.help.own_hours"))}
      <button class="do wide">${t("desk.help.own_add")}</button>
    </form>
  </details>`;
}

/** Everything to print; made on the laptop, with the numbers that are shown now. @param {{office: string, save: (name: string) => Promise<boolean>}} props */
function Paper({ office, save }) {
  const [name, setName] = useState(office);
  const lang = document.documentElement.lang;
  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    save(name);
  }
  return html`<section class="card paper" aria-labelledby="paper-title">
    <h3 id="paper-title">${t("desk.paper.title")}</h3>
    <form onSubmit=${submit}><label for="office-name">${t("desk.paper.office")}</label>
      <div class="paper-office"><input id="office-name" maxlength="70" autocomplete="off" value=${name} onInput=${(/** @type {any} */ event) => setName(event.target.value)} /><button class="do">${t("desk.paper.save")}</button></div></form>
    <ul class="paper-list">
      ${["siswa", "guru", "ortu"].map((who) => html`<li><b>${t(`desk.paper.leaflet_${who}`)}</b> <a href=${`/paper/leaflet.pdf?for=${who}&paper=a5&lang=${lang}`}>A5</a> <a href=${`/paper/leaflet.pdf?for=${who}&paper=a4&lang=${lang}`}>A4</a></li>`)}
      <li><b>${t("desk.paper.poster")}</b> <a href=${`/paper/poster.pdf?lang=${lang}`}>A4</a></li>
      <li><b>${t("desk.paper.cards")}</b> <a href=${`/paper/cards.pdf?lang=${lang}`}>A4</a></li>
      <li><b>${t("desk.paper.certificate")}</b> <a href=${`/paper/certificate.pdf?lang=${lang}&each=1`}>A4</a> <a href=${`/paper/certificate.pdf?lang=${lang}&each=4`}>4 / A4</a></li>
      <li><b>${t("desk.paper.picture")}</b> <a href=${`/paper/picture.png?lang=${lang}`}>PNG</a></li>
    </ul>
  </section>`;
}
