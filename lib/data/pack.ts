import {checkDataset, type Dataset, exampleSize} from "./dataset.js";

const MAGIC = 0x4e424c41; // "NBLA"
const VERSION = 1;
const HEADER = 24;
const SOURCES: readonly Dataset["source"][] = ["mnist", "synthetic", "toy", "file"];

/**
 * Packs images and labels into the one binary that a page downloads.
 *
 * Header, little-endian: uint32 magic, uint8 version, uint8 source, uint8 classes, uint8 0, uint32 count,
 * uint32 height, uint32 width, uint32 0; then `count` labels, then `count` images, a byte a pixel.
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
  return bytes;
}

/**
 * Reads a pack; images and labels are views on `bytes`.
 * @throws `unpack: invalid magic|unknown version|mismatched size: …`
 */
export function unpack(bytes: Uint8Array): Dataset {
  if (bytes.length < HEADER)
    throw new Error(`unpack: mismatched size: ${bytes.length} bytes; expected at least ${HEADER}, the header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0, true);
  if (magic !== MAGIC)
    throw new Error(`unpack: invalid magic: ${magic.toString(16).padStart(8, "0")}; expected ${MAGIC.toString(16)}`);
  if (view.getUint8(4) !== VERSION)
    throw new Error(`unpack: unknown version: ${view.getUint8(4)}; expected ${VERSION}`);
  const source = SOURCES[view.getUint8(5)];
  if (!source) throw new Error(`unpack: unknown source: ${view.getUint8(5)}; expected less than ${SOURCES.length}`);
  const count = view.getUint32(8, true);
  const shape = [view.getUint32(12, true), view.getUint32(16, true)];
  const expected = HEADER + count * (1 + exampleSize({shape}));
  if (bytes.length !== expected)
    throw new Error(
      `unpack: mismatched size: ${bytes.length.toLocaleString("en-US")} bytes; expected ${expected.toLocaleString("en-US")}`
    );
  return checkDataset({
    labels: bytes.subarray(HEADER, HEADER + count),
    inputs: bytes.subarray(HEADER + count),
    count,
    shape,
    scale: 1 / 255,
    classes: view.getUint8(6),
    source
  });
}
