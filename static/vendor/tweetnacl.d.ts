/** Types for tweetnacl.js, as far as we use it. */
interface KeyPair {
  publicKey: Uint8Array;
  secretKey: Uint8Array;
}
interface Box {
  (plain: Uint8Array, nonce: Uint8Array, publicKey: Uint8Array, secretKey: Uint8Array): Uint8Array;
  open(closed: Uint8Array, nonce: Uint8Array, publicKey: Uint8Array, secretKey: Uint8Array): Uint8Array | null;
  keyPair: { (): KeyPair; fromSecretKey(secretKey: Uint8Array): KeyPair };
}
interface SecretBox {
  (plain: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array;
  open(closed: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array | null;
}
declare const nacl: { box: Box; secretbox: SecretBox; randomBytes(count: number): Uint8Array };
export default nacl;
