/** The array in an IDX file: numbers in row-major order, and its dimensions. */
export interface Idx {
  readonly data: Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;
  readonly shape: readonly number[];
}

const TYPES = {
  8: {name: "unsigned byte", size: 1},
  9: {name: "signed byte", size: 1},
  11: {name: "short", size: 2},
  12: {name: "int", size: 4},
  13: {name: "float", size: 4},
  14: {name: "double", size: 8}
} as const;

const group = (n: number) => n.toLocaleString("en-US");

/**
 * Reads an IDX file: two zero bytes, a type byte, the number of dimensions, each dimension as a big-endian uint32,
 * then the numbers, big-endian.
 *
 * Nothing is allocated before the size is known to be right, so a wrong header cannot ask for memory.
 * Unsigned bytes are a view on `bytes`. Decompress before: gzip is named in the error, not handled.
 * @throws `readIdx: invalid|mismatched …`
 * @see http://yann.lecun.com/exdb/mnist/ ("the IDX file format")
 */
export function readIdx(bytes: Uint8Array): Idx {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    throw new Error("readIdx: invalid magic: 1f 8b (gzip); expected 00 00; decompress first");
  if (bytes.length < 4)
    throw new Error(`readIdx: mismatched size: ${bytes.length} bytes; expected at least 4, the header`);
  if (bytes[0] !== 0 || bytes[1] !== 0)
    throw new Error(`readIdx: invalid magic: ${hex(bytes[0])} ${hex(bytes[1])}; expected 00 00`);
  const type = TYPES[bytes[2] as keyof typeof TYPES];
  if (!type) throw new Error(`readIdx: unknown type: 0x${hex(bytes[2])}; expected 0x08, 0x09 or 0x0b to 0x0e`);
  const rank = bytes[3];
  const start = 4 + 4 * rank;
  if (rank === 0) throw new Error("readIdx: invalid number of dimensions: 0; expected at least 1");
  if (bytes.length < start)
    throw new Error(
      `readIdx: mismatched size: ${bytes.length} bytes; expected at least ${start}, the header of ${rank} dimensions`
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({length: rank}, (_, i) => view.getUint32(4 + 4 * i));
  const count = shape.reduce((a, b) => a * b, 1);
  const expected = start + count * type.size;
  if (bytes.length !== expected)
    throw new Error(`readIdx: mismatched size: ${group(bytes.length)} bytes; expected ${group(expected)}`);
  return {data: readNumbers(bytes, view, start, count), shape};
}

function readNumbers(bytes: Uint8Array, view: DataView, start: number, count: number): Idx["data"] {
  switch (bytes[2]) {
    case 8:
      return bytes.subarray(start);
    case 9:
      return Int8Array.from({length: count}, (_, i) => view.getInt8(start + i));
    case 11:
      return Int16Array.from({length: count}, (_, i) => view.getInt16(start + 2 * i));
    case 12:
      return Int32Array.from({length: count}, (_, i) => view.getInt32(start + 4 * i));
    case 13:
      return Float32Array.from({length: count}, (_, i) => view.getFloat32(start + 4 * i));
    default:
      return Float64Array.from({length: count}, (_, i) => view.getFloat64(start + 8 * i));
  }
}

/**
 * Writes unsigned bytes as an IDX file; the inverse of `readIdx`.
 * @throws `writeIdx: mismatched size: …`
 */
export function writeIdx({data, shape}: {data: Uint8Array; shape: readonly number[]}): Uint8Array {
  const count = shape.reduce((a, b) => a * b, 1);
  if (count !== data.length)
    throw new Error(
      `writeIdx: mismatched size: ${group(data.length)} bytes; expected ${group(count)} (${shape.join("×")})`
    );
  const start = 4 + 4 * shape.length;
  const bytes = new Uint8Array(start + count);
  const view = new DataView(bytes.buffer);
  bytes[2] = 8;
  bytes[3] = shape.length;
  shape.forEach((n, i) => {
    view.setUint32(4 + 4 * i, n);
  });
  bytes.set(data, start);
  return bytes;
}

const hex = (byte: number) => byte.toString(16).padStart(2, "0");
