/**
 * Why no phone may get in: the firewall's question is explained before the visit, and again when nobody has come for a minute.
 * Shown by setup.js and lobby.js. Whether this system asks is known by quizserver/live/hall.py.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";

/** @typedef {Record<string, any>} Json */

const LONELY_MS = 60000;

/** Before the visit. @param {{hall: Json | null}} props */
export function FirewallAsks({ hall }) {
  return hall && hall.asks_firewall ? html`<p class="notice firewall">${t("screen.firewall.asks")}</p>` : null;
}

/** Has the lobby been empty for a minute? @param {Json | null} progress */
function useLonely(progress) {
  const [lonely, setLonely] = useState(false);
  const isEmpty = !progress || progress.phones === 0;
  useEffect(() => {
    setLonely(false);
    const timer = isEmpty ? setTimeout(setLonely, LONELY_MS, true) : undefined;
    return () => clearTimeout(timer);
  }, [isEmpty]);
  return lonely && isEmpty;
}

/** In the lobby. @param {{hall: Json | null, progress: Json | null}} props */
export function NobodyYet({ hall, progress }) {
  if (!useLonely(progress)) return null;
  const checks = ["check_wifi", hall && hall.asks_firewall ? "check_windows" : "check_other"];
  return html`<div class="nobody-yet" role="status">
    <strong>${t("screen.firewall.lonely")}</strong>
    <ul>${checks.map((check) => html`<li>${t(`screen.firewall.${check}`)}</li>`)}</ul>
  </div>`;
}
