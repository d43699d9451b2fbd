/** Types for scrypt.js, as far as we use it. */
export function scryptAsync(
  secret: Uint8Array,
  salt: Uint8Array,
  how: { N: number; r: number; p: number; dkLen: number; maxmem?: number; onProgress?: (share: number) => void },
): Promise<Uint8Array>;
