/**
 * The rows of an import: what a file's entries become in a bank, which of them are taken, and what is sent to save. Pure; import.js draws it.
 */

/** @typedef {Record<string, any>} Json */
/**
 * @typedef {Object} Row one entry of a file, or an item of the bank that the file does not have
 * @property {string} key of the row in this list
 * @property {string} where place in the file; empty for what is gone
 * @property {string} title
 * @property {Json | null} item what it becomes; null while it is refused
 * @property {Json | null} draft what could be read of a refused one
 * @property {string[]} repairs
 * @property {string} why it is refused
 * @property {string} id of the item in the bank that it belongs to, if the file says so
 * @property {string} base version of ours that it was exported from
 * @property {boolean} edited
 * @property {string} state new, changed, unchanged, both_changed, gone, refused
 * @property {string} version of the bank's own item
 * @property {Json | null} now the bank's own item, where it differs
 * @property {boolean} take
 */

export const STATES = ["refused", "both_changed", "changed", "new", "unchanged", "gone"];
const TAKEN = ["new", "changed"];

/** @param {Json} told what the server says of the file @returns {Row[]} */
export function rowsOf(told) {
  const none = { repairs: [], why: "", id: "", base: "", edited: true, version: "", now: null, item: null, draft: null };
  const refused = told.skipped.map((/** @type {Json} */ one, /** @type {number} */ n) => ({ ...none, ...pick(one), key: `s${n}`, why: one.why, draft: one.item || null, id: one.id || "", state: "refused", take: false }));
  const items = told.items.map((/** @type {Json} */ one, /** @type {number} */ n) => ({ ...none, ...pick(one), key: `i${n}`, item: one.item, repairs: one.repairs, base: one.base || "", edited: one.edited !== false, state: "new", take: true }));
  return [...refused, ...items];
}

/** @param {Json} one */
const pick = (one) => ({ where: one.where, title: one.title });

/** What the server needs to compare. @param {Row[]} rows */
export function askedOf(rows) {
  return {
    items: rows.filter((row) => row.item).map(({ item, base, edited }) => ({ item, base, edited })),
    refused: rows.filter((row) => row.state === "refused" && row.id).map((row) => row.id),
  };
}

/** The rows with what the server found in the bank; what was chosen before stays where nothing changed. @param {Row[]} rows @param {Json[]} found @returns {Row[]} */
export function withFound(rows, found) {
  const before = new Map(rows.map((row) => [row.key, row]));
  let n = 0;
  const known = rows.filter((row) => row.state !== "gone").map((row) => {
    if (!row.item) return row;
    const { id, state, version, now } = found[n++];
    const take = state === row.state ? row.take : TAKEN.includes(state);
    return { ...row, item: { ...row.item, id }, state, version, now, take };
  });
  const gone = found.slice(n).map(({ id, version, now }) => {
    const key = `g${id}`;
    return { key, where: "", title: id, item: null, draft: null, repairs: [], why: "", id, base: "", edited: false, state: "gone", version, now, take: Boolean(before.get(key)?.take) };
  });
  return [...known, ...gone];
}

/** As they are for a bank that does not exist yet: nothing to compare with. @param {Row[]} rows @returns {Row[]} */
export function asNew(rows) {
  return rows.filter((row) => row.state !== "gone").map((row) => (row.item && row.state !== "new" ? { ...row, state: "new", version: "", now: null, take: true } : row));
}

/** A refused row that somebody has put right. @param {Row[]} rows @param {string} key @param {Json} item @returns {Row[]} */
export function withFixed(rows, key, item) {
  return rows.map((row) => (row.key === key ? { ...row, item: row.id ? { id: row.id, ...item } : item, why: "", state: "new", take: true } : row));
}

/** How many rows of each state, and `repaired`. @param {Row[]} rows @returns {Record<string, number>} */
export function countsOf(rows) {
  const counts = /** @type {Record<string, number>} */ ({ all: rows.length, repaired: rows.filter((row) => row.repairs.length > 0).length });
  for (const state of STATES) counts[state] = rows.filter((row) => row.state === state).length;
  return counts;
}

/** @param {Row[]} rows @param {string} which a state, `repaired` or `all` */
export function filtered(rows, which) {
  if (which === "all") return rows;
  return rows.filter((row) => (which === "repaired" ? row.repairs.length > 0 : row.state === which));
}

/** What is sent to be saved. @param {Row[]} rows */
export function chosenOf(rows) {
  return {
    set: rows.filter((row) => row.item && row.take && row.state !== "unchanged").map(({ item, version }) => ({ item, base: version })),
    delete: rows.filter((row) => row.state === "gone" && row.take).map(({ id, version }) => ({ id, base: version })),
  };
}

/** A name for a new bank, from that of the file. @param {string} file */
export function titleFrom(file) {
  const words = file.replace(/\.[^.]*$/, "").replace(/[-_.]+/g, " ").trim().slice(0, 70).trim();
  return words ? words[0].toUpperCase() + words.slice(1) : "";
}
