import type {Floats} from "../../tensor/tensor.js";

/** The 32-bit halves of FNV's 64-bit prime, 2⁴⁰ + 0x1b3, and of its offset basis. */
const [primeHigh, primeLow] = [0x100, 0x1b3];
const [basisHigh, basisLow] = [0xcbf29ce4, 0x84222325];

/**
 * A fingerprint of numbers: 16 hexadecimal digits, FNV-1a over their bytes (little-endian). Equal for equal bits,
 * on every machine; not a defence against forgery.
 * Fowler, Noll and Vo.
 */
export function hashOf(parameters: Floats): string {
  const bytes = new Uint8Array(parameters.buffer, parameters.byteOffset, parameters.byteLength);
  let high = basisHigh;
  let low = basisLow;
  for (let i = 0; i < bytes.length; ++i) {
    low = (low ^ bytes[i]) >>> 0;
    // (high·2³² + low)·(2⁴⁰ + 0x1b3) mod 2⁶⁴; every product below stays under 2⁵³.
    const product = low * primeLow;
    const carry = Math.floor(product / 4294967296);
    high = (Math.imul(high, primeLow) + Math.imul(low, primeHigh) + carry) >>> 0;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}
