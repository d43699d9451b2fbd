/**
 * The first page of the desk: what is to be done and said now, the remote's buttons, and the round's own part.
 * Nothing is decided here. Read next: ../screen/commands.js, then `Desk` in ../rounds/choice.js.
 */
import { html } from "../../vendor/preact-htm.js";
import { Do } from "../screen/frame.js";
import { LetterKeys } from "../screen/letter_keys.js";
import { phoneCounts, phonesAreLost } from "../screen/notices.js";
import { useRoundFile } from "../ui/round_files.js";
import { t } from "../words.js";
import { CalmCard } from "./calm.js";
import * as kit from "./kit.js";
import { paceText } from "../screen/run_list.js";
import { Spellings } from "./spellings.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("../screen/commands.js").Context} Context */

/** What may be needed within a second stands first; what is to be said and judged comes before the rest. */
const AT_HAND = ["calm", "more", "pause"];
const OTHERS = ["skip", "back", "help", "blank", "reopen", "leak", "again", "lock"];

/** Steps with a sentence of their own. */
const STEPS = ["form", "talk", "again"];

/** What is to be done now, by wall and phase. @param {Json} view */
function todoKey(view) {
  if (view.wall !== "game" && view.wall !== "calm") return `wall_${view.wall}`;
  if (view.setup && view.setup.gate) return "gate";
  if (view.paused) return "paused";
  if (view.phase === "open" && STEPS.includes(view.round.step)) return view.round.step;
  return view.phase;
}

/** What a round type with steps of its own has to say of them. @param {Json} view @param {any} module */
function ownTodo(view, module) {
  return view.phase === "open" && view.wall === "game" && !view.paused && module && module.todo ? module.todo(view.round) : "";
}

/** @param {{c: Context, state: Json, left: number | undefined, note: string}} props */
export function Now({ c, state, left, note }) {
  const { view, progress } = c;
  const { round } = view;
  const { trouble } = state;
  const module = useRoundFile(round && round.type);
  const isCalm = view.wall === "calm";
  const pace = view.phase === "setup" ? "" : paceText(progress && progress.ahead);
  const act = (/** @type {string} */ action, /** @type {object} */ payload) => c.send("act", { round: round.number, action, payload });
  const paper = { groups: view.groups || [], signs: Boolean(view.signs), turnSigns: (/** @type {boolean} */ on) => c.send("signs", { on }) };
  const waiting = (progress && progress.waiting) || 0;
  const own = !isCalm && module && round.body && html`<${kit.Paper.Provider} value=${paper}><div class="round-on-desk"><${module.Desk} key=${round.number} round=${round} progress=${progress} t=${t} act=${act} may=${view.can.act || []} kit=${kit} /></div><//>`;
  return html`<div class="now">
    ${note === "lost" && html`<p class="notice">${t("screen.link.lost")}</p>`}
    ${trouble && html`<p class="notice">${trouble.message}</p>`}
    ${view.phase !== "ended" && phonesAreLost(progress) && html`<p class="notice">${t("screen.phones.lost", phoneCounts(progress))}</p>`}
    ${view.phase === "lobby" && state.lead && !state.lead.here && html`<p class="card">${t("desk.lead.not_here")}</p>`}
    ${waiting > 0 && html`<p class="notice">${t("desk.people.wait_notice", { n: waiting })}</p>`}
    ${isCalm
      ? html`<${CalmCard} lead=${state.lead} unseen=${Boolean(state.grant && state.grant.powers.includes("people"))} send=${c.send} />`
      : html`<section class="card todo">
          ${round && html`<p class="where">${round.section}${round.in_section > 1 && ` · ${t("screen.tag.place", { index: round.index, of: round.in_section })}`}</p>`}
          <h2>${t(ownTodo(view, module) || `desk.todo.${todoKey(view)}`)}</h2>
          ${pace && html`<p class=${progress && progress.ahead < -1 ? "pace is-late" : "pace"}>${pace}</p>`}
        </section>`}
    ${module && module.deskFirst && own}
    ${view.phase !== "setup" && html`<section class="remote" aria-label=${t("screen.bar")}>${AT_HAND.map((id) => html`<${Do} key=${id} c=${c} id=${id} />`)}</section>`}
    ${!isCalm && (view.notes || view.phase === "ready") && html`<section class="card">
      ${view.notes && html`<p class="notes"><b>${t("desk.notes")}</b> ${view.notes}</p>`}
      ${view.phase === "ready" && html`<p class="read-out"><b>${t("desk.read_out")}</b> ${round.intro}</p>`}
    </section>`}
    ${!(module && module.deskFirst) && own}
    ${!isCalm && round && (view.can.act || []).includes("accept") && html`<${Spellings} c=${c} />`}
    ${view.phase !== "setup" && html`<section class="remote" aria-label=${t("desk.others")}>${OTHERS.map((id) => html`<${Do} key=${id} c=${c} id=${id} />`)}</section>`}
    <p class="quiet keyboard-only"><${LetterKeys} /></p>
    ${left !== undefined && html`<p class="sr-only">${t("screen.time.left", { seconds: Math.ceil(left) })}</p>`}
  </div>`;
}
