/** The phone of a preview: the real round files in the real page of a phone (phone/play.js), without a connection. */
import { html } from "../../vendor/preact-htm.js";
import { Play } from "../phone/play.js";
import { send, start } from "./frame.js";

/** @param {{shown: any}} props `runs`: time passes */
function Phone({ shown }) {
  const { phone, you, runs, arrived } = shown;
  // Paused: the clock stands while somebody writes. The game itself never learns of it.
  const view = { ...phone, paused: !runs };
  const answer = (/** @type {any} */ given) => send({ do: "answer", step: given.step, payload: given.payload, took: given.took });
  return html`<header class="top"><p class="top-text">${you.player.name}</p></header>
    <main><div class="stage"><${Play} key=${shown.run} state=${{ view, viewAt: arrived, you, youAt: arrived }} send=${answer} takeBack=${() => send({ do: "take_back" })} /></div></main>`;
}

start(Phone);
