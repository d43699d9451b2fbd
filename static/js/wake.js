/**
 * Keeps the screen awake while a question is open. A page on plain http has no Wake Lock, but Android does not dim a page that plays a
 * video, and a stream from a canvas of two dots counts as one (measured: shared tools notes, docs/decisions.md).
 * A phone that sleeps all the same is normal and loses nothing: net.js comes back.
 */

/** @type {HTMLVideoElement | null} */
let video = null;
let wanted = false;

/** The two dots, painted again and again: a stream without new frames may be taken for a pause. */
function makeVideo() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 2;
  const brush = canvas.getContext("2d");
  const made = document.createElement("video");
  if (!brush || !canvas.captureStream) return null;
  made.muted = true;
  made.setAttribute("playsinline", "");
  made.setAttribute("aria-hidden", "true");
  made.className = "wake";
  made.srcObject = canvas.captureStream(2);
  document.body.append(made);
  setInterval(() => wanted && brush.fillRect(0, 0, 2, 2), 500);
  return made;
}

function play() {
  if (!wanted || document.visibilityState === "hidden") return;
  video = video || makeVideo();
  // A data saver may refuse until the next tap; then that tap starts it.
  video?.play().catch(() => document.addEventListener("click", play, { once: true }));
}

/** @param {boolean} on */
export function keepAwake(on) {
  wanted = on;
  if (on) return play();
  if (video) video.pause();
}

document.addEventListener("visibilitychange", play);
