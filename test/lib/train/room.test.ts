import {expect, test} from "vitest";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import {createRoom, roomOf} from "../../../lib/kernels/index.js";
import {dense, hashOf, sequential} from "../../../lib/nn/index.js";
import {adam, withAveraging} from "../../../lib/optim/index.js";
import {fit} from "../../../lib/train/index.js";

const outside = syntheticDigits(200, {seed: 5});

/** The same digits in a room with so much space behind them. */
function inside(spare: number) {
  const {labels, inputs} = outside;
  const bytes = createRoom(labels.length + inputs.length, spare);
  bytes.set(labels);
  bytes.set(inputs as Uint8Array, labels.length);
  return {...outside, labels: bytes.subarray(0, labels.length), inputs: bytes.subarray(labels.length)};
}

function start(data: typeof outside, seed = 1) {
  const model = sequential([dense(784, 16, {activation: "relu"}), dense(16, 10)], {seed});
  return {model, run: fit(model, data, {optimizer: adam(), epochs: 2, seed})};
}

async function hashAfter(data: typeof outside, seed = 1) {
  const {model, run} = start(data, seed);
  for await (const _ of run);
  return hashOf(model.parameters);
}

test("a run in a room ends with the same weights, leaves the data as they are, and the room to the next run", async () => {
  const data = inside(4e6);
  const room = roomOf(data.inputs)!;
  const first = await hashAfter(data);
  expect(first).toBe(await hashAfter(outside));
  expect(room.busy).toBe(false);
  expect(await hashAfter(data, 2)).toBe(await hashAfter(outside, 2));
  expect(data.inputs).toEqual(outside.inputs);
  expect(data.labels).toEqual(outside.labels);
});

test("two runs at once, or too little room: each as if it were alone", async () => {
  const data = inside(4e6);
  const one = start(data);
  await one.run.next();
  expect(roomOf(data.inputs)!.busy).toBe(true);
  expect(await hashAfter(data, 2)).toBe(await hashAfter(outside, 2));
  for await (const _ of one.run);
  expect(hashOf(one.model.parameters)).toBe(await hashAfter(outside));
  const tight = inside(0);
  expect(await hashAfter(tight)).toBe(await hashAfter(outside));
});

test("a run that left does not read what the next one writes", async () => {
  const data = inside(4e6);
  const {model, run} = start(data);
  await run.next();
  await run.return?.();
  const left = hashOf(model.parameters);
  await hashAfter(data, 2);
  run.sync();
  expect(hashOf(model.parameters)).toBe(left);
});

test("the average is the run's own after its end, whatever is written there since", async () => {
  const train = async (data: typeof outside, seed: number) => {
    const model = sequential([dense(784, 16, {activation: "relu"}), dense(16, 10)], {seed});
    const run = fit(model, data, {optimizer: withAveraging(adam(), 0.9), epochs: 2, seed});
    for await (const _ of run);
    return run;
  };
  const data = inside(4e6);
  const run = await train(data, 1);
  const average = (await train(outside, 1)).state()?.average;
  await train(data, 2);
  expect(average).toBeDefined();
  expect(run.state()?.average).toEqual(average);
  expect(() => run.memory()).toThrow("fastEngine: invalid memory: after dispose()");
});
