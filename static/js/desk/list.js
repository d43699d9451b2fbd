/**
 * The run list as a page of the desk, with inserting. All it does stands in ../screen/run_list.js.
 */
import { html } from "../../vendor/preact-htm.js";
import { RunList } from "../screen/run_list.js";
import { t } from "../words.js";

/** @param {{c: import("../screen/commands.js").Context}} props */
export function ListPage({ c }) {
  if (c.view.phase === "setup") return html`<p class="card">${t("desk.todo.setup")}</p>`;
  return html`<h2 class="sr-only">${t("screen.list.title")}</h2><${RunList} c=${c} insert />`;
}
