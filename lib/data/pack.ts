import {crc32} from "./checksum.js";
import {checkDataset, type Dataset, exampleSize} from "./dataset.js";

const MAGIC = 0x4e424c41; // "NBLA"
const VERSION = 2;
const HEADER = 24;
/** Bytes that a header may claim: a garbled one must not ask for all the memory there is. MNIST takes 47 million. */
export const LARGEST_PACK = 200e6;
const SOURCES: readonly Dataset["source"][] = ["mnist", "synthetic", "toy", "file"];

/**
 * Packs images and labels into the one binary that a page downloads.
 *
 * Header, little-endian: uint32 magic, uint8 version, uint8 source, uint8 classes, uint8 0, uint32 count,
 * uint32 height, uint32 width, uint32 CRC-32 of what follows; then `count` labels, then `count` images, a byte a pixel.
 * A pack with no examples says "there is none of this; draw synthetic digits".
 */
export function pack(data: Dataset): Uint8Array {
  const {inputs, labels, count, shape, classes, source} = checkDataset(data);
  if (!(inputs instanceof Uint8Array) || shape.length !== 2)
    throw new Error(`pack: invalid data set: shape ${shape.join("×")}; expected images of bytes`);
  const bytes = new Uint8Array(HEADER + labels.length + inputs.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint8(4, VERSION);
  view.setUint8(5, SOURCES.indexOf(source));
  view.setUint8(6, classes);
  view.setUint32(8, count, true);
  view.setUint32(12, shape[0], true);
  view.setUint32(16, shape[1], true);
  bytes.set(labels, HEADER);
  bytes.set(inputs, HEADER + count);
  view.setUint32(20, crc32(bytes.subarray(HEADER)), true);
  return bytes;
}

/** Reads a pack; images and labels are views on `bytes`. Throws what an unpacker throws. */
export function unpack(bytes: Uint8Array): Dataset {
  const unpacker = createUnpacker(() => bytes.subarray(HEADER));
  unpacker.push(bytes);
  return unpacker.finish();
}

/** Takes a pack piece by piece. */
export interface Unpacker {
  push(piece: Uint8Array): void;
  /** The data set, once all pieces came. */
  finish(): Dataset;
}

/**
 * An unpacker that writes what it is given to where it will stay: `allocate` is asked once for room for labels and
 * images, so that nothing is held twice.
 * @throws `unpack: invalid magic|unknown version|unknown source|invalid size|mismatched size|mismatched checksum: …`
 */
export function createUnpacker(allocate: (bytes: number) => Uint8Array = (n) => new Uint8Array(n)): Unpacker {
  const head = new Uint8Array(HEADER);
  let header: Header | undefined;
  let body = new Uint8Array(0);
  let got = 0;
  let sum = 0;
  return {
    push(piece) {
      const first = Math.min(piece.length, Math.max(0, HEADER - got));
      head.set(piece.subarray(0, first), Math.min(got, HEADER));
      got += first;
      if (!header && got === HEADER) {
        header = readHeader(head);
        body = allocate(header.size) as typeof body;
      }
      const rest = piece.subarray(first);
      if (!rest.length) return;
      const at = got - HEADER;
      got += rest.length;
      if (!header || at + rest.length > header.size) return;
      sum = crc32(rest, sum);
      if (rest.buffer !== body.buffer) body.set(rest, at);
    },
    finish() {
      if (!header) throw new Error(`unpack: mismatched size: ${got} bytes; expected at least ${HEADER}, the header`);
      const {count, shape, classes, source, size, checksum} = header;
      const text = (n: number) => n.toLocaleString("en-US");
      if (got !== HEADER + size)
        throw new Error(`unpack: mismatched size: ${text(got)} bytes; expected ${text(HEADER + size)}`);
      if (sum !== checksum)
        throw new Error(
          `unpack: mismatched checksum: ${hex(sum)}; expected ${hex(checksum)}, the CRC-32 in the header`
        );
      const labels = body.subarray(0, count);
      return checkDataset({labels, inputs: body.subarray(count), count, shape, scale: 1 / 255, classes, source});
    }
  };
}

interface Header extends Pick<Dataset, "count" | "shape" | "classes" | "source"> {
  /** Bytes that follow. */
  readonly size: number;
  readonly checksum: number;
}

function readHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0, true);
  if (magic !== MAGIC) throw new Error(`unpack: invalid magic: ${hex(magic)}; expected ${hex(MAGIC)}`);
  if (view.getUint8(4) !== VERSION)
    throw new Error(`unpack: unknown version: ${view.getUint8(4)}; expected ${VERSION}`);
  const source = SOURCES[view.getUint8(5)];
  if (!source) throw new Error(`unpack: unknown source: ${view.getUint8(5)}; expected less than ${SOURCES.length}`);
  const count = view.getUint32(8, true);
  const shape = [view.getUint32(12, true), view.getUint32(16, true)];
  const size = count * (1 + exampleSize({shape}));
  if (size > LARGEST_PACK)
    throw new Error(
      `unpack: invalid size: ${size.toLocaleString("en-US")} bytes; expected at most ${LARGEST_PACK.toLocaleString("en-US")}`
    );
  return {count, shape, classes: view.getUint8(6), source, size, checksum: view.getUint32(20, true)};
}

const hex = (n: number) => n.toString(16).padStart(8, "0");
