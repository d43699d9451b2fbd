/**
 * The pages of the desk, in order, and the power each needs (docs/protocol.md, `grant`). A new page is one more row here and its own file.
 * `unseen`: also offered where the wall may be mirrored; the page then asks whether the projector is off. `keys`: the keys of the remote work on it.
 * `badge`: how much waits there, from the counts.
 */
import { After } from "./after.js";
import { Lead } from "./lead.js";
import { HelpLines } from "./help_lines.js";
import { ListPage } from "./list.js";
import { Moderation } from "./moderation.js";
import { Now } from "./now.js";
import { People } from "./people.js";

/** @typedef {{id: string, power: string, Part: any, unseen?: boolean, keys?: boolean, badge?: (progress: any) => number}} Tab */

/** Every part gets `{room, state, c, left, note}`. @type {Tab[]} */
export const TABS = [
  { id: "now", power: "drive", Part: Now, keys: true },
  { id: "list", power: "drive", Part: ListPage },
  { id: "people", power: "people", Part: People, unseen: true },
  { id: "moderation", power: "moderate", Part: Moderation, unseen: true, badge: (progress) => (progress && progress.held) || 0 },
  { id: "after", power: "drive", Part: After },
  { id: "help", power: "drive", Part: HelpLines },
  { id: "lead", power: "safeguard", Part: Lead },
];

/** @param {{powers: string[]} | null} grant @returns {Tab[]} */
export function tabsFor(grant) {
  const powers = grant ? grant.powers : [];
  return TABS.filter((tab) => powers.includes(tab.power) || (tab.unseen && powers.includes("drive")));
}
