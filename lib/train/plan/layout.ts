import type {Pointer} from "../../kernels/index.js";

/** Hands out the addresses of an arena before it exists, so that it can be made in one piece. */
export interface Layout {
  /** Room for n floats, zeros at first, on a boundary of 64 bytes and a multiple of it long. */
  floats(n: number): Pointer;
  bytes(n: number): Pointer;
  /** Bytes handed out so far. */
  readonly size: number;
}

const LINE = 64;

/** A layout from an address on. Address 0 stays unused, so that a forgotten pointer shows. */
export function createLayout(from: Pointer = LINE): Layout {
  let size = from;
  const bytes = (n: number) => {
    const at = size;
    size += Math.ceil(n / LINE) * LINE;
    return at;
  };
  return {
    floats: (n) => bytes(n * 4),
    bytes,
    get size() {
      return size;
    }
  };
}

/** The next multiple of four: what kernels that work on four lanes want. */
export const padded = (n: number): number => (n + 3) & ~3;
