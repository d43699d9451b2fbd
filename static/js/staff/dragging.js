/**
 * Items of a programme moved with the mouse: where one would go while it is held, and letting it go there. Keys and buttons do the same
 * (programme.js); where things then stand: order.js.
 */
import { useState } from "../../vendor/preact-htm.js";
import { place } from "./order.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("./order.js").At} At */

/** A kind of data of our own: a box for text takes nothing of it, and what is dragged in from elsewhere is not ours. */
const KIND = "application/x-place-in-programme";

/** @param {DragEvent} event */
const isOurs = (event) => Boolean(event.dataTransfer && event.dataTransfer.types.includes(KIND));

/** On the lower half of an item one means the place after it. @param {DragEvent} event */
export function isLower(event) {
  const { top, height } = /** @type {HTMLElement} */ (event.currentTarget).getBoundingClientRect();
  return event.clientY > top + height / 2;
}

/** `goes`: the place, as "section item", before which it would stand; "" while nothing is held. @param {Json[]} sections @param {(sections: Json[]) => void} set */
export function useDrag(sections, set) {
  const [goes, setGoes] = useState("");
  /** Runs for our own drags only, and once: at the innermost place. @param {(event: DragEvent) => void} run */
  const ours = (run) => (/** @type {DragEvent} */ event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    event.stopPropagation();
    run(event);
  };
  /** @param {DragEvent} event @param {At} to */
  function drop(event, to) {
    setGoes("");
    const [n, i] = (event.dataTransfer?.getData(KIND) || "").split(" ").map(Number);
    const next = place(sections, [n, i], to);
    if (next !== sections) set(next);
  }
  return {
    goes,
    /** What makes a thing draggable. @param {At} from */
    held: (from) => ({
      draggable: true,
      onDragStart: (/** @type {DragEvent} */ event) => event.dataTransfer?.setData(KIND, from.join(" ")),
      onDragEnd: () => setGoes(""),
    }),
    /** What makes it a place to go to. @param {(event: DragEvent) => At} at */
    goal: (at) => ({
      onDragOver: ours((event) => setGoes(at(event).join(" "))),
      onDrop: ours((event) => drop(event, at(event))),
    }),
  };
}
