/**
 * Discuss and answer again, on the phone: the page while the hall talks, and the line above the second vote. The wall's part is in screen/kit.js,
 * the rules are in quizserver/core/second_vote.py.
 */
import { html, useEffect, useRef } from "../../vendor/preact-htm.js";
import { announce } from "./announce.js";
import { Bubble } from "./icons.js";

/** @typedef {typeof import("../words.js").t} T */

/** @param {{text: string, t: T}} props */
export function Talk({ text, t }) {
  useEffect(() => announce(`${t("phone.talk.title")}. ${t("phone.talk.text")}`), []);
  return html`<p class="case">${text}</p>
    <section class="talk"><${Bubble} /><div><h1 class="size-s">${t("phone.talk.title")}</h1><p>${t("phone.talk.text")}</p></div></section>`;
}

/**
 * Both votes of this phone: `saved` is the one of this step, `first` the one before the talk. No message tells a phone that the second vote has
 * begun but the view: `you` is of the first vote until it says `first`, and what was sent since is known to this page alone.
 * @template V
 * @param {any} round
 * @param {any} own `you.round.body`
 * @param {string} name of the field that holds the choice
 * @returns {{saved: V | null, first: V | null, note: (choice: V) => void}}
 */
export function useVotes(round, own, name) {
  const kept = useRef(/** @type {V | null} */ (null));
  const has = (/** @type {any} */ vote) => (vote === undefined ? null : vote);
  const isAgain = round.step === "again";
  const tellsBoth = "first" in own;
  return {
    saved: !isAgain || tellsBoth ? has(own[name]) : null,
    first: !isAgain ? null : tellsBoth ? has(own.first) : kept.current === null ? has(own[name]) : kept.current,
    note(choice) {
      if (!isAgain) kept.current = choice;
    },
  };
}

/** @param {{answer: string, t: T}} props */
export function Again({ answer, t }) {
  return html`<p class="note second-vote"><b>${t("phone.talk.again")}</b> ${answer && t("phone.talk.first", { answer })}</p>`;
}
