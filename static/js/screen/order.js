/**
 * What a tap on the run list makes of the rest of the programme: lists of uids in, lists of uids out. Nothing is sent and nothing drawn here.
 * Read next: run_list.js; docs/protocol.md `programme`, `arrange`.
 */

/** @typedef {{uid: string, state: string, section: string, [more: string]: any}} Row */

/** @param {Row[]} rows */
export const coming = (rows) => rows.filter((row) => row.state === "next").map((row) => row.uid);

/** One place up (-1) or down (1); at either end nothing changes. @param {string[]} rest @param {string} uid @param {number} by */
export function moved(rest, uid, by) {
  const from = rest.indexOf(uid);
  const to = from + by;
  if (from < 0 || to < 0 || to >= rest.length) return rest;
  const order = rest.filter((one) => one !== uid);
  order.splice(to, 0, uid);
  return order;
}

/** @param {string[]} rest @param {string[]} gone */
export const without = (rest, gone) => rest.filter((uid) => !gone.includes(uid));

/** This one next; what lies before it is dropped. @param {string[]} rest @param {string} uid */
export const from = (rest, uid) => rest.slice(rest.indexOf(uid));

/** A dropped one is back where it stood: before the first item that came after it at the beginning. @param {string[]} rest @param {string} uid */
export function withBack(rest, uid) {
  const place = (/** @type {string} */ one) => Number(one.slice(1));
  const at = rest.findIndex((one) => place(one) > place(uid));
  return at < 0 ? [...rest, uid] : [...rest.slice(0, at), uid, ...rest.slice(at)];
}

/** Rows under the headings they stand below: sections as they follow each other, and what was dropped at the end. @param {Row[]} rows */
export function headed(rows) {
  /** @type {{head: string, dropped: boolean, rows: Row[]}[]} */
  const parts = [];
  for (const row of rows) {
    const dropped = row.state === "dropped";
    const last = parts[parts.length - 1];
    if (last && last.dropped === dropped && (dropped || last.head === row.section)) last.rows.push(row);
    else parts.push({ head: dropped ? "" : row.section, dropped, rows: [row] });
  }
  return parts;
}
