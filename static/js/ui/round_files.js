/**
 * Loads static/js/rounds/<type>.js once, for any surface, and again if the download broke; puts the type's own styles (`export const styles`)
 * on the page. A type whose file is missing is played by its question text alone (phone/play.js). No type is named here.
 */
import { useEffect, useState } from "../../vendor/preact-htm.js";

const TRIES = 4;
/** @type {Map<string, Promise<any>>} */
const files = new Map();
/** @type {Map<string, any>} */
const ready = new Map();

/** @param {string} type @param {number} attempt @returns {Promise<any>} */
async function fetchRound(type, attempt) {
  try {
    // Another address, because a browser may remember that the first one failed.
    return await (attempt ? import(`../rounds/${type}.js?again=${attempt}`) : import(`../rounds/${type}.js`));
  } catch (error) {
    if (attempt >= TRIES) throw error;
    await new Promise((done) => setTimeout(done, 500 * 2 ** attempt));
    return fetchRound(type, attempt + 1);
  }
}

/** @param {string} styles */
function wear(styles) {
  const sheet = document.createElement("style");
  sheet.textContent = styles;
  document.head.append(sheet);
}

/** @param {string} type @returns {Promise<any>} */
export function loadRound(type) {
  const known = files.get(type);
  if (known) return known;
  const file = fetchRound(type, 0);
  files.set(type, file);
  file.then(
    (module) => {
      if (module.styles) wear(module.styles);
      ready.set(type, module);
    },
    () => files.delete(type),
  );
  return file;
}

/** The file if it is here already: then a question is drawn at once. @param {string} type */
export function loadedRound(type) {
  return ready.get(type);
}

/** The file of this type, undefined while it is on its way; `missing` if it cannot be had. @param {string | undefined} type @param {any} [missing] */
export function useRoundFile(type, missing) {
  const [, redraw] = useState(0);
  const [gone, setGone] = useState("");
  useEffect(() => {
    if (type && !loadedRound(type)) loadRound(type).then(() => redraw(performance.now()), () => setGone(type));
  }, [type]);
  return type ? loadedRound(type) || (gone === type ? missing : undefined) : undefined;
}
