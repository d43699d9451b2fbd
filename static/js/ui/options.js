/**
 * How options A to H look on every surface: a letter and a shape of their own, so that colour is only the third cue; and what long or many
 * ones need. For round types with options (rounds/choice.js, rounds/poll.js). The colours: css/tokens.css.
 */
import { html } from "../../vendor/preact-htm.js";
import { Shape } from "./icons.js";

export const LETTERS = [..."ABCDEFGH"];

/** @param {number} i @returns {{tone: string, letter: string, mark: any}} */
export const optionLook = (i) => ({ tone: LETTERS[i].toLowerCase(), letter: LETTERS[i], mark: html`<${Shape} index=${i} />` });

/** More letters than fit 360 x 640 at full size: then the tiles are set smaller. */
const CROWDED = 230;

/** More letters than fit a wall at the size that a last row reads well: then they are set smaller, as large as they can be. */
const LONG = 420;

/** More options than are set below each other beside something else. */
const FEW = 4;

/** @typedef {{text: string, options: string[]}} Asked */

/** @param {Asked} asked */
const lettersOf = ({ text, options }) => options.reduce((sum, option) => sum + option.length, text.length);

/** @param {Asked} asked */
export const isCrowded = (asked) => lettersOf(asked) > CROWDED;

/** Classes of the tiles on a phone. @param {Asked} asked */
export const tilesLook = (asked) => `tiles of-${asked.options.length} ${isCrowded(asked) ? "is-crowded" : ""} ${asked.options.length > FEW ? "is-many" : ""}`;

/** Classes of what holds the options on the wall. @param {Asked} asked */
export const wallLook = (asked) => `${lettersOf(asked) > LONG ? "is-long" : ""} ${asked.options.length > FEW || lettersOf(asked) > LONG ? "is-many" : ""}`;
