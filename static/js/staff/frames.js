/**
 * The frames of a preview: phone, wall and desk, each a document of its own at its real size, made smaller to fit. Taps in them are moves.
 * What they show comes from player.js; what is inside them is ../frames/*.js.
 */
import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";

/** @typedef {import("./player.js").Player} Player */

const SIZES = { phone: [360, 640], screen: [1280, 720], desk: [400, 640] };

/** How much smaller than life the frame must be. @param {{current: HTMLElement | null}} box @param {number} width */
function useScale(box, width) {
  const [scale, setScale] = useState(0.4);
  useLayoutEffect(() => {
    const measure = () => box.current && box.current.clientWidth && setScale(Math.min(1, box.current.clientWidth / width));
    const watch = new ResizeObserver(measure);
    if (box.current) watch.observe(box.current);
    measure();
    return () => watch.disconnect();
  }, [width]);
  return scale;
}

/** @param {{kind: "phone" | "screen" | "desk", player: Player, lang: string}} props */
export function Frame({ kind, player, lang }) {
  const [width, height] = SIZES[kind];
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const frame = useRef(/** @type {HTMLIFrameElement | null} */ (null));
  const newest = useRef(player);
  newest.current = player;
  const scale = useScale(box, width);
  const post = (/** @type {object} */ message) => frame.current && frame.current.contentWindow && frame.current.contentWindow.postMessage(message, location.origin);
  useEffect(() => {
    /** @param {MessageEvent} event */
    async function heard(event) {
      if (!frame.current || event.source !== frame.current.contentWindow || event.origin !== location.origin) return;
      if (event.data.ready && newest.current.shown) post({ shown: newest.current.shown });
      if (event.data.move) post({ call: event.data.call, ack: await newest.current.move(event.data.move) });
    }
    addEventListener("message", heard);
    return () => removeEventListener("message", heard);
  }, []);
  useEffect(() => {
    if (player.shown) post({ shown: player.shown });
  }, [player.shown]);
  return html`<div class=${`frame frame-${kind}${player.stale ? " is-stale" : ""}`}>
    <div ref=${box} class="frame-box" style=${{ height: `${height * scale}px`, maxWidth: `${width}px` }}>
      <iframe ref=${frame} title=${t(`staff.frame.${kind}`)} src=${`/staff/frame/${kind}/${lang}`} width=${width} height=${height} style=${{ transform: `scale(${scale})` }}></iframe>
    </div>
  </div>`;
}

/** What the facilitator does: the next step, and the beginning once more. @param {{player: Player, children?: any}} props */
export function Steps({ player, children }) {
  return html`<div class="steps">
    <button type="button" class="main" disabled=${!player.shown || player.over || player.stale} onClick=${() => player.move({ do: "advance" })}>${t(player.over ? "staff.trial.end" : "staff.trial.next")}</button>
    <button type="button" disabled=${!player.begun} onClick=${player.again}>${t("staff.trial.again")}</button>
    ${children}
  </div>`;
}
