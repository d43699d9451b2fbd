/**
 * The item (or programme) somebody is working on: kept in this browser at every change, saved on demand, undone step by step, and what happens when somebody
 * else saved first. Draws nothing; item.js does.
 */
import { useEffect, useMemo, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { same } from "./compare.js";
import { forget, keep, kept, whenText } from "./kept.js";
import { tidy } from "./schema.js";

/** @typedef {Record<string, any>} Json */

const MOST_UNDONE = 100;
const ONE_STEP_MS = 1000;

/**
 * @typedef {Object} What
 * @property {import("./page.js").Staff} staff
 * @property {string} keeper where it is kept in this browser (kept.js)
 * @property {Json} loaded `{item, version}`; version "" for one that is in no file yet
 * @property {import("./schema.js").Field[]} fields
 * @property {(item: Json, version: string) => Promise<Json>} send writes it; version "" adds it. The answer has `item` and `version`
 * @property {(item: Json) => void} [added] a new one has got its place
 */

/** @param {What} what */
export function useEditing({ staff, keeper: key, loaded, fields, send, added }) {
  const isNew = !loaded.version;
  const [item, setItem] = useState(/** @type {Json} */ (loaded.item));
  const [base, setBase] = useState({ item: loaded.item, version: loaded.version });
  const [found, setFound] = useState(() => {
    const before = kept(key);
    return before && before.item.type === loaded.item.type && !same(before.item, loaded.item) ? before : null;
  });
  const [state, setState] = useState({ note: "", tried: false, isSaving: false, isOld: false, refused: /** @type {any[]} */ ([]), theirs: /** @type {Json | null} */ (null) });
  const past = useRef(/** @type {{item: Json, at: number}[]} */ ([]));
  const isKept = useRef(true);
  const newest = useRef(item);
  const set = (/** @type {any} */ patch) => setState((before) => ({ ...before, ...patch }));
  const sent = useMemo(() => tidy(item, fields), [item, fields.length]);
  const isChanged = !same(sent, tidy(base.item, fields)) || (isNew && past.current.length > 0);

  newest.current = item;
  // Leaving loses nothing while all is kept; the browser asks only when it could not be.
  useEffect(() => {
    const leaving = (/** @type {BeforeUnloadEvent} */ event) => !isKept.current && isChanged && event.preventDefault();
    addEventListener("beforeunload", leaving);
    return () => removeEventListener("beforeunload", leaving);
  }, [isChanged]);

  /** @param {Json} next */
  function put(next) {
    isKept.current = keep(key, base.version, next);
    newest.current = next;
    setItem(next);
    set({ refused: [], note: t(isKept.current ? "staff.kept.here" : "staff.kept.refused", { when: whenText(Date.now(), staff.lang) }) });
  }

  /** @param {Json} next */
  function change(next) {
    const newest = past.current[past.current.length - 1];
    if (!newest || Date.now() - newest.at > ONE_STEP_MS) past.current = [...past.current, { item, at: Date.now() }].slice(-MOST_UNDONE);
    else newest.at = Date.now();
    put(next);
  }

  function undo() {
    const before = past.current.pop();
    if (!before) return false;
    put(before.item);
    return true;
  }

  /** @param {Json} answer of the server, with the item as it stands in the file now @param {Json} written what was in the form then */
  function arrived(answer, written) {
    if (newest.current === written) {
      forget(key);
      past.current = [];
      setItem(answer.item);
    } else keep(key, answer.version, newest.current); // somebody went on typing meanwhile
    setBase({ item: answer.item, version: answer.version });
    set({ tried: false, refused: [], isOld: false, theirs: null, note: t("staff.saved", { when: whenText(Date.now(), staff.lang) }) });
  }

  /** Writes it into the file, unless it is known not to fit. @param {{field: string}[]} errors @param {Json} [other] @param {string} [version] */
  async function save(errors, other = sent, version = base.version) {
    if (errors.length > 0) {
      set({ tried: true, note: t("staff.not_saved", { n: errors.length }) });
      requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector("[aria-invalid=true], .wrong"))?.focus());
      return;
    }
    set({ isSaving: true });
    const written = newest.current;
    const answer = await send(other, version);
    set({ isSaving: false });
    if (answer.ok) {
      arrived(answer, written);
      if (isNew && added) {
        added(answer.item);
        staff.news(t("staff.saved", { when: whenText(Date.now(), staff.lang) }));
      }
      return;
    }
    if (answer.status === 409 && answer.theirs) return set({ theirs: answer.theirs });
    if (answer.errors) return set({ tried: true, refused: answer.errors, note: t("staff.not_saved", { n: answer.errors.length }) });
    set({ note: `${answer.error.message} ${isKept.current ? t("staff.kept.safe") : ""}` });
  }

  return {
    item, sent, base: base.item, version: base.version, found, isChanged, change, undo, save,
    ...state,
    mayUndo: past.current.length > 0,
    /** What was kept before goes on. */
    goOn() {
      if (!found) return;
      past.current = [{ item, at: 0 }];
      put(found.item);
      // Saving then meets whatever was saved in between, and both are shown.
      if (found.base) setBase((now) => ({ ...now, version: found.base }));
      setFound(null);
    },
    discard() {
      forget(key);
      setFound(null);
    },
    /** The item as the server has it now. @param {Json} now */
    saw(now) {
      if (now.version === base.version || state.isSaving) return;
      if (!isChanged && !found) {
        setItem(now.item);
        setBase({ item: now.item, version: now.version });
        set({ isOld: false });
      } else set({ isOld: true, newest: now });
    },
    /** Both versions, before anybody saves. */
    look() {
      const { newest } = /** @type {any} */ (state);
      if (newest) set({ theirs: { item: newest.item, version: newest.version, who: newest.changed_by || "", at: newest.changed_at }, isOld: false });
    },
    /** Out of a conflict: this is the item now. @param {Json} chosen */
    settle(chosen) {
      const { item: other, version = "" } = /** @type {Json} */ (state.theirs);
      setBase({ item: other || {}, version });
      change(chosen);
      set({ theirs: null });
      save([], tidy(chosen, fields), version);
    },
  };
}
