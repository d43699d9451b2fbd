/**
 * What somebody has typed and not yet saved, in this browser: it outlives a closed lid, a lost server and an expired login.
 * One entry for each person, bank and item. Nothing is sent from here.
 */

const PREFIX = "quizserver.kept";

/** @typedef {{at: number, base: string, item: Record<string, any>}} Kept `at`: when, in milliseconds; `base`: version of the item it began from, empty for a new one */

/** @param {string} person @param {string} bank @param {string} item */
export function keyOf(person, bank, item) {
  return [PREFIX, person, bank, item].join("/");
}

/** Whether it is kept now: a browser may refuse to. @param {string} key @param {string} base @param {Record<string, any>} item @param {number} [at] */
export function keep(key, base, item, at = Date.now()) {
  try {
    localStorage.setItem(key, JSON.stringify({ at, base, item }));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} key @returns {Kept | null} */
export function kept(key) {
  try {
    const found = JSON.parse(localStorage.getItem(key) || "null");
    return found && typeof found.item === "object" && found.item ? found : null;
  } catch {
    return null;
  }
}

/** @param {string} key */
export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // storage is blocked: there is nothing to forget
  }
}

/** Items of a bank with something kept, by id. @param {string} person @param {string} bank @returns {string[]} */
export function keptIn(person, bank) {
  const start = keyOf(person, bank, "");
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
  } catch {
    return [];
  }
}

/** "10.42", as a wall clock in Indonesia is read; with the day when it is not today. @param {number} at @param {string} lang @param {Date} [now] */
export function whenText(at, lang, now = new Date()) {
  const then = new Date(at);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const time = `${two(then.getHours())}${lang === "id" ? "." : ":"}${two(then.getMinutes())}`;
  if (then.toDateString() === now.toDateString()) return time;
  return `${two(then.getDate())}-${two(then.getMonth() + 1)}-${then.getFullYear()} ${time}`;
}
