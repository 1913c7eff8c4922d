import {expect, test} from "vitest";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import {dense, sequential} from "../../../lib/nn/index.js";
import {adam, gradientDescent} from "../../../lib/optim/index.js";
import {createPredictor, evaluate, type FitEvent, fit} from "../../../lib/train/index.js";

const data = syntheticDigits(250, {seed: 3});
const article = () => sequential([dense(784, 128, {activation: "relu"}), dense(128, 10)], {seed: 1});
const collect = async (run: AsyncIterable<FitEvent>) => {
  const events: FitEvent[] = [];
  for await (const e of run) events.push(e);
  return events;
};

test("the article's network learns, and tells steps, epochs and the end", async () => {
  const model = article();
  expect(model.parameters.length).toBe(101_770);
  const before = evaluate(model, data);
  const events = await collect(fit(model, data, {optimizer: adam(), batchSize: 32, epochs: 4, validation: data}));
  const steps = events.filter((e) => e.type === "step");
  expect(steps.map((e) => e.samples)).toEqual(Array.from({length: 32}, (_, i) => (i % 8 === 7 ? 26 : 32)));
  expect(events.filter((e) => e.type === "epoch")).toHaveLength(4);
  expect(events.at(-1)).toEqual({type: "done", steps: 32, epochs: 4});
  const after = evaluate(model, data);
  expect(after.loss).toBeLessThan(before.loss / 2);
  expect(after.accuracy).toBeGreaterThan(0.8);
  expect(events.findLast((e) => e.type === "epoch")?.validation).toEqual(after);
});

test("same seed, same bytes; another seed, others", async () => {
  const run = async (seed: number) => {
    const model = article();
    await collect(fit(model, data, {optimizer: adam(), seed}));
    return model.parameters;
  };
  expect(await run(1)).toEqual(await run(1));
  expect(await run(2)).not.toEqual(await run(1));
});

test("a run that diverges says where and stops; a learning rate set to 0 freezes the weights", async () => {
  const events = await collect(fit(article(), data, {optimizer: gradientDescent({learningRate: 1e30}), epochs: 2}));
  expect(events.at(-1)).toMatchObject({type: "diverged", epoch: 1, layer: expect.stringMatching(/^\d \(dense\)$/)});

  const model = article();
  const run = fit(model, data, {optimizer: gradientDescent()});
  await run.next();
  await run.next();
  run.set({learningRate: 0});
  run.sync();
  const frozen = model.parameters.slice();
  await collect(run);
  expect(model.parameters).toEqual(frozen);
  expect(() => run.set({rate: 1})).toThrow("unknown hyperparameter: rate");
});

test("shapes that do not fit name the layer and both shapes", () => {
  expect(() => sequential([dense(4, 8), dense(9, 2)])).toThrow(
    /invalid layer 1 \(dense\): layer 0 \(dense\) gives \[8\].*\[8\] and \[9\]/
  );
  expect(() => fit(sequential([dense(5, 10)]), data, {optimizer: adam()})).toThrow(
    "fit: mismatched shapes: data [28, 28] and layer 0 (dense) [5]"
  );
});

test.each([0, -5, 2.5, Number.NaN])("a batch of %d examples is refused, before a loop that would never end", (n) => {
  const model = article();
  const message = `invalid batchSize: ${n}; expected a positive integer`;
  expect(() => fit(model, data, {optimizer: adam(), batchSize: n})).toThrow(`fit: ${message}`);
  expect(() => evaluate(model, data, {batchSize: n})).toThrow(`evaluate: ${message}`);
  expect(() => createPredictor(model, data, {batchSize: n})).toThrow(`createPredictor: ${message}`);
});
