/**
 * The lead's secret key under a passphrase: wrapped and unwrapped here, in her browser, by a memory-hard function. Neither the passphrase
 * nor the key ever leaves it. Also part of the hand-over file, which opens without a server (handover_open.js).
 */
import { scryptAsync } from "../../vendor/scrypt.js";
import nacl from "../../vendor/tweetnacl.js";
import { fromBase64, toBase64 } from "../ui/sealing.js";

/** @typedef {{kdf: string, n: number, r: number, p: number, salt: string, nonce: string, box: string}} Wrapped */

/** 128 MB of memory for each guess; half a second on a laptop. Kept beside each key, so that a later one may be dearer. */
const COST = { n: 131072, r: 8, p: 1 };
const MOST = { n: 2 ** 20, r: 16, p: 4 };

/** @param {string} passphrase @param {Wrapped} how */
function stretched(passphrase, { n, r, p, salt }) {
  const secret = new TextEncoder().encode(passphrase.normalize("NFKC").trim().replace(/\s+/g, " "));
  return scryptAsync(secret, fromBase64(salt), { N: n, r, p, dkLen: 32, maxmem: 2 ** 31 });
}

/** A new pair of keys, the secret one wrapped. @param {string} passphrase @returns {Promise<{public: string, wrapped: Wrapped}>} */
export async function makeKey(passphrase) {
  const pair = nacl.box.keyPair();
  const nonce = nacl.randomBytes(24);
  const wrapped = { kdf: "scrypt", ...COST, salt: toBase64(nacl.randomBytes(16)), nonce: toBase64(nonce), box: "" };
  wrapped.box = toBase64(nacl.secretbox(pair.secretKey, nonce, await stretched(passphrase, wrapped)));
  pair.secretKey.fill(0);
  return { public: toBase64(pair.publicKey), wrapped };
}

/** The secret key, null for a wrong passphrase. @param {string} passphrase @param {Wrapped} wrapped @returns {Promise<Uint8Array | null>} */
export async function unwrap(passphrase, wrapped) {
  if (wrapped.kdf !== "scrypt" || wrapped.n > MOST.n || wrapped.r > MOST.r || wrapped.p > MOST.p) return null;
  const key = await stretched(passphrase, wrapped);
  return nacl.secretbox.open(fromBase64(wrapped.box), fromBase64(wrapped.nonce), key);
}
