import type {Rng} from "../../lib/rng.js";

/** Values that break readers: the ends of ranges, powers of two, printable brackets. */
const nasty = [0, 1, 0x7f, 0x80, 0xff, 0x22, 0x2c, 0x5b, 0x7b, 0x7d, 0x0a];

/** Rows of these make a number larger, in text and in bytes. */
const large = [0x39, 0x7f, 0xff];

/** A copy of `bytes` with a few random wounds: bytes changed, cut, doubled, cut off, numbers made larger. */
export function mutate(bytes: Uint8Array, rng: Rng): Uint8Array {
  let out = bytes.slice();
  const wounds = 1 + rng.integer(4);
  for (let i = 0; i < wounds; ++i) {
    const at = out.length ? rng.integer(rng.uniform() < 0.5 ? Math.min(64, out.length) : out.length) : 0;
    const n = Math.min(out.length - at, 1 + rng.integer(16));
    const head = out.subarray(0, at);
    switch (rng.integer(6)) {
      case 0:
        for (let j = 0; j < n; ++j) out[at + j] = rng.integer(256);
        break;
      case 1:
        if (n) out[at] = nasty[rng.integer(nasty.length)];
        break;
      case 2:
        out = Uint8Array.of(...head, ...out.subarray(at + n));
        break;
      case 3:
        out = Uint8Array.of(...head, ...out.subarray(at, at + n), ...out.subarray(at));
        break;
      case 4: {
        const byte = large[rng.integer(large.length)];
        // In bytes a number has its place; in text it grows.
        if (byte === 0x39) out = Uint8Array.of(...head, ...Array<number>(n).fill(byte), ...out.subarray(at));
        else out.fill(byte, at, at + (n & 3) + 1);
        break;
      }
      default:
        out = head.slice();
    }
  }
  return out;
}
