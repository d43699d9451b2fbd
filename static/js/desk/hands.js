/**
 * Paper rounds at the desk: hands of students without a phone, of the whole hall or class by class, as numbers or in four words; and the
 * switch for body signs on the wall. Every round type with options shows it by `kit.Hands`. The rules: quizserver/core/hands.py.
 */
import { createContext, html, useContext, useState } from "../../vendor/preact-htm.js";
import { useSaid } from "../ui/announce.js";
import { t } from "../words.js";

/** @typedef {{id: string, label: string, text?: string}} Option */
/** @typedef {{groups: {id: string, name: string, size: number | null}[], signs: boolean, turnSigns: (on: boolean) => void}} PaperRoom */

/** What the room knows of halls without phones; desk/now.js provides it, so that no round type has to hand it on. */
export const Paper = createContext(/** @type {PaperRoom} */ ({ groups: [], signs: false, turnSigns: () => {} }));

const WORDS = ["none", "few", "half", "most", "nearly_all"];
const WAYS = ["numbers", "words"];

/** @param {string} way @param {Option[]} options @param {Record<string, string>} typed @param {string} heads */
function entry(way, options, typed, heads) {
  if (way === "numbers") return { counts: Object.fromEntries(options.map(({ id }) => [id, Number(typed[id] || 0)])) };
  const words = Object.fromEntries(options.map(({ id }) => [id, typed[id] || "none"]).filter(([, word]) => word !== "none"));
  return heads ? { words, heads: Number(heads) } : { words };
}

/**
 * Sent together; they replace the earlier ones of this class, or of the hall.
 * @param {{options: Option[], act: (action: string, payload: object) => Promise<import("../net.js").Ack>}} props
 */
export function Hands({ options, act }) {
  const { groups, signs, turnSigns } = /** @type {PaperRoom} */ (useContext(Paper));
  const [group, setGroup] = useState("");
  const [way, setWay] = useState("numbers");
  const [typed, setTyped] = useState(/** @type {Record<string, string>} */ ({}));
  const [heads, setHeads] = useState("");
  const [said, setSaid] = useSaid();
  const of = groups.find(({ id }) => id === group);
  const put = (/** @type {string} */ id) => (/** @type {any} */ event) => setTyped({ ...typed, [id]: event.target.value });
  const anew = (/** @type {() => void} */ change) => (change(), setTyped({}), setHeads(""), setSaid(""));

  /** @param {Event} event */
  async function send(event) {
    event.preventDefault();
    const ack = await act("hands", { ...entry(way, options, typed, heads), ...(group ? { group } : {}) });
    setSaid(ack.ok ? t("desk.hands.saved", { who: of ? of.name : t("desk.hands.hall") }) : ack.error.message);
  }
  return html`<details class="card hands">
    <summary>${t("desk.hands.title")}</summary>
    <label class="switch"><input type="checkbox" checked=${signs} onChange=${(/** @type {any} */ event) => turnSigns(event.target.checked)} /> ${t("desk.hands.signs")}</label>
    <form onSubmit=${send}>
      <p>${t("desk.hands.text")}</p>
      ${groups.length > 0 &&
      html`<label class="hand-row" for="hands-group"><b>${t("desk.hands.who")}</b>
        <select id="hands-group" value=${group} onChange=${(/** @type {any} */ event) => anew(() => setGroup(event.target.value))}>
          <option value="">${t("desk.hands.hall")}</option>${groups.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select></label>`}
      <fieldset class="two-ways"><legend class="sr-only">${t("desk.hands.how")}</legend>
        ${WAYS.map((one) => html`<label><input type="radio" name="hands-way" value=${one} checked=${way === one} onChange=${() => anew(() => setWay(one))} /><span>${t(`desk.hands.${one}`)}</span></label>`)}
      </fieldset>
      ${way === "words" &&
      html`<p class="hand-row"><label for="hands-heads"><b>${t("desk.hands.heads")}</b></label>
        <input id="hands-heads" type="number" inputmode="numeric" min="1" max="2000" value=${heads} placeholder=${(of && of.size) || ""} onInput=${(/** @type {any} */ event) => setHeads(event.target.value)} /></p>`}
      ${options.map(
        ({ id, label, text }) => html`<p class="hand-row"><label for=${`hands-${id}`}><b>${label}</b> ${text || ""}</label>
          ${way === "numbers"
            ? html`<input id=${`hands-${id}`} type="number" inputmode="numeric" min="0" max="2000" value=${typed[id] || ""} placeholder="0" onInput=${put(id)} />`
            : html`<select id=${`hands-${id}`} value=${typed[id] || "none"} onChange=${put(id)}>${WORDS.map((word) => html`<option value=${word}>${t(`desk.hands.word.${word}`)}</option>`)}</select>`}</p>`,
      )}
      <button class="do wide">${t("desk.hands.send")}</button>
      <p>${said}</p>
    </form>
  </details>`;
}
