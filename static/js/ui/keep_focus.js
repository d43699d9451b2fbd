/**
 * Who works with the keyboard keeps the place: when the control that had the focus is taken away, moved or switched off, the focus goes to the row
 * or the part of the page it stood in, never to the top of the page. A row or heading, not the next button: a second press must not do something
 * else. Used by desk.js and screen.js; phones have their own way (phone/play.js).
 */

/** @param {Element} element */
const canHold = (element) => element.isConnected && !element.matches(":disabled") && element.checkVisibility();

/** Where to go when `trail` (an element, then all around it) has lost its first: the same place in a list, or the part's heading. @param {{element: Element, at: number}[]} trail */
function nearest(trail) {
  const [own] = trail;
  if (canHold(own.element)) return own.element;
  const place = trail.findIndex(({ element }, i) => i > 0 && canHold(element));
  if (place < 0) return null;
  const { element } = trail[place];
  const rows = element.matches("ul, ol") ? element.children : [];
  return rows[Math.min(trail[place - 1].at, rows.length - 1)] || element.querySelector("h1, h2, h3, summary") || element;
}

/** From now on, on this page. */
export function keepFocus() {
  /** @type {{element: Element, at: number}[]} */
  let trail = [];
  document.addEventListener("focusin", ({ target }) => {
    const own = /** @type {Element} */ (target);
    trail = [];
    if (!own.matches(":focus-visible")) return; // pressed with the mouse: then space shall mean the next step, not this place
    for (let element = /** @type {Element | null} */ (own); element && element !== document.body; element = element.parentElement)
      trail.push({ element, at: element.parentElement ? [...element.parentElement.children].indexOf(element) : 0 });
  });
  document.addEventListener("pointerdown", () => (trail = []), true);
  new MutationObserver(() => {
    const now = document.activeElement;
    // A control just switched off still counts as focused, until the next frame takes the focus away.
    if (!trail.length || !document.hasFocus() || (now && now !== document.body && canHold(now))) return;
    const next = /** @type {HTMLElement | null} */ (nearest(trail));
    if (!next) return;
    if (next.tabIndex < 0) next.tabIndex = -1;
    next.focus();
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled", "hidden"] });
}
