/**
 * `useAnswer`: how an answer on its way is doing, for any round type. It shows nothing itself (Tile.js and the rounds do) and
 * never calls anything sent before the ack. Read next: Tile.js.
 */
import { useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { announce } from "./announce.js";

const LATE_MS = 3000;

/** @typedef {"idle" | "sending" | "late" | "sent" | "refused"} Progress */

/** The word for a state, empty where there is nothing to say. @param {Progress} progress */
export function progressWord(progress) {
  return progress === "sending" || progress === "late" || progress === "sent" ? t(`phone.answer.${progress}`) : "";
}

/**
 * `choice` is the newest choice, acknowledged or not; `saved` the one the server knew when it last told us.
 * A refused choice gives way to the last acknowledged one.
 * @template T
 * @param {(payload: any) => Promise<import("../net.js").Ack>} send
 * @param {T | null} saved
 */
export function useAnswer(send, saved) {
  /** @type {[{choice: T | null, progress: Progress, message: string}, (next: any) => void]} */
  const [now, setNow] = useState(/** @type {any} */ ({ choice: saved, progress: saved ? "sent" : "idle", message: "" }));
  const known = useRef(saved);
  const turn = useRef(0);

  // A reconnect may bring an answer that this page did not send, e.g. after a reload.
  useEffect(() => {
    if (!saved || now.progress === "sending" || now.progress === "late") return;
    known.current = saved;
    setNow({ choice: saved, progress: "sent", message: "" });
  }, [JSON.stringify(saved)]);

  /** @param {T} choice @param {any} payload */
  async function choose(choice, payload) {
    const mine = ++turn.current;
    const newest = () => mine === turn.current;
    setNow({ choice, progress: "sending", message: "" });
    const timer = setTimeout(() => newest() && setNow({ choice, progress: "late", message: "" }), LATE_MS);
    const ack = await send(payload);
    clearTimeout(timer);
    if (ack.ok) known.current = choice;
    if (!newest()) return;
    if (ack.ok) {
      setNow({ choice, progress: "sent", message: "" });
      announce(t("phone.answer.sent"));
    } else {
      const message = ack.error.message || t("phone.answer.again");
      setNow({ choice: known.current, progress: known.current ? "sent" : "refused", message });
      announce(message);
    }
  }
  return { ...now, choose };
}
