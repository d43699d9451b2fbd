/** The wall of a preview: the real round files on the real stage (screen/), without a connection, a hall or an address. */
import { html } from "../../vendor/preact-htm.js";
import { Footer } from "../screen/frame.js";
import * as kit from "../screen/kit.js";
import { useLeft } from "../screen/room.js";
import { Bunting } from "../ui/art.js";
import { useRoundFile } from "../ui/round_files.js";
import { t } from "../words.js";
import { start } from "./frame.js";

const NO_UI = { ask: null, dialog: "", qr: "join", sound: false, toast: "" };

/** @param {{shown: any}} props */
function Screen({ shown }) {
  const { screen: view, progress, runs, arrived } = shown;
  const left = useLeft({ view: { ...view, paused: !runs }, viewAt: arrived, link: "online" });
  const module = useRoundFile(view.round.type);
  const c = /** @type {any} */ ({ view, progress, hall: null, ui: NO_UI });
  return html`<div class=${`wall scene-${view.phase}`} data-type=${view.round.type}>
    <${Bunting} />
    <main class="stage">${module && html`<${module.Screen} key=${shown.run} round=${view.round} progress=${progress} t=${t} left=${left} kit=${kit} />`}</main>
    <${Footer} c=${c} address="" />
  </div>`;
}

start(Screen);
