import {expect, test} from "vitest";
import {writeIdx} from "../../../lib/data/idx.js";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import {ownData} from "../../../src/components/mnist/own-data.js";

const data = syntheticDigits(12, {seed: 1});
const images = (n: number) => writeIdx({data: (data.inputs as Uint8Array).subarray(0, n * 784), shape: [n, 28, 28]});
const labels = (n: number) => writeIdx({data: data.labels.subarray(0, n), shape: [n]});
const csv = (n: number, side = 28) =>
  new TextEncoder().encode(
    Array.from({length: n}, (_, i) => [i % 10, ...new Array(side * side).fill(i)].join(",")).join("\n")
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
  expect(held.inputs[0]).toBe(10);
});

test.each([
  [
    [{name: "train-images", bytes: images(12).subarray(0, 5000)}],
    /train-images: readIdx: mismatched size: 5,000 bytes/
  ],
  [[{name: "train-images", bytes: images(12)}], /train-images: ownData: mismatched files/],
  [[{name: "test.csv", bytes: csv(3)}], /missing training data/],
  [[{name: "small.csv", bytes: csv(12, 8)}], /mismatched images: 8×8; expected 28×28/],
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
