/**
 * The keyboard and the presenter's clicker. Which key does what stands in screen/commands.js; here is only when a press counts.
 * Must not be here: anything that is sent or drawn.
 */
import { useEffect, useRef } from "../../vendor/preact-htm.js";
import { COMMANDS, advance, sayYes } from "./commands.js";
import { counts as letterCounts, lettersAreOn } from "./letter_keys.js";

/** @typedef {import("./commands.js").Context} Context */
/** @typedef {import("./commands.js").Command} Command */

/** A nervous thumb presses twice: the second press within this time is the same press. */
const TWICE_MS = 800;
const ADVANCE = COMMANDS[0];
const BACK = ["Escape", "ArrowLeft", "PageUp"];

/** Says true once, then false until `TWICE_MS` have passed. */
export function onceIn(ms = TWICE_MS, now = () => performance.now()) {
  let last = -Infinity;
  return () => {
    const counts = now() - last >= ms;
    if (counts) last = now();
    return counts;
  };
}

/** Does the focused element need this key itself? @param {KeyboardEvent} event */
function ownKey(event) {
  const on = /** @type {HTMLElement} */ (event.target);
  if (on.closest("input:not([type=radio]), textarea, select")) return true;
  if (event.key === " " || event.key === "Enter") return Boolean(on.closest("button, a, summary, input"));
  return event.key.startsWith("Arrow") && Boolean(on.closest("input"));
}

/** While a question is open, only yes and no. @param {Context} c @param {string} key @param {() => boolean} counts */
function answerAsk(c, key, counts) {
  if (ADVANCE.keys.includes(key) && counts()) sayYes(c);
  if (BACK.includes(key)) c.set({ ask: null });
}

/** @param {Context | null} context null before the first view @param {Command[]} table what the keys of this surface do */
export function useKeys(context, table) {
  const now = useRef(context);
  now.current = context;
  useEffect(() => {
    const counts = onceIn();
    /** @param {KeyboardEvent} event */
    function press(event) {
      const c = now.current;
      if (!c || event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (event.repeat) return ADVANCE.keys.includes(key) && !ownKey(event) ? event.preventDefault() : undefined;
      if (c.ui.ask) {
        if (ADVANCE.keys.includes(key) || BACK.includes(key)) event.preventDefault();
        return answerAsk(c, key, counts);
      }
      if (c.ui.dialog || ownKey(event) || !letterCounts(event.key, lettersAreOn())) return;
      const found = table.find((one) => one.keys.includes(key));
      if (!found || !found.may(c)) return;
      event.preventDefault();
      if (found !== ADVANCE) return void found.run(c);
      if (counts()) advance(c);
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
