/**
 * The screen page (the wall): fetches its words and draws the room. Nothing else; the wall itself is screen/app.js.
 */
import { html, render } from "../vendor/preact-htm.js";
import { App } from "./screen/app.js";
import { openRoom } from "./screen/room.js";
import { keepFocus } from "./ui/keep_focus.js";
import { loadWords } from "./words.js";

async function start() {
  const page = /** @type {HTMLElement} */ (document.getElementById("app"));
  await loadWords(document.body.dataset.words || "");
  page.textContent = "";
  keepFocus();
  render(html`<${App} room=${openRoom("screen")} />`, page);
}
start();
