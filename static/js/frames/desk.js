/** The desk of a preview: what the facilitator reads and may do in this round (`Desk` in rounds/*.js), without a connection. */
import { html } from "../../vendor/preact-htm.js";
import * as kit from "../desk/kit.js";
import { useRoundFile } from "../ui/round_files.js";
import { t } from "../words.js";
import { send, start } from "./frame.js";

/** @param {{shown: any}} props */
function Desk({ shown }) {
  const { desk: view, progress } = shown;
  const { round } = view;
  const module = useRoundFile(round.type);
  const act = (/** @type {string} */ action, /** @type {object} */ payload) => send({ do: "act", action, payload });
  const paper = { groups: [], signs: false, turnSigns: () => Promise.resolve({ ok: true }) };
  return html`<main class="now">
    ${view.notes && html`<section class="card"><p class="notes"><b>${t("desk.notes")}</b> ${view.notes}</p></section>`}
    ${module && html`<${kit.Paper.Provider} value=${paper}><div class="round-on-desk"><${module.Desk} key=${shown.run} round=${round} progress=${progress} t=${t} act=${act} may=${view.can.act || []} kit=${kit} /></div><//>`}
  </main>`;
}

start(Desk);
