/**
 * `announce(text)`: says a sentence to screen readers without moving the focus. The page has one live region, #live, from the start:
 * regions added later are often not heard. Each sentence is a line of its own, so that the same one is heard again.
 */
import { useEffect, useRef, useState } from "../../vendor/preact-htm.js";

const GONE_AFTER_MS = 8000;
/** A box that 320 children fill is not read out one by one. */
const ARRIVALS_MS = 10000;

/** Only the new line is read (`aria-atomic` of #live), and each goes by itself. @param {string} text */
export function announce(text) {
  const live = document.getElementById("live");
  if (!live || !text) return;
  const line = document.createElement("p");
  line.textContent = text;
  live.append(line);
  setTimeout(() => line.remove(), GONE_AFTER_MS);
}

/** A sentence that is shown and said: what came of an action. Its place on the page must be no live region. @returns {[string, (text: string) => void]} */
export function useSaid() {
  const [said, setSaid] = useState("");
  return [said, (text) => (setSaid(text), announce(text))];
}

/** Says a sentence when it changes, and nothing while it is empty. @param {string} text */
export function useAnnounced(text) {
  useEffect(() => announce(text), [text]);
}

/** Says that more waits than before, at once and then at most every ten seconds. @param {number} count @param {(count: number) => string} say */
export function useArrivals(count, say) {
  const told = useRef({ count, at: -Infinity });
  useEffect(() => {
    if (count <= told.current.count) return void (told.current.count = count);
    const tell = () => (announce(say(count)), (told.current = { count, at: performance.now() }));
    const timer = setTimeout(tell, Math.max(0, told.current.at + ARRIVALS_MS - performance.now()));
    return () => clearTimeout(timer);
  }, [count]);
}
