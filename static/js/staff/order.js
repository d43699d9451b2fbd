/** Where items and sections of a programme go, and how long it takes. Pure: nothing is changed in place, places are `[section, item]`. */
import { movedTo } from "./schema.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {[number, number]} At */

/** @param {Json[]} sections @param {number} n @param {number} by */
export const moveSection = (sections, n, by) => movedTo(sections, n, n + by);

/** An item moved to stand before what is at `to`; the same sections where it stands there already. @param {Json[]} sections @param {At} from @param {At} to @returns {Json[]} */
export function place(sections, from, to) {
  const one = sections[from[0]] && sections[from[0]].items[from[1]];
  if (one === undefined) return sections;
  const shift = from[0] === to[0] && from[1] < to[1] ? 1 : 0;
  if (from[0] === to[0] && to[1] - shift === from[1]) return sections;
  return sections.map((section, n) => {
    const items = n === from[0] ? section.items.filter((/** @type {string} */ _, /** @type {number} */ i) => i !== from[1]) : [...section.items];
    if (n === to[0]) items.splice(to[1] - shift, 0, one);
    return { ...section, items };
  });
}

/** One place up or down; past the end of its section into the next. @param {Json[]} sections @param {At} from @param {number} by @returns {{sections: Json[], at: At}} */
export function moveItem(sections, from, by) {
  const [n, i] = from;
  const to = i + by;
  if (to >= 0 && to < sections[n].items.length) return { sections: place(sections, from, [n, by > 0 ? to + 1 : to]), at: [n, to] };
  const other = n + by;
  if (other < 0 || other >= sections.length) return { sections, at: from };
  const at = by < 0 ? sections[other].items.length : 0;
  return { sections: place(sections, from, [other, at]), at: [other, at] };
}

/** Minutes it will probably take, 0 where nobody knows. @param {Json[]} sections @param {Map<string, Json>} items each with its `seconds`, talk included */
export function minutesOf(sections, items) {
  const seconds = sections.flatMap((section) => section.items.map((/** @type {string} */ one) => (items.get(one) || {}).seconds || 0));
  return Math.round(seconds.reduce((sum, one) => sum + one, 0) / 60);
}
