/**
 * The words of one language: `t(key, values)`. They come as a module of their own whose address stands in <body data-words>.
 * No sentence may stand here or in any other script. Read next: quizserver/words/*.yaml, and WORDS in quizserver/rounds/*.py.
 */

/** @type {Record<string, string>} */
let words = {};

/** @param {string} url */
export async function loadWords(url) {
  words = (await import(url)).default;
}

/** For tests. @param {Record<string, string>} catalogue */
export function useWords(catalogue) {
  words = catalogue;
}

/**
 * The sentence for `key`, with `{name}` filled from `values`. An unknown key shows itself: better odd than an empty button.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const sentence = words[key] === undefined ? key : words[key];
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? number(value) : value;
  });
}

/** 1000 as "1.000" or "1,000". Not Intl: cheap phones lack its Indonesian data. @param {number} value */
export function number(value) {
  const separator = words["common.thousands"] || ".";
  const [whole, part] = String(value).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, separator);
  return part ? grouped + (separator === "." ? "," : ".") + part : grouped;
}
