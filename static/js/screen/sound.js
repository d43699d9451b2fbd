/**
 * Three short sounds made on the spot (WebAudio): a question opens, the last five seconds tick, a result is shown. Never a sound that says
 * right or wrong: it would single somebody out. Off by M, remembered in this browser.
 */
import { useEffect, useRef } from "../../vendor/preact-htm.js";

const KEPT = "kuis.sound";
/** @type {AudioContext | null} */
let audio = null;

export function soundIsOn() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

/** @param {boolean} on */
export function keepSound(on) {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // storage is blocked: the choice lasts as long as the page
  }
}

/** One soft note, as of a wooden bar. @param {number} pitch Hz @param {number} after seconds from now @param {number} long seconds @param {number} loud 0..1 */
function note(pitch, after, long, loud) {
  if (!audio) return;
  const at = audio.currentTime + after;
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.type = "triangle";
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(loud, at + 0.012);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + long);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + long);
}

const SOUNDS = {
  open: () => [392, 523, 659].forEach((pitch, i) => note(pitch, i * 0.09, 0.5, 0.16)),
  tick: () => note(880, 0, 0.12, 0.05),
  reveal: () => [523, 659, 784, 1047].forEach((pitch, i) => note(pitch, i * 0.07, 0.7, 0.12)),
};

/** @param {keyof typeof SOUNDS} name */
function play(name) {
  // Browsers allow sound only after a key or a click; before that the wall is silent, which is fine.
  const activation = navigator.userActivation;
  if (activation && !activation.hasBeenActive) return;
  audio = audio || new AudioContext();
  if (audio.state === "suspended") audio.resume();
  SOUNDS[name]();
}

/**
 * Plays what the change of the view calls for.
 * @param {{phase: string, number: number, left: number | undefined, on: boolean, shown: boolean}} now `shown`: the wall shows the game and runs
 */
export function useSound({ phase, number, left, on, shown }) {
  const before = useRef(phase);
  const second = left === undefined ? -1 : Math.ceil(left);
  useEffect(() => {
    const changed = before.current !== phase && before.current !== "";
    before.current = phase;
    if (!on || !shown || !changed) return;
    if (phase === "open") play("open");
    if (phase === "closed") play("reveal");
  }, [phase, number]);
  useEffect(() => {
    if (on && shown && second >= 1 && second <= 5) play("tick");
  }, [second]);
}
