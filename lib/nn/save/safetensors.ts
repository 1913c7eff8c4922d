import {type Shape, showShape} from "../../tensor/shape.js";
import type {DType, Floats} from "../../tensor/tensor.js";

/** A named array, as a file holds it. */
export interface StoredTensor {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly data: Floats;
}

/** What a safetensors file holds: tensors by name, and texts by name. */
export interface Safetensors {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

const names = {float32: "F32", float64: "F64"} as const;
const bytesPer = {F32: 4, F64: 8} as const;

/**
 * Writes tensors in the safetensors format: 8 bytes with the header's length, the header as JSON, and the numbers, one
 * tensor after the other without gaps. The header is padded with spaces so that the numbers start at a multiple of 8.
 * @see https://huggingface.co/docs/safetensors
 */
export function writeSafetensors({tensors, metadata}: Safetensors): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = Object.create(null);
  if (metadata.size) header.__metadata__ = Object.fromEntries(metadata);
  let at = 0;
  for (const [name, {shape, dtype, data}] of tensors) {
    header[name] = {dtype: names[dtype], shape, data_offsets: [at, at + data.byteLength]};
    at += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(json.length / 8) * 8;
  const out = new Uint8Array(8 + length + at).fill(0x20, 8 + json.length, 8 + length);
  new DataView(out.buffer).setBigUint64(0, BigInt(length), true);
  out.set(json, 8);
  let offset = 8 + length;
  for (const {data} of tensors.values()) {
    out.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return out;
}

/**
 * Reads a safetensors file of float32 and float64 tensors. Every claim of the header is held against the bytes that
 * are there before anything is allocated: lengths, shapes, and that the tensors cover the numbers without gap or
 * overlap.
 * @throws `readSafetensors: invalid …` for anything that does not fit
 */
export function readSafetensors(file: Uint8Array): Safetensors {
  // Node's Buffer is a Uint8Array whose slice does not copy.
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length < 8) throw invalid("file", `${bytes.length} bytes`, "at least 8");
  const claimed = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  if (claimed > BigInt(bytes.length - 8)) throw invalid("header", `${claimed} bytes`, `at most ${bytes.length - 8}`);
  const length = Number(claimed);
  const header = parseHeader(bytes.subarray(8, 8 + length));
  const body = bytes.subarray(8 + length);
  const metadata = new Map<string, string>();
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(header)) {
    if (name !== "__metadata__") {
      entries.push(checkEntry(name, value, body.length));
      continue;
    }
    if (!isRecord(value)) throw invalid("metadata", typeof value, "an object of texts");
    for (const [key, text] of Object.entries(value)) {
      if (typeof text !== "string") throw invalid(`metadata ${key}`, typeof text, "a text");
      metadata.set(key, text);
    }
  }
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let covered = 0;
  for (const {name, begin, end} of entries) {
    if (begin !== covered) throw invalid(`offsets of ${name}`, `${begin}`, `${covered}, without gap or overlap`);
    covered = end;
  }
  if (covered !== body.length)
    throw invalid("file", `${body.length} bytes of numbers`, `${covered}, as the header says`);
  const tensors = new Map(
    entries.map(({name, shape, dtype, begin, end}): [string, StoredTensor] => {
      const {buffer} = body.slice(begin, end);
      return [name, {shape, dtype, data: dtype === "float32" ? new Float32Array(buffer) : new Float64Array(buffer)}];
    })
  );
  return {tensors, metadata};
}

interface Entry {
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: DType;
  readonly begin: number;
  readonly end: number;
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", {fatal: true}).decode(bytes));
  } catch {
    throw invalid("header", `${bytes.length} bytes that are not JSON`, "an object");
  }
  if (!isRecord(header)) throw invalid("header", Array.isArray(header) ? "an array" : typeof header, "an object");
  return header;
}

function checkEntry(name: string, value: unknown, available: number): Entry {
  if (!isRecord(value)) throw invalid(`entry ${name}`, typeof value, "an object");
  const {dtype: code, shape, data_offsets: offsets} = value;
  if (code !== "F32" && code !== "F64") throw invalid(`dtype of ${name}`, String(code), "F32 or F64");
  if (!isCounts(shape)) throw invalid(`shape of ${name}`, JSON.stringify(shape), "an array of whole numbers");
  if (!isCounts(offsets) || offsets.length !== 2)
    throw invalid(`offsets of ${name}`, JSON.stringify(offsets), "two whole numbers");
  const [begin, end] = offsets;
  if (begin > end || end > available)
    throw invalid(`offsets of ${name}`, `${begin} to ${end}`, `a part of the ${available} bytes of numbers`);
  const size = shape.reduce((n, d) => n * d, bytesPer[code]);
  if (size !== end - begin)
    throw invalid(`offsets of ${name}`, `${end - begin} bytes`, `${size} for ${code} ${showShape(shape)}`);
  return {name, shape, dtype: code === "F32" ? "float32" : "float64", begin, end};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((v) => Number.isSafeInteger(v) && v >= 0);
}

function invalid(noun: string, value: string, expected: string): Error {
  return new Error(`readSafetensors: invalid ${noun}: ${value}; expected ${expected}`);
}
