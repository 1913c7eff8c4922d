import {expect, test} from "vitest";
import {writeIdx} from "../../../lib/data/idx.js";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import {ownData} from "../../../src/components/mnist/own-data.js";

const data = syntheticDigits(12, {seed: 1});
const images = (n: number) => writeIdx({data: (data.inputs as Uint8Array).subarray(0, n * 784), shape: [n, 28, 28]});
const labels = (n: number) => writeIdx({data: data.labels.subarray(0, n), shape: [n]});
const csv = (n: number, side = 28) =>
  new TextEncoder().encode(
    Array.from({length: n}, (_, i) => [i % 10, ...new Array(side * side).fill(3 * i)].join(",")).join("\n")
  );

test("four IDX files are training and test data, in any order", () => {
  const {
    train,
    test: held,
    source
  } = ownData([
    {name: "t10k-labels", bytes: labels(4)},
    {name: "train-images", bytes: images(12)},
    {name: "t10k-images", bytes: images(4)},
    {name: "train-labels", bytes: labels(12)}
  ]);
  expect([train.count, held.count, source]).toEqual([12, 4, "file"]);
  expect(train.inputs).toEqual(data.inputs);
});

test("one CSV file is split: the last sixth tests", () => {
  const {train, test: held} = ownData([{name: "mine.csv", bytes: csv(12)}]);
  expect([train.count, held.count]).toEqual([10, 2]);
  expect(held.inputs[0]).toBe(30);
});

test("8×8 digits as UCI has them: the label last, sixteen greys", () => {
  const rows = Array.from({length: 12}, (_, i) => [0, ...new Array(63).fill(16 - i), (7 * i) % 10].join(","));
  const bytes = new TextEncoder().encode(rows.join("\n"));
  const {train, test: held} = ownData([{name: "optdigits.tra", bytes}]);
  expect(train.shape).toEqual([8, 8]);
  expect([...train.labels, ...held.labels]).toEqual(rows.map((_, i) => (7 * i) % 10));
  expect([...train.inputs.subarray(0, 3)]).toEqual([0, 255, 255]);
  expect(train.inputs[64 * 4 + 1]).toBe(Math.round((255 * 12) / 16));
});

test("a header says where the label is", () => {
  const text = (header: string, row: (i: number) => readonly number[]) =>
    new TextEncoder().encode([header, ...Array.from({length: 12}, (_, i) => row(i).join(","))].join("\n"));
  const names = Array.from({length: 16}, (_, i) => `pixel${i}`);
  const pixels = new Array(16).fill(200);
  const first = ownData([{name: "a.csv", bytes: text(["label", ...names].join(), (i) => [i % 3, ...pixels])}]);
  const last = ownData([{name: "a.csv", bytes: text([...names, "class"].join(), (i) => [...pixels, i % 3])}]);
  expect(last.train).toEqual(first.train);
});

test.each([
  [
    [{name: "train-images", bytes: images(12).subarray(0, 5000)}],
    /train-images: readIdx: mismatched size: 5,000 bytes/
  ],
  [[{name: "train-images", bytes: images(12)}], /train-images: ownData: mismatched files: 1 of images, 0 of labels/],
  [[{name: "test.csv", bytes: csv(3)}], /missing training data/],
  [
    [{name: "tiny.csv", bytes: csv(12, 3)}],
    /tiny.csv: ownData: mismatched images: 3×3; expected square ones in grey, from 4×4/
  ],
  [
    [
      {name: "train.csv", bytes: csv(12, 8)},
      {name: "test.csv", bytes: csv(12, 9)}
    ],
    /mismatched images: 9×9 for testing; expected 8×8/
  ],
  [[{name: "d.zip", bytes: Uint8Array.of(0x50, 0x4b, 3, 4)}], /d.zip: ownData: unknown file: a ZIP archive/],
  [[{name: "nothing", bytes: new Uint8Array()}], /nothing: ownData: unknown file: an empty file/],
  [[{name: "words.csv", bytes: new TextEncoder().encode("a,b\nc,d")}], /words.csv: readCsv/],
  [
    [
      {name: "train-images", bytes: images(12)},
      {name: "train-labels", bytes: labels(11)}
    ],
    /mismatched count: 11 labels; expected 12/
  ]
])("wrong files are named: %#", (files, message) => {
  expect(() => ownData(files)).toThrow(message);
});

test("a CSV whose first row is long and whose others are short asks for no more room than it has", () => {
  // 250,000 columns, and as many rows: 62 GB if the first row were believed.
  const text = `${"1,".repeat(250_000)}1\n${"1\n".repeat(250_000)}`;
  expect(() => ownData([{name: "bomb.csv", bytes: new TextEncoder().encode(text)}])).toThrow(
    "bomb.csv: readCsv: mismatched columns: 1 in row 2; expected 250001"
  );
});
