/**
 * `announce(text)`: says a sentence to screen readers without moving the focus. The page has one live region, #live, from the start:
 * regions added later are often not heard.
 */

const GONE_AFTER_MS = 8000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Sentences that come quickly after one another are said together. @param {string} text */
export function announce(text) {
  const live = document.getElementById("live");
  if (!live || !text) return;
  const line = document.createElement("p");
  line.textContent = text;
  live.append(line);
  clearTimeout(timer);
  timer = setTimeout(() => (live.textContent = ""), GONE_AFTER_MS);
}
