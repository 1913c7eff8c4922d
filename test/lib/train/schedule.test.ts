import {expect, test} from "vitest";
import {moons} from "../../../lib/data/index.js";
import {dense, sequential} from "../../../lib/nn/index.js";
import {
  adam,
  gradientDescent,
  momentum,
  optimizer,
  rules,
  schedules,
  withAveraging,
  withClippedNorm
} from "../../../lib/optim/index.js";
import {type EngineFactory, type FitEvent, fit, tapeEngine} from "../../../lib/train/index.js";

const toy = moons(64, {seed: 2});
const engines: [string, EngineFactory | undefined][] = [
  ["tape", tapeEngine],
  ["fast", undefined]
];
const network = () => sequential([dense(2, 6, {activation: "tanh"}), dense(6, 2)], {seed: 1});
const collect = async (run: AsyncIterable<FitEvent>) => {
  const events: FitEvent[] = [];
  for await (const e of run) events.push(e);
  return events;
};

test.each(engines)("%s: a schedule sets the rate of each step, and a function does the same", async (_, engine) => {
  const train = async (schedule: schedules.AnySchedule | undefined, learningRate = 0.5) => {
    const model = network();
    await collect(
      fit(model, toy, {optimizer: gradientDescent({learningRate}), schedule, engine, epochs: 3, batchSize: 16})
    );
    return model.parameters;
  };
  const cosine = await train(schedules.cosine({steps: 12}));
  expect(await train((step, rate) => (rate * (1 + Math.cos((Math.PI * (step - 1)) / 12))) / 2)).toEqual(cosine);
  expect(await train(undefined)).not.toEqual(cosine);
  expect(await train(schedules.multiStep({milestones: [0], factor: 0.5}), 0.5)).toEqual(await train(undefined, 0.25));
});

test("one cycle moves momentum, and a plateau of the loss cuts the rate", async () => {
  const seen: [number, number][] = [];
  const spy: EngineFactory = (setup) => {
    const engine = tapeEngine(setup);
    return {
      ...engine,
      step(indices, settings) {
        seen.push([Number(settings.learningRate), Number(settings.beta)]);
        return engine.step(indices, settings);
      }
    };
  };
  const options = {engine: spy, epochs: 3, batchSize: 64};
  const cycle = schedules.oneCycle({
    steps: 3,
    rise: 2 / 3,
    shape: "linear",
    startDivisor: 4,
    endDivisor: 2,
    lowestMomentum: 0.5,
    highestMomentum: 0.75
  });
  await collect(fit(network(), toy, {...options, optimizer: momentum({learningRate: 1}), schedule: cycle}));
  expect(seen).toEqual([
    [0.25, 0.75],
    [1, 0.5],
    [0.125, 0.75]
  ]);
  seen.length = 0;
  // With a rate of 0 the loss stays, so that every epoch but the first is one without gain.
  const plateau = schedules.compose(schedules.reduceOnPlateau({factor: 0.5, patience: 0}), (_, rate) => rate * 1e-300);
  await collect(
    fit(network(), toy, {...options, shuffle: false, optimizer: momentum({learningRate: 1}), schedule: plateau})
  );
  expect(seen.map(([rate]) => rate)).toEqual([1e-300, 1e-300, 0.5e-300]);
});

test.each(engines)("%s: the average of the parameters can be read from the run", async (_, engine) => {
  const model = network();
  const run = fit(model, toy, {optimizer: withAveraging(adam({learningRate: 0.1}), 0), engine, epochs: 1});
  await collect(run);
  // An average that forgets everything is the parameters themselves.
  expect(run.state()?.average).toEqual(model.parameters);
});

test.each(
  Object.values(rules)
    .filter((rule) => rule.needs !== "hessian")
    .map((rule) => [rule.label, rule.name])
)("%s lowers the loss of a network", async (_, name) => {
  const rates: Record<string, number> = {gradientDescent: 0.1, adadelta: 10, radam: 0.2};
  const {learningRate} = optimizer(name).settings;
  const rate = rates[name] ?? (Number(learningRate) < 0.01 ? 0.02 : Number(learningRate));
  const made = optimizer(name, {learningRate: rate});
  // All data at once: Rprop and the searches need gradients without noise.
  const events = await collect(fit(network(), toy, {optimizer: made, epochs: 25, batchSize: toy.count}));
  const losses = events.filter((e) => e.type === "step").map((e) => e.loss);
  expect(losses.at(-1)).toBeLessThan(losses[0] * 0.9);
});

test("wrappers train too", async () => {
  const events = await collect(
    fit(network(), toy, {optimizer: withClippedNorm(adam({learningRate: 0.05}), 0.1), epochs: 20, batchSize: 16})
  );
  const losses = events.filter((e) => e.type === "epoch").map((e) => e.loss);
  expect(losses.at(-1)).toBeLessThan(losses[0] * 0.8);
});
