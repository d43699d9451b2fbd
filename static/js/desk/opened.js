/**
 * What a request turns out to be once it is open, and in which order the lead sees them. Text a child may have sealed in any shape: nothing
 * here trusts it. Risk words are looked for here, after opening, because the server cannot read.
 */
import { t } from "../words.js";
import { openWrapped } from "../ui/sealing.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("../screen/room.js").Room} Room */
/** @typedef {{text: string, meet: string[], find: string, risk: boolean, unreadable: boolean}} Opened */

const MEET = ["meet_break", "meet_counsellor", "meet_teacher", "meet_quiet"];
export const LONGEST = 400;
/** Whole beginnings of words, in lower case; a hint for the order only, never a verdict. */
const RISK = /\b(bunuh|mati|sayat|silet|gantung|racun|dipukul|pukul|ditampar|dipegang|diraba|telanjang|dipaksa|paksa|diancam|ancam|takut pulang|perkosa|cabul|pisau|kabur)/;

/** What stood in a sealed text, whatever somebody sealed. @param {string | null} text @returns {Opened} */
export function readInside(text) {
  const nothing = { text: "", meet: [], find: "", risk: false, unreadable: true };
  if (text === null) return nothing;
  try {
    const inside = JSON.parse(text);
    const said = String(inside.text || "").slice(0, LONGEST);
    const meet = Array.isArray(inside.meet) ? MEET.filter((one) => inside.meet.includes(one)) : [];
    return { text: said, meet, find: String(inside.find || "").slice(0, 60), risk: RISK.test(said.toLowerCase()), unreadable: false };
  } catch {
    return nothing;
  }
}

/** Unread first, then what is open and may be urgent, then the rest; oldest first. @param {Json[]} rows @param {Map<string, Opened>} texts */
export function inOrder(rows, texts) {
  const rank = (/** @type {Json} */ row) => {
    if (row.outcome) return 3;
    if (!row.is_read) return 0;
    const opened = texts.get(idOf(row));
    return opened && opened.risk ? 1 : 2;
  };
  return [...rows].sort((a, b) => rank(a) - rank(b) || b.age - a.age);
}

/** @param {Json} row */
export const idOf = (row) => `${row.room} ${row.request}`;

/** @param {number} seconds */
export function ageText(seconds) {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return t("desk.requests.age_now");
  if (minutes < 60) return t("desk.requests.age_minutes", { n: minutes });
  return t("desk.requests.age_hours", { n: Math.floor(minutes / 60) });
}

/**
 * Fetches one request and opens it with whichever of her keys fits.
 * @param {Room} room @param {Json} row @param {{secret: Uint8Array, others: Uint8Array[]}} lead @returns {Promise<Opened | string>} or why not
 */
export async function fetchOpened(room, row, lead) {
  const ack = await room.send("open_request", { room: row.room, request: row.request });
  if (!ack.ok) return ack.error.message;
  return readInside(openWrapped(lead.secret, [lead.secret, ...lead.others], ack.sealed));
}
