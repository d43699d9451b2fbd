/**
 * What is to be seen of a long list of items: by search and filters, and by where it is scrolled to. Pure; bank.js draws it.
 */

/** @typedef {Record<string, any>} Json */
/** @typedef {{text: string, type: string, tag: string, skill: string, form: string, level: string, status: string}} Filters */

/** @type {Filters} */
export const NO_FILTERS = { text: "", type: "", tag: "", skill: "", form: "", level: "", status: "" };

/** Letters as somebody types who looks for something: small, without accents. @param {string} text */
export function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}

/** @param {Json[]} items @param {Filters} filters @returns {Json[]} */
export function matching(items, filters) {
  const words = plain(filters.text).split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    const text = plain([item.label, item.id, ...(item.tags || [])].join(" "));
    return (
      words.every((word) => text.includes(word)) &&
      ["type", "skill", "level"].every((name) => !filters[/** @type {keyof Filters} */ (name)] || item[name] === filters[/** @type {keyof Filters} */ (name)]) &&
      (!filters.tag || (item.tags || []).includes(filters.tag)) &&
      (!filters.form || (item.forms || []).includes(filters.form)) &&
      (!filters.status || statusOf(item) === filters.status || (filters.status === "advice" && (item.cautions || []).length > 0))
    );
  });
}

/** @param {Json} item */
export const statusOf = (item) => (item.enabled === false ? "off" : item.status);

/** What occurs in these items, for the filters. @param {Json[]} items @param {string} name @returns {string[]} */
export function occurring(items, name) {
  return [...new Set(items.flatMap((item) => item[name] || []))].sort();
}

const SPARE = 8;

/** Which rows to draw. @param {number} count @param {number} row height of one @param {number} top how far it is scrolled @param {number} height of what is seen */
export function visible(count, row, top, height) {
  const first = Math.max(0, Math.floor(top / row) - SPARE);
  return { first, last: Math.min(count, Math.ceil((top + height) / row) + SPARE) };
}

/** Behind which item one stands after moving by `by` places, null if it cannot: the id in front of it then, "" for the first place. @param {Json[]} items @param {string} id @param {number} by */
export function afterMove(items, id, by) {
  const from = items.findIndex((item) => item.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= items.length) return null;
  const rest = items.filter((item) => item.id !== id);
  return to === 0 ? "" : rest[to - 1].id;
}

/** Behind which item this one stands now. @param {Json[]} items @param {string} id */
export function afterOf(items, id) {
  const at = items.findIndex((item) => item.id === id);
  return at > 0 ? items[at - 1].id : "";
}
