/** Loads static/js/rounds/<type>.js once, and again if the download broke. A type whose file is missing is played by its question text alone (play.js). */

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

/** @param {string} type @returns {Promise<any>} */
export function loadRound(type) {
  const known = files.get(type);
  if (known) return known;
  const file = fetchRound(type, 0);
  files.set(type, file);
  file.then(
    (module) => ready.set(type, module),
    () => files.delete(type),
  );
  return file;
}

/** The file if it is here already: then a question is drawn at once. @param {string} type */
export function loadedRound(type) {
  return ready.get(type);
}
