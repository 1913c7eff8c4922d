import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {
  batchNorm,
  conv2d,
  createRng,
  dense,
  dropout,
  flatten,
  hashOf,
  layerNorm,
  loadModel,
  type Model,
  maxPool2d,
  modelFromJson,
  modelToJson,
  readSafetensors,
  saveModel,
  sequential,
  toTensorFlow,
  writeSafetensors
} from "../../../lib/index.js";

const models: [string, () => Model][] = [
  ["dense", () => sequential([dense(6, 4, {activation: "geluErf", init: "heNormal"}), dense(4, 3, {bias: false})])],
  ["float64", () => sequential([dense(3, 4, {activation: "tanh"}), layerNorm(4), dropout(0.5)], {dtype: "float64"})],
  [
    "convolutional",
    () =>
      sequential(
        [
          conv2d(1, 3, [3, 2], {padding: 1, stride: [2, 1], activation: "leakyRelu"}),
          batchNorm(3, {momentum: 0.3}),
          maxPool2d(2),
          layerNorm([3, 2, 3]),
          flatten(),
          dense(18, 2)
        ],
        {inputShape: [1, 8, 6]}
      )
  ]
];

describe.each(models)("%s", (_, build) => {
  const model = build();
  const rng = createRng(3);
  for (let i = 0; i < model.buffers.length; ++i) model.buffers[i] += rng.uniform();
  const inputs = Float64Array.from({length: 4 * model.inputShape.reduce((a, b) => a * b)}, () => rng.normal());

  test.each([
    ["safetensors", (m: Model) => loadModel(saveModel(m))],
    ["JSON", (m: Model) => modelFromJson(modelToJson(m))]
  ])("is the same to the last bit after %s", (_, through) => {
    const loaded = through(model);
    expect(loaded.parameters).toEqual(model.parameters);
    expect(loaded.buffers).toEqual(model.buffers);
    expect(loaded.layers.map((l) => l.config)).toEqual(model.layers.map((l) => l.config));
    expect(loaded.predict(inputs).data).toEqual(model.predict(inputs).data);
    expect(hashOf(loaded.parameters)).toBe(hashOf(model.parameters));
  });
});

test("NaN and infinite weights survive both", () => {
  const model = sequential([dense(2, 2)]);
  model.parameters.set([NaN, Infinity, -Infinity, -0]);
  expect(loadModel(saveModel(model)).parameters).toEqual(model.parameters);
  expect([...modelFromJson(modelToJson(model)).parameters].slice(0, 3)).toEqual([NaN, Infinity, -Infinity]);
});

/** A safetensors file with any header and any numbers of bytes after it. */
function file(header: unknown, bytes = 16, claimed?: bigint): Uint8Array {
  const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const out = new Uint8Array(8 + json.length + bytes);
  new DataView(out.buffer).setBigUint64(0, claimed ?? BigInt(json.length), true);
  out.set(json, 8);
  return out;
}

const entry = (rest: object) => ({a: {dtype: "F32", shape: [4], data_offsets: [0, 16], ...rest}});

describe("readSafetensors", () => {
  test("reads what the format's reference writes", () => {
    const {tensors, metadata} = readSafetensors(file({__metadata__: {k: "v"}, ...entry({shape: [2, 2]})}));
    expect(tensors.get("a")).toEqual({shape: [2, 2], dtype: "float32", data: new Float32Array(4)});
    expect(metadata.get("k")).toBe("v");
  });
  test("gives back any tensors that were written", () => {
    const stored = fc
      .tuple(fc.array(fc.nat(4), {maxLength: 3}), fc.boolean(), fc.infiniteStream(fc.double()))
      .map(([shape, single, numbers]) => {
        const data = Float64Array.from({length: shape.reduce((a, b) => a * b, 1)}, () => numbers.next().value);
        return single
          ? {shape, dtype: "float32" as const, data: Float32Array.from(data)}
          : {shape, dtype: "float64" as const, data};
      });
    const name = fc.string().filter((s) => s !== "__metadata__");
    fc.assert(
      fc.property(fc.array(fc.tuple(name, stored)), fc.string(), (list, text) => {
        const written = {tensors: new Map(list), metadata: new Map([["text", text]])};
        const read = readSafetensors(writeSafetensors(written));
        expect(read.metadata).toEqual(written.metadata);
        expect(read.tensors).toEqual(written.tensors);
      })
    );
  });
  test("reads a Buffer that starts anywhere in its memory", () => {
    const bytes = saveModel(sequential([dense(2, 3)]));
    const shifted = Buffer.concat([Buffer.alloc(3), bytes]).subarray(3);
    expect(loadModel(shifted).parameters).toEqual(loadModel(bytes).parameters);
  });
  test.each<[string, Uint8Array, string]>([
    ["an empty file", new Uint8Array(0), "invalid file: 0 bytes"],
    [
      "a header longer than the file",
      file({}, 0, 1n << 40n),
      "invalid header: 1099511627776 bytes; expected at most 2"
    ],
    ["a header of 2⁶⁴ − 1 bytes", file({}, 0, (1n << 64n) - 1n), "invalid header: 18446744073709551615 bytes"],
    ["a header that is no JSON", file("{", 0), "that are not JSON"],
    ["a header that is an array", file([], 0), "invalid header: an array"],
    ["a header that is null", file(null, 0), "invalid header: object"],
    ["an entry that is no object", file({a: 3}), "invalid entry a: number"],
    ["metadata that is no text", file({__metadata__: {a: 3}}, 0), "invalid metadata a: number"],
    ["an unknown dtype", file(entry({dtype: "BF16"})), "invalid dtype of a: BF16; expected F32 or F64"],
    ["a negative extent", file(entry({shape: [-4]})), "invalid shape of a: [-4]"],
    ["a fractional extent", file(entry({shape: [1.5]})), "invalid shape of a: [1.5]"],
    ["a shape of 10⁴⁰ numbers", file(entry({shape: Array(4).fill(1e10)})), "expected 4e+40 for F32"],
    ["a shape that wraps around 2⁶⁴", file(entry({shape: [2 ** 32, 2 ** 32]})), "invalid offsets of a: 16 bytes"],
    ["offsets outside the file", file(entry({data_offsets: [0, 1e15], shape: [2.5e14]})), "a part of the 16 bytes"],
    ["offsets the wrong way round", file(entry({data_offsets: [16, 0]})), "invalid offsets of a: 16 to 0"],
    ["three offsets", file(entry({data_offsets: [0, 8, 16]})), "expected two whole numbers"],
    ["bytes that nobody claims", file(entry({}), 20), "invalid file: 20 bytes of numbers; expected 16"],
    ["overlapping tensors", file({...entry({}), b: entry({}).a}), "without gap or overlap"],
    ["a gap", file(entry({data_offsets: [4, 16], shape: [3]})), "invalid offsets of a: 4; expected 0"]
  ])("refuses %s", (_, bytes, message) => {
    expect(() => readSafetensors(bytes)).toThrow(message);
  });
  test("never fails but with its own error on any bytes", () => {
    const good = saveModel(sequential([dense(2, 2)]));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), {minLength: 1, maxLength: 6}), (edits) => {
        const bytes = good.slice();
        for (const [at, value] of edits) bytes[at] = value;
        try {
          loadModel(bytes);
        } catch (error) {
          expect((error as Error).message).toMatch(/^(readSafetensors|loadModel): /);
        }
      }),
      {numRuns: 2000}
    );
  });
});

describe("loading a model", () => {
  const json = (change: (saved: Record<string, unknown>) => void) => {
    const saved = JSON.parse(modelToJson(sequential([dense(2, 3)])));
    change(saved);
    return JSON.stringify(saved);
  };
  test.each<[string, (saved: Record<string, unknown>) => void, string]>([
    ["another format", (s) => (s.format = "onnx"), "invalid format: onnx; expected nabla"],
    ["a later version", (s) => (s.version = 2), "unknown version: 2; expected 1"],
    ["an unknown dtype", (s) => (s.dtype = "int8"), "unknown dtype: int8"],
    ["no layers", (s) => (s.layers = []), "missing layers"],
    ["an unknown layer", (s) => (s.layers = [{type: "lstm"}]), "invalid layer 0: layer: unknown type: lstm"],
    ["a layer without a type", (s) => (s.layers = [null]), "invalid layer 0: layer: unknown type"],
    ["a layer of text", (s) => (s.layers = [{type: "dense", inputs: "2", outputs: 3}]), 'invalid inputs: "2"'],
    ["a prototype's name", (s) => (s.layers = [{type: "constructor"}]), "unknown type: constructor"],
    ["a missing kernel", (s) => (s.layers = [{type: "maxPool2d"}]), "invalid layer 0: maxPool2d: missing kernel"],
    ["missing weights", (s) => (s.tensors = {}), "missing numbers: 0.weight"],
    [
      "a layer that claims 4 TB",
      (s) => (s.layers = [{type: "dense", inputs: 1e6, outputs: 1e6}]),
      "mismatched shapes: 0.weight is [2, 3]; expected [1000000, 1000000]"
    ],
    ["an input that does not fit", (s) => (s.inputShape = [7]), "invalid model: sequential: invalid layer 0"],
    ["a weight of text", (s) => (s.tensors = {"0.weight": {shape: [2, 3], data: ["x"]}}), "invalid number in 0.weight"]
  ])("refuses %s", (_, change, message) => {
    expect(() => modelFromJson(json(change))).toThrow(message);
    expect(() => modelFromJson(json(change))).toThrow(/^modelFromJson: /);
  });
  test("refuses what is not JSON, and a safetensors file from elsewhere", () => {
    expect(() => modelFromJson("{")).toThrow("modelFromJson: invalid JSON");
    expect(() => modelFromJson("null")).toThrow("modelFromJson: invalid format");
    expect(() => loadModel(file(entry({})))).toThrow("loadModel: missing metadata");
  });
});

describe("hashOf", () => {
  const reference = (bytes: Uint8Array) =>
    bytes.reduce((h, b) => ((h ^ BigInt(b)) * 0x100000001b3n) & 0xffffffffffffffffn, 0xcbf29ce484222325n);
  const hex = (h: bigint) => h.toString(16).padStart(16, "0");
  test("is FNV-1a of 64 bits", () => {
    expect(hex(reference(new TextEncoder().encode("foobar")))).toBe("85944171f73967e8");
    expect(hashOf(new Float32Array(0))).toBe("cbf29ce484222325");
    fc.assert(
      fc.property(fc.float64Array({maxLength: 20}), (x) => {
        expect(hashOf(x)).toBe(hex(reference(new Uint8Array(x.buffer))));
      })
    );
  });
  test("differs after the smallest change, and hashes a part of an array as a copy of it", () => {
    const x = Float32Array.of(1, 2, 3, 4);
    const before = hashOf(x);
    expect(hashOf(x.subarray(1, 3))).toBe(hashOf(Float32Array.of(2, 3)));
    x[3] = 4.0000005;
    expect(hashOf(x)).not.toBe(before);
  });
});

test("JSON keeps −0, NaN and infinities too", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const model = sequential([dense(2, 2)], {dtype});
    model.parameters.set([-0, Number.NaN, Infinity, -Infinity, 0.1, 0]);
    const {parameters} = modelFromJson(modelToJson(model));
    expect(parameters.every((v, i) => Object.is(v, model.parameters[i]))).toBe(true);
    expect(hashOf(parameters)).toBe(hashOf(model.parameters));
  }
});

describe("toTensorFlow", () => {
  test("names every weight, in the order of the bytes", () => {
    const model = sequential([dense(3, 2, {activation: "leakyRelu"}), dense(2, 1)]);
    const files = toTensorFlow(model, {name: "tiny"});
    const {format, modelTopology, weightsManifest} = JSON.parse(files["model.json"]);
    const {config} = modelTopology.model_config;
    expect(format).toBe("layers-model");
    expect(config.name).toBe("tiny");
    expect(config.layers.map((l: {class_name: string}) => l.class_name)).toEqual(["Dense", "LeakyReLU", "Dense"]);
    expect(config.layers[0].config.batch_input_shape).toEqual([null, 3]);
    expect(weightsManifest[0].weights.map((w: {name: string}) => w.name)).toEqual([
      "dense_0/kernel",
      "dense_0/bias",
      "dense_1/kernel",
      "dense_1/bias"
    ]);
    expect(new Float32Array(files["weights.bin"].buffer)).toEqual(model.parameters);
  });
  test("refuses an activation that the format cannot name", () => {
    const model = sequential([dense(3, 2, {activation: "geluTanh"})]);
    expect(() => toTensorFlow(model)).toThrow("toTensorFlow: unknown activation: geluTanh; expected one of linear");
  });
});
