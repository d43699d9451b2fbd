/**
 * Question box. On the phone everybody sends something: a question, a hope, a pass, or a request to talk. All look the same until sent and
 * are sealed at the tap; the text lives in this component's memory alone and is gone with that tap, with "Tutup cepat" and with the round.
 * Server side and words: quizserver/rounds/box.py. The sealing itself: ui/sealing.js; what it holds: docs/threat-model.md.
 */
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { announce } from "../ui/announce.js";
import { Check } from "../ui/icons.js";
import { seal } from "../ui/sealing.js";

/** What the facilitator does now, by step. @param {any} round */
export const todo = (round) => `desk.box.todo_${round.step}`;

/** How long somebody took to write is nobody's business: `took` is then always 0 (phone/play.js). */
export const untimed = true;

const DOORS = ["question", "hope", "talk", "pass"];
const CHIPS = {
  talk: ["meet_break", "meet_counsellor", "meet_teacher", "meet_quiet"],
  question: ["question_one", "question_two", "question_three", "question_four"],
  hope: ["hope_one", "hope_two", "hope_three", "hope_four"],
};
const NOTICE = ["who", "not_secret", "not_watched", "no_names"];
const LONGEST_FIND = 60;
const LATE_MS = 3000;
const BLANK = { text: "", meet: /** @type {string[]} */ ([]), find: "" };

/** @typedef {typeof import("../words.js").t} T */
/** @typedef {typeof BLANK} Draft */

/** The result line after the close says the same to everybody. */
export const resultKey = () => "phone.box.result";

/**
 * What is sealed, and for whom. @param {string} door @param {Draft} draft @param {{room: string, lead: string}} keys
 * @returns {string | null}
 */
export function sealedFor(door, draft, keys) {
  if (door === "talk") return seal(keys.lead, JSON.stringify({ door, ...draft }));
  return seal(keys.room, JSON.stringify({ door, text: door === "pass" ? "" : draft.text }));
}

/** @param {{round: any, you: any, send: (payload: any) => Promise<import("../net.js").Ack>, takeBack: () => Promise<import("../net.js").Ack>, t: T}} props */
export function Phone({ round, you, send, takeBack, t }) {
  const { body, step, reveal } = round;
  const isOpen = step === "write" && !reveal;
  const [page, setPage] = useState(you.round.body ? "sent" : "choose");
  const [seen, setSeen] = useState(false);
  const [door, setDoor] = useState("question");
  const [draft, setDraft] = useState(BLANK);
  const [message, setMessage] = useState("");
  const waits = useRef(0);
  const say = setMessage; // each page shows it as a live region
  const clear = () => (setDraft(BLANK), setMessage(""));

  useEffect(() => {
    if (step === "notice") setSeen(true);
  }, [step]);
  // What was not sent must not stay on a screen, nor in memory, when the round is over.
  useEffect(() => {
    if (reveal) clear();
  }, [Boolean(reveal)]);

  /** Seals and forgets in one step: from here on nothing readable is left on this phone. @param {string} which */
  async function submit(which) {
    const sealed = sealedFor(which, draft, body);
    if (!sealed) return say(t("phone.box.too_long"));
    clear();
    setPage("sending");
    const turn = ++waits.current;
    const timer = setTimeout(() => turn === waits.current && say(t("phone.box.late")), LATE_MS);
    const ack = await send({ sealed });
    clearTimeout(timer);
    if (turn !== waits.current) return;
    setPage(ack.ok ? "sent" : "choose");
    if (ack.ok) announce(t("phone.box.sent"));
    else say(ack.error.message);
  }
  async function withdraw() {
    const ack = await takeBack();
    if (ack.ok) setPage("choose");
    say(ack.ok ? t("phone.box.took_back") : ack.error.message);
  }
  const back = (page === "sent" || you.round.body) && html`<button class="button" onClick=${withdraw}>${t("phone.box.take_back")}</button>`;
  function hide() {
    clear();
    setPage("hidden");
  }
  if (step === "notice") return html`<${Notice} t=${t} now=${t("phone.box.wait")} />`;
  if (!isOpen) return html`<${Plain} title=${t("phone.box.over")} text=${t("phone.box.over_text")} note=${message}>${back}<//>`;
  if (page === "hidden") return html`<${Plain} title=${t("phone.box.hidden")} text=${t("phone.box.hidden_text")}><button class="button" onClick=${() => setPage("choose")}>${t("phone.box.open")}</button><//>`;
  if (page === "sending") return html`<${Plain} title=${t("phone.box.sending")} text="" note=${message} />`;
  if (page === "sent") return html`<${Sent} t=${t} message=${message} back=${back} again=${() => (clear(), setPage("choose"))} />`;
  if (!seen) return html`<${Notice} t=${t}><button class="button main" onClick=${() => setSeen(true)}>${t("phone.box.go")}</button><//>`;
  if (page === "write") return html`<${Write} t=${t} door=${door} draft=${draft} longest=${body.longest} message=${message} set=${setDraft} send=${() => submit(door)} say=${say} back=${() => (clear(), setPage("choose"))} hide=${hide} />`;
  const choose = (/** @type {string} */ which) => (which === "pass" ? submit(which) : (setDoor(which), setMessage(""), setPage("write")));
  return html`<${Choose} t=${t} text=${body.text} canTalk=${Boolean(body.lead) && you.player.weight === 1} message=${message} choose=${choose} hide=${hide} />`;
}

/** @param {{t: T, now?: string, children?: any}} props */
function Notice({ t, now, children }) {
  return html`<section class="box-notice">
    <h1 tabindex="-1">${t("phone.box.notice")}</h1>
    <ul>${NOTICE.map((key) => html`<li>${t(`phone.box.${key}`)}</li>`)}</ul>
    <p class="box-help">${t("phone.box.now")}</p>
    ${now && html`<p class="look-up">${now}</p>`}${children}
  </section>`;
}

/** @param {{t: T, text: string, canTalk: boolean, message: string, choose: (door: string) => void, hide: () => void}} props */
function Choose({ t, text, canTalk, message, choose, hide }) {
  return html`<section class="box-page">
    <h1 class="box-ask">${text}</h1>
    <div class="box-doors" role="group" aria-label=${t("phone.box.choose")}>
      ${DOORS.filter((door) => canTalk || door !== "talk").map((door) => html`<button class="button" onClick=${() => choose(door)}>${t(`phone.box.${door}`)}</button>`)}
    </div>
    ${!canTalk && html`<p class="box-help">${t("phone.box.slips")}</p>`}
    <p class="note" role="status">${message}</p>
    <button class="button box-hide" onClick=${hide}>${t("phone.box.hide")}</button>
  </section>`;
}

/**
 * The same page, part by part, at either door: from the next seat nobody can tell which it is.
 * @param {{t: T, door: string, draft: Draft, longest: number, message: string, set: (draft: Draft) => void, send: () => void, say: (text: string) => void, back: () => void, hide: () => void}} props
 */
function Write({ t, door, draft, longest, message, set, send, say, back, hide }) {
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const isTalk = door === "talk";
  const left = longest - draft.text.length;
  useEffect(() => field.current?.focus(), []);
  function submit() {
    if (draft.text.trim() || (isTalk && (draft.find.trim() || draft.meet.length))) return send();
    say(t("phone.box.empty"));
    field.current?.focus();
  }
  /** At door two a wish, at door one the beginning of a sentence. @param {string} chip */
  function tap(chip) {
    if (isTalk) return set({ ...draft, meet: draft.meet.includes(chip) ? draft.meet.filter((one) => one !== chip) : [...draft.meet, chip] });
    set({ ...draft, text: `${t(`phone.box.${chip}`).replace(/…$/, "")}${draft.text}`.slice(0, longest) });
    field.current?.focus();
  }
  // No form, no name, no autofill, no spell checker that would send the text elsewhere.
  return html`<section class="box-page">
    <label class="box-label" for="box-text"><b>${t("phone.box.write")}</b><span aria-hidden="true">${left < 100 ? t("phone.box.left", { n: left }) : ""}</span></label>
    <textarea id="box-text" ref=${field} rows="5" maxlength=${longest} value=${draft.text} autocomplete="off" spellcheck=${false} onInput=${(/** @type {any} */ event) => set({ ...draft, text: event.target.value })}></textarea>
    <p class="box-label" id="box-chips">${t(isTalk ? "phone.box.meet" : "phone.box.start")}</p>
    <div class="box-chips" role="group" aria-labelledby="box-chips">
      ${CHIPS[/** @type {keyof typeof CHIPS} */ (door)].map((chip) => html`<button class="box-chip" aria-pressed=${isTalk ? draft.meet.includes(chip) : undefined} onClick=${() => tap(chip)}>${draft.meet.includes(chip) && html`<${Check} />`}<span>${t(`phone.box.${chip}`)}</span></button>`)}
    </div>
    ${isTalk
      ? html`<input class="box-find" aria-label=${t("phone.box.find")} placeholder=${t("phone.box.find")} maxlength=${LONGEST_FIND} value=${draft.find} autocomplete="off" spellcheck=${false} onInput=${(/** @type {any} */ event) => set({ ...draft, find: event.target.value })} />`
      : html`<p class="box-find">${t("phone.box.plain")}</p>`}
    <p class="note" role="status">${message}</p>
    <button class="button main" onClick=${submit}>${t("phone.box.send")}</button>
    <div class="box-row"><button class="button" onClick=${back}>${t("phone.box.back")}</button><button class="button box-hide" onClick=${hide}>${t("phone.box.hide")}</button></div>
  </section>`;
}

/** @param {{t: T, message: string, back: any, again: () => void}} props */
function Sent({ t, message, back, again }) {
  return html`<${Plain} title=${t("phone.box.sent")} text=${t("phone.box.sent_text")} note=${message}>
    <p class="box-help">${t("phone.box.now")}</p>
    <button class="button" onClick=${again}>${t("phone.box.again")}</button>
    <p class="box-small">${t("phone.box.again_note")}</p>${back}
  <//>`;
}

/** @param {{title: string, text: string, note?: string, children?: any}} props */
function Plain({ title, text, note = "", children }) {
  return html`<section class="box-plain"><h1 tabindex="-1">${title}</h1><p>${text}</p><p class="note" role="status">${note}</p>${children}</section>`;
}

/** @typedef {typeof import("../screen/kit.js")} Kit */

/** The wall: the notice, then an invitation, then what a person approved. @param {{round: any, progress: any, t: T, kit: Kit}} props */
export function Screen({ round, progress, t, kit }) {
  const { body, step, reveal } = round;
  const lines = [t("screen.box.who"), t(body.paper ? "screen.box.slips" : "screen.box.talk"), t("screen.box.not_secret"), t("screen.box.not_watched")];
  if (reveal) return html`<${Discussed} body=${body} t=${t} kit=${kit} />`;
  return html`<div class="round box">
    <header class="round-head"><p class="tag">${t("screen.box.tag")}</p></header>
    ${step === "notice"
      ? html`<${kit.Fit} class="box-wall" on="notice"><h1>${t("screen.box.notice")}</h1><ul class="box-lines">${lines.map((line) => html`<li>${line}</li>`)}</ul><//>`
      : html`<${kit.Fit} class="box-wall" on=${body.text}><h1>${body.text}</h1><p class="box-big">${t("screen.box.write")}</p><p>${t(body.paper ? "screen.box.slips" : "screen.box.write_note")}</p><//>`}
    ${step === "write" && html`<${kit.Turnout} progress=${progress} t=${t} word="screen.box.sent" />`}
  </div>`;
}

/** @param {{body: any, t: T, kit: Kit}} props */
function Discussed({ body, t, kit }) {
  const [newest, ...older] = body.shown;
  return html`<div class="round box">
    <header class="round-head"><p class="tag">${t("screen.box.tag")}</p></header>
    <${kit.Fit} class="box-wall" on=${body.shown.join()}>
      ${newest ? html`<blockquote class="box-quote">${newest}</blockquote>` : html`<h1>${t("screen.box.none")}</h1>`}
      ${older.map((/** @type {string} */ text) => html`<p class="box-older">${text}</p>`)}
    <//>
  </div>`;
}

/** The remote. @param {{round: any, t: T, act: (action: string, payload: object) => Promise<import("../net.js").Ack>, may: string[]}} props */
export function Desk({ round, t, act, may }) {
  const { body, step } = round;
  if (step === "write") return html`<section class="card"><h3>${body.text}</h3><p>${t(round.reveal ? "desk.box.talk_about" : "desk.box.writing")}</p></section>`;
  return html`<section class="card">
    ${body.paper
      ? html`<h3>${t("desk.box.paper")}</h3><p>${t("desk.box.paper_note")}</p>`
      : body.ready
        ? html`<h3>${t("desk.box.ready")}</h3>`
        : html`<h3>${t("desk.box.no_lead")}</h3><p>${t("desk.box.remedy")}</p>`}
    ${(body.paper || body.ready) && html`<p class="read-out">${t("desk.box.read_out")}</p>`}
    ${may.includes("paper") && html`<button class="do wide" onClick=${() => act("paper", {})}>${t("desk.box.paper")}</button>${!body.ready && html`<p class="quiet">${t("desk.box.paper_note")}</p>`}`}
    ${may.includes("sealed") && html`<button class="do wide" onClick=${() => act("sealed", {})}>${t("desk.box.sealed")}</button>`}
  </section>`;
}

/** What has to be settled here comes before the buttons of the remote. */
export const deskFirst = true;

export const styles = `
.round.box { grid-template-rows: auto minmax(0, 1fr) auto; }
.type-box .box-page, .type-box .box-notice, .type-box .box-small { font-size: 0.875rem; color: var(--ink-soft); }
.type-box .box-plain { flex: 1; display: flex; flex-direction: column; }
.type-box .box-page > * + *, .type-box .box-notice > * + *, .type-box .box-plain > * + * { margin-top: 8px; }
.type-box h1 { font-size: 1.375rem; line-height: 1.2; font-weight: 800; }
.type-box .box-ask { font-size: 1.1875rem; }
.type-box .box-notice li { position: relative; padding: 6px 0 6px 26px; }
.type-box .box-notice li::before { content: ""; position: absolute; left: 4px; top: 0.75em; width: 10px; height: 10px; background: var(--violet); transform: rotate(45deg); }
.type-box .box-help { padding: 10px 12px; border-radius: var(--radius-s); background: #d5ecef; font-weight: 600; }
.type-box .box-doors { display: grid; grid-gap: 10px; }
.type-box .box-doors .button { margin: 0; min-height: 3.75rem; font-size: 1rem; }
.type-box .box-hide { background: var(--ink); border-color: var(--ink); color: #fff; }
.type-box .box-page > .box-hide { margin-top: 24px; }
.type-box .box-label { display: flex; justify-content: space-between; font-size: 0.9375rem; color: var(--ink); }
.type-box textarea, .type-box .box-find { width: 100%; padding: 8px 12px; border: 2px solid var(--edge); border-radius: var(--radius-s); background: #fff; color: var(--ink); font: inherit; font-size: 1rem; }
.type-box textarea { resize: none; line-height: 1.3; }
.type-box .box-find { min-height: 3rem; display: flex; align-items: center; }
.type-box .box-find::placeholder { color: var(--ink-soft); opacity: 1; }
.type-box p.box-find { color: var(--ink-soft); }
.type-box .box-chips { display: grid; grid-template-columns: 1fr 1fr; grid-gap: 8px; }
.type-box .box-chip { min-height: 3rem; padding: 4px 8px; border: 2px solid var(--edge); border-radius: var(--radius-s); background: var(--card); color: var(--ink); font-size: 0.9375rem; line-height: 1.15; font-weight: 600; }
.type-box .box-chip[aria-pressed="true"] { border-color: var(--violet); background: var(--lilac); }
.type-box .box-chip .icon { margin-right: 6px; vertical-align: -0.1em; }
.type-box .box-page .note:empty, .type-box .box-plain .note:empty { display: none; }
.type-box .box-row { display: grid; grid-template-columns: 1fr 1fr; grid-gap: 8px; }
.type-box .box-row .button { margin: 0; min-height: 3rem; }
.type-box .box-plain { padding-top: 12vh; text-align: center; }
.type-box .box-plain .button { margin-top: 16px; }
.round.box .box-wall { display: grid; align-content: center; gap: calc(2.4 * var(--u)); }
.round.box .box-wall h1 { font-size: calc(8 * var(--u)); }
.round.box .box-wall p, .round.box .box-lines li { font-size: calc(4.6 * var(--u)); line-height: 1.25; }
.round.box .box-lines { display: grid; gap: calc(2 * var(--u)); }
.round.box .box-lines li { position: relative; padding-left: calc(5.5 * var(--u)); }
.round.box .box-lines li::before { content: ""; position: absolute; left: 0.2em; top: 0.4em; width: calc(2 * var(--u)); height: calc(2 * var(--u)); background: var(--violet); transform: rotate(45deg); }
.round.box .box-big { font-weight: 800; color: var(--violet-dark); }
.round.box .box-quote { margin: 0; padding: calc(3 * var(--u)) calc(4 * var(--u)); border-radius: var(--cut); background: var(--card); font-size: calc(6.6 * var(--u)); line-height: 1.2; font-weight: 700; }
.round.box .box-older { color: var(--ink-soft); padding-left: calc(4 * var(--u)); }
`;
