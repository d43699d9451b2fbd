/**
 * Inside the hand-over file: opens it with the passphrase, anywhere, without a server. handover.js packs this script and all it imports into
 * that file; nothing of the product's pages is here, and everything is written as text, never as markup.
 */
import { openList } from "../ui/sealing.js";
import { unwrap } from "./wrapping.js";

const { sealed, wrapped, words } = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("sealed")).textContent || "{}");
const form = /** @type {HTMLFormElement} */ (document.getElementById("ask"));
const note = /** @type {HTMLElement} */ (document.getElementById("note"));
const all = /** @type {HTMLElement} */ (document.getElementById("all"));

/** @param {string} name @param {string} text @param {HTMLElement} into */
function add(name, text, into) {
  const element = document.createElement(name);
  element.textContent = text;
  into.append(element);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  note.textContent = words.working;
  const secret = await unwrap(/** @type {HTMLInputElement} */ (form.querySelector("input")).value, wrapped);
  const text = secret && openList(secret, sealed);
  note.textContent = text ? "" : words.wrong;
  if (!text) return;
  form.hidden = true;
  for (const one of JSON.parse(text)) {
    const article = document.createElement("article");
    add("h2", one.head, article);
    add("blockquote", one.text, article);
    add("p", `${words.meet_label} ${one.meet || "-"}`, article);
    add("p", `${words.find} ${one.find || "-"}`, article);
    add("p", `${words.outcome} ${one.outcome}`, article);
    all.append(article);
  }
});
