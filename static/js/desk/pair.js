/**
 * Asks to be let in as a desk and waits: shows the digits that the facilitator types on the screen. No connection to a room yet.
 * Read next: templates/pair.html, quizserver/live/pairing.py.
 */
const WAIT_MS = 1500;
const digits = /** @type {HTMLElement} */ (document.querySelector("[data-digits]"));
const note = /** @type {HTMLElement} */ (document.querySelector("[data-note]"));
const waiting = note.textContent;

/** @param {string} path @param {RequestInit} [how] */
async function ask(path, how) {
  const reply = await fetch(path, { cache: "no-store", ...how });
  return reply.json();
}

/** Says something only when it changes, or a screen reader would repeat it. @param {string | null | undefined} text */
function say(text) {
  if (note.textContent !== text) note.textContent = text || "";
}

let ticket = "";

async function step() {
  try {
    if (!ticket) {
      const given = await ask("/pair", { method: "POST" });
      if (!given.ok) return say(note.dataset.busy);
      ticket = given.ticket;
      digits.textContent = given.digits;
    }
    const { state } = await ask(`/pair/${ticket}`);
    if (state === "in") return location.reload();
    if (state === "again") ticket = "";
    say(waiting);
  } catch {
    say(note.dataset.lost);
  }
}

async function wait() {
  await step();
  setTimeout(wait, WAIT_MS);
}
wait();
