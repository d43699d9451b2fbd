/**
 * Sealing in the browser: closes a text so that one holder of a key can open it, always to the same size. Works without a secure context
 * (`crypto.getRandomValues` only). The same format as quizserver/safety/sealing.py. Every phone loads it alike, before any box opens.
 */
import nacl from "../../vendor/tweetnacl.js";

const KEY = 32;
const NONCE = 24;
/** Bytes every text is padded to: two for its length, then the text, then zeros. */
export const PLAIN = 1024;

/** @param {Uint8Array} bytes */
export function toBase64(bytes) {
  let text = "";
  bytes.forEach((byte) => (text += String.fromCharCode(byte)));
  return btoa(text);
}

/** @param {string} text */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** @param {Uint8Array} plain @param {Uint8Array} publicKey */
function close(plain, publicKey) {
  const once = nacl.box.keyPair();
  const nonce = nacl.randomBytes(NONCE);
  const closed = nacl.box(plain, nonce, publicKey, once.secretKey);
  once.secretKey.fill(0);
  plain.fill(0);
  const sealed = new Uint8Array(KEY + NONCE + closed.length);
  sealed.set(once.publicKey);
  sealed.set(nonce, KEY);
  sealed.set(closed, KEY + NONCE);
  return sealed;
}

/** @param {Uint8Array} sealed @param {Uint8Array} secretKey */
function uncover(sealed, secretKey) {
  return nacl.box.open(sealed.subarray(KEY + NONCE), sealed.subarray(KEY, KEY + NONCE), sealed.subarray(0, KEY), secretKey);
}

/** The sealed text as base64, null if it is too long. @param {string} publicKey @param {string} text */
export function seal(publicKey, text) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > PLAIN - 2) return null;
  const plain = new Uint8Array(PLAIN);
  plain[0] = bytes.length >> 8;
  plain[1] = bytes.length & 255;
  plain.set(bytes, 2);
  bytes.fill(0);
  return toBase64(close(plain, fromBase64(publicKey)));
}

/** The text inside, null if this key does not open it. @param {Uint8Array} secretKey @param {Uint8Array} sealed */
export function open(secretKey, sealed) {
  if (sealed.length <= KEY + NONCE) return null;
  const plain = uncover(sealed, secretKey);
  if (!plain || plain.length !== PLAIN) return null;
  const length = plain[0] * 256 + plain[1];
  return length > PLAIN - 2 ? null : new TextDecoder().decode(plain.subarray(2, 2 + length));
}

const BLOCK = 16384;
const LENGTH = 4;

/** A text of any length, padded to whole blocks. @param {string} publicKey @param {string} text */
export function sealList(publicKey, text) {
  const bytes = new TextEncoder().encode(text);
  const plain = new Uint8Array(Math.ceil((bytes.length + LENGTH) / BLOCK) * BLOCK);
  new DataView(plain.buffer).setUint32(0, bytes.length);
  plain.set(bytes, LENGTH);
  return toBase64(close(plain, fromBase64(publicKey)));
}

/** What was so sealed (by `seal_list` on the server too), null if this key does not open it. @param {Uint8Array} secretKey @param {string} sealed */
export function openList(secretKey, sealed) {
  const plain = uncover(fromBase64(sealed), secretKey);
  if (!plain) return null;
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(0);
  return new TextDecoder().decode(plain.subarray(LENGTH, LENGTH + length));
}

/**
 * What the server sends is a sealed text in a fresh cover (`wrap` there), for her present key; inside may be an older one's.
 * @param {Uint8Array} secretKey @param {Uint8Array[]} secretKeys @param {string} wrapped
 */
export function openWrapped(secretKey, secretKeys, wrapped) {
  const covered = fromBase64(wrapped);
  const sealed = covered.length > KEY + NONCE ? uncover(covered, secretKey) : null;
  const texts = sealed ? secretKeys.map((key) => open(key, sealed)) : [];
  return texts.find((text) => text !== null) ?? null;
}
