/**
 * Before a visit: what is played, how points are counted, the language, the hall's Wi-Fi. One page, one button.
 * Also the question that `?fresh=1` asks while a visit is still open. Read next: docs/protocol.md `open_room`.
 */
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { command, tell } from "./commands.js";
import { WifiFields } from "./dialogs.js";
import { FirewallAsks } from "./firewall.js";
import { Fit } from "./fit.js";
import { NO_GROUPS, SetupGroups, groupFields } from "./setup_groups.js";
import { Parts, VisitLine, allOf, lengthOf, visitOf } from "./setup_visit.js";
import { Crowd } from "../ui/crowd.js";
import { Emblem } from "../ui/emblems.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("./commands.js").Context} Context */

const LANGUAGES = [
  ["id", html`<i class="long">Bahasa </i>Indonesia`],
  ["en", "English"],
];
/** More programmes than this and the cards become lines. */
const BIG_CARDS = 2;
/** Children who wave from below the cards. */
const WELCOME = 16;

/** The one that a staff page asked for (staff/programme.js), else the uppermost. @param {Json[]} programmes @returns {string} */
function firstOf(programmes) {
  const wanted = new URLSearchParams(location.search).get("programme");
  const chosen = programmes.find(({ id }) => id === wanted) || programmes[0];
  return chosen ? chosen.id : "";
}

/** A set of radio buttons that look like paper. @param {{name: string, legend: string, value: string, pick: (value: string) => void, options: {value: string, title: any, line?: any}[]}} props */
function Choices({ name, legend, value, pick, options }) {
  return html`<fieldset class=${`choices choices-${name}`}>
    <legend>${legend}</legend>
    ${options.map(
      (option) => html`<label key=${option.value} class=${option.value === value ? "pick picked" : "pick"}>
        <input type="radio" name=${name} value=${option.value} checked=${option.value === value} onChange=${() => pick(option.value)} />
        <span class="pick-dot" aria-hidden="true"></span>
        <span class="pick-text"><strong>${option.title}</strong>${option.line && html`<span>${option.line}</span>`}</span>
      </label>`,
    )}
  </fieldset>`;
}

/** @param {{c: Context}} props */
export function Setup({ c }) {
  const setup = c.view.setup;
  const wifi = (c.hall && c.hall.wifi) || {};
  const [form, setForm] = useState({
    programme: firstOf(setup.programmes),
    mode: setup.modes[0],
    lang: document.documentElement.lang,
    wifi_name: wifi.name || "",
    wifi_password: wifi.password || "",
  });
  const [groups, setGroups] = useState(NO_GROUPS);
  const [visit, setVisit] = useState(visitOf(setup.visit));
  const chosen = setup.programmes.find((/** @type {Json} */ one) => one.id === form.programme);
  const [sections, setSections] = useState(/** @type {number[] | null} */ (null));
  const counts = sections || allOf(chosen);
  const [busy, setBusy] = useState(false);
  const go = useRef(/** @type {HTMLElement | null} */ (null));
  // Space means "next step" here too: the one button has the focus.
  useEffect(() => go.current?.focus(), []);
  const put = (/** @type {string} */ name, /** @type {string} */ value) => setForm((now) => ({ ...now, [name]: value }));
  const keep = (/** @type {string} */ name) => (/** @type {any} */ event) => put(name, event.target.value);

  /** @param {Event} event */
  async function begin(event) {
    event.preventDefault();
    setBusy(true);
    const { programme, mode, lang, wifi_name, wifi_password } = form;
    const changed = wifi_name !== (wifi.name || "") || wifi_password !== (wifi.password || "");
    const ready = changed ? (await tell(c, "set_hall", { wifi_name, wifi_password, url: (c.hall && c.hall.url) || "" })).ok : true;
    if (ready) await tell(c, "open_room", { programme, mode, lang, visit, ...(sections ? { sections } : {}), ...groupFields(groups) });
    setBusy(false);
  }
  const programmes = setup.programmes.map((/** @type {Json} */ one) => ({
    value: one.id,
    title: one.title,
    line: [one.minutes ? t("screen.setup.minutes", { minutes: one.minutes }) : "", t("screen.setup.items", { items: one.items }), one.waiting ? t("screen.setup.waiting", { items: one.waiting }) : ""].filter(Boolean).join(" · "),
  }));
  return html`<form class="setup" onSubmit=${begin}>
    <header class="setup-head">
      <div><h1>${t("screen.setup.title")}</h1><p>${t("screen.setup.text")}</p></div>
      <${Choices} name="lang" legend=${t("screen.setup.lang")} value=${form.lang} pick=${(/** @type {string} */ value) => put("lang", value)}
        options=${LANGUAGES.map(([value, title]) => ({ value, title: html`<span lang=${value}>${title}</span>` }))} />
    </header>
    <div class=${programmes.length > BIG_CARDS ? "setup-programmes many" : "setup-programmes"}>
      <${Choices} name="programme" legend=${t("screen.setup.programme")} value=${form.programme} pick=${(/** @type {string} */ value) => (put("programme", value), setSections(null))} options=${programmes} />
      <a class="setup-package" href="/staff/package">${t("screen.setup.package")}</a>
      <${Parts} programme=${chosen} counts=${counts} change=${setSections} />
      <${VisitLine} visit=${visit} change=${setVisit} />
      ${programmes.length === 0 && html`<p class="notice warn">${t("screen.setup.none")}</p>`}
      ${setup.broken.length > 0 &&
      html`<button type="button" class="do quiet" onClick=${() => c.set({ dialog: "broken" })}>${t("screen.setup.broken", { files: setup.broken.length })}</button>`}
      ${programmes.length <= BIG_CARDS && html`<${Crowd} heads=${WELCOME} seats=${WELCOME} />`}
    </div>
    <${Fit} class="setup-rest" on=${setup.modes.join()}>
      <${Choices} name="mode" legend=${t("screen.setup.mode")} value=${form.mode} pick=${(/** @type {string} */ value) => put("mode", value)}
        options=${setup.modes.map((/** @type {string} */ mode) => ({ value: mode, title: t(`screen.setup.mode_${mode}`), line: t(`screen.setup.mode_${mode}_line`) }))} />
      <${SetupGroups} value=${groups} change=${setGroups} />
      <fieldset class="choices"><legend>${t("screen.setup.wifi")}</legend><${WifiFields} form=${form} keep=${keep} /></fieldset>
    <//>
    <${FirewallAsks} hall=${c.hall} />
    <div class="setup-go">
      ${setup.unwiped > 0 && html`<p class="setup-help">${t("screen.setup.unwiped", { visits: setup.unwiped })}</p>`}
      <p class="setup-help">${setup.help.to_call ? t("screen.setup.help_to_call", setup.help) : t("screen.setup.help_ready")}</p>
      <a class="do quiet" href="/staff">${t("screen.setup.staff")}</a>
      <button type="button" class="do quiet" onClick=${() => command("pair").run(c)}><span>${t("screen.do.pair")}</span></button>
      <button type="button" class="do quiet" onClick=${() => command("full").run(c)}><span>${t("screen.do.full")}</span></button>
      <button class="do primary go" ref=${go} disabled=${busy || !lengthOf(chosen, counts).items}>${t("screen.setup.go")}</button>
    </div>
  </form>`;
}

/** A visit is still open and the page was asked for a fresh one: go on, or end that one first. @param {{c: Context, begin: () => void}} props */
export function Fresh({ c, begin }) {
  const { view } = c;
  /** "Mulai baru" ends the open visit; what was played is kept. */
  async function anew() {
    const ack = await tell(c, "close_room");
    if (ack.ok) begin();
  }
  const where = view.round ? t("screen.fresh.at", { number: view.round.number, of: view.round.of }) : t("screen.fresh.lobby");
  return html`<div class="fresh">
    <h1>${t("screen.fresh.title")}</h1>
    <div class="fresh-cards">
      <button type="button" class="fresh-card go-on" onClick=${begin}>
        <${Emblem} type="slide" /><strong>${t("screen.fresh.go_on", { title: view.title })}</strong><span>${where}</span>
      </button>
      <button type="button" class="fresh-card" onClick=${anew}>
        <${Emblem} type="podium" /><strong>${t("screen.fresh.anew")}</strong><span>${t("screen.fresh.anew_line")}</span>
      </button>
    </div>
  </div>`;
}
