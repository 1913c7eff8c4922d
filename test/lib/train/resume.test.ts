import {expect, test} from "vitest";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import {dense, dropout, sequential} from "../../../lib/nn/index.js";
import {adam, optimizer, rules, settingsOf, withAveraging, withClippedNorm} from "../../../lib/optim/index.js";
import {
  type EngineFactory,
  type FitOptions,
  fastEngine,
  fit,
  type Memory,
  tapeEngine
} from "../../../lib/train/index.js";

const data = syntheticDigits(70, {seed: 3});
const network = (hidden = 6) =>
  sequential([dense(784, hidden, {activation: "tanh"}), dropout(0.3), dense(hidden, 10)], {seed: 1});

/** Trains to the end of an epoch; what the parameters and the memory are there, and how many steps were told. */
async function trainTo(epoch: number, options: Omit<FitOptions, "epochs">, model = network()) {
  const run = fit(model, data, {...options, epochs: 3});
  let steps = 0;
  for await (const event of run) {
    if (event.type === "step") steps = event.step;
    if (event.type === "epoch" && event.epoch === epoch)
      return {parameters: model.parameters.slice(), memory: structuredClone(run.memory()), steps};
  }
  throw new Error("the run ended early");
}

const gradientRules = Object.values(rules).filter(({needs}) => needs === "gradient");
const kinds: [string, string, EngineFactory][] = gradientRules.flatMap(({name}) => [
  [name, "kernels", fastEngine] as [string, string, EngineFactory],
  [name, "the tape", tapeEngine]
]);

test.each(kinds)("%s on %s goes on from an epoch as if nothing had happened, bit for bit", async (name, _, engine) => {
  const options = {
    optimizer: optimizer(name, settingsOf(rules[name])),
    engine,
    batchSize: 32,
    seed: 5,
    schedule: (step: number, alpha: number) => alpha / step
  };
  const straight = await trainTo(3, options);
  const first = await trainTo(1, options);
  const model = network();
  model.parameters.set(first.parameters);
  const rest = await trainTo(3, {...options, from: {epoch: 1, memory: first.memory}}, model);
  expect(rest.parameters).toEqual(straight.parameters);
  expect(rest.steps).toBe(9);
  expect(rest.memory).toEqual(straight.memory);
});

test("so do wrapped rules: their averages and counters are part of the memory", async () => {
  const options = {optimizer: withAveraging(withClippedNorm(adam(), 0.5), 0.9), batchSize: 32};
  const straight = await trainTo(3, options);
  const first = await trainTo(1, options);
  const model = network();
  model.parameters.set(first.parameters);
  const rest = await trainTo(3, {...options, from: {epoch: 1, memory: first.memory}}, model);
  expect(rest.memory).toEqual(straight.memory);
  expect(rest.memory.arrays).toHaveLength(3);
});

test("without the memory the weights go on, but not along the same way", async () => {
  const options = {optimizer: adam(), batchSize: 32};
  const straight = await trainTo(2, options);
  const first = await trainTo(1, options);
  const model = network();
  model.parameters.set(first.parameters);
  const rest = await trainTo(2, {...options, from: {epoch: 1}}, model);
  expect(rest.steps).toBe(straight.steps);
  expect(rest.parameters).not.toEqual(straight.parameters);
});

test("a memory of another rule or size is named, and so is an epoch that is not in the run", async () => {
  const {memory} = await trainTo(1, {optimizer: adam()});
  const start = (name: string, m: Memory, {engine = fastEngine as EngineFactory, hidden = 6} = {}) =>
    fit(network(hidden), data, {optimizer: optimizer(name), engine, epochs: 2, from: {epoch: 1, memory: m}});
  expect(() => start("momentum", memory)).toThrow("recall: mismatched memory");
  expect(() => start("radam", memory)).toThrow("recall: mismatched memory");
  expect(() => start("adam", memory, {hidden: 7})).toThrow("recall: mismatched memory");
  expect(() => start("adam", memory, {engine: tapeEngine})).toThrow("recall: mismatched memory");
  expect(() => fit(network(), data, {optimizer: adam(), epochs: 2, from: {epoch: 3}})).toThrow(
    "fit: invalid epoch to go on from: 3; expected an integer from 0 to 2"
  );
});

test.each(kinds)("the state of %s on %s, once read, stays as it was", async (name, _, engine) => {
  const run = fit(network(), data, {optimizer: withAveraging(optimizer(name), 0.9), engine});
  await run.next();
  const state = run.state();
  const before = structuredClone(state);
  await run.next();
  expect(state).toEqual(before);
  expect(run.state()?.average).not.toEqual(state?.average);
  await run.return?.();
});
