import {expect, test} from "vitest";
import {csvOf} from "../../../src/components/mnist/export.js";
import {perClass} from "../../../src/components/mnist/mistakes-panel.js";
import {loadWeights, modelFiles} from "../../../src/components/mnist/model-files.js";
import {modelOf} from "../../../src/components/mnist/network.js";
import {fromQuery, toQuery} from "../../../src/components/mnist/permalink.js";
import {presetOf, presets} from "../../../src/components/mnist/presets.js";
import {fromRunFile, toRunFile} from "../../../src/components/mnist/run-file.js";
import {addSteps, createRecord, secondsAt} from "../../../src/components/mnist/run-record.js";
import {articleSettings, optimizers, suitable} from "../../../src/components/mnist/settings.js";

test.each(presets)("the link of the preset $id gives its settings back", ({id, settings}) => {
  const all = {...articleSettings, ...settings};
  expect(fromQuery(`#${toQuery(all)}`)).toEqual(all);
  expect(presetOf(fromQuery(toQuery(all)))?.id).toBe(id);
});

test("the article's link is empty, and every optimizer comes back", () => {
  expect(toQuery(articleSettings)).toBe("");
  for (const {name} of optimizers) {
    const settings = {...articleSettings, optimizer: name, hyper: suitable(name), hidden: [], seed: 7};
    expect(fromQuery(toQuery(settings))).toEqual(settings);
  }
});

test.each([
  "optimizer=nonsense",
  "hidden=1.2.3.4.5",
  "hidden=-3",
  "epochs=1e9",
  "dropout=2",
  "learningRate=-1",
  "learningRate=abc",
  "schedule=toString",
  "activation=constructor",
  "a=%%%"
])("a link with %s falls back to the article's", (query) => {
  expect(fromQuery(query)).toEqual(articleSettings);
});

test("a run comes back from its file; other files are refused by name", () => {
  const run = createRecord({
    id: 1,
    name: "mine",
    settings: articleSettings,
    source: "mnist",
    count: 60_000
  });
  addSteps(run, {
    step: 2,
    epoch: 0.1,
    losses: Float32Array.of(2.5, 1.25),
    seconds: 0.5,
    samplesPerSecond: 128,
    learningRate: 0.001
  });
  run.evaluations.push({
    step: 2,
    epoch: 0.1,
    seconds: 0.5,
    whole: false,
    test: {loss: 1, accuracy: 0.5},
    train: {loss: 0.9, accuracy: 0.6},
    confusion: Uint32Array.from({length: 100}, (_, i) => i)
  });
  run.hash = "0123456789abcdef";
  run.diverged = true;
  run.probes.push({step: 1, layers: [{name: "layer 1 (dense)", gradientNorm: 2, updateRatio: 0.001, dead: 0.25}]});
  const back = fromRunFile(toRunFile(run), 2);
  const plain = (r: typeof run) => ({...r, series: r.series.losses()});
  expect(plain(back)).toEqual(plain({...run, id: 2}));
  const older = {...JSON.parse(toRunFile(run)), firstStep: 469};
  expect(() => fromRunFile(JSON.stringify(older), 1)).toThrow("run file: unknown firstStep: 469");
  expect(fromRunFile(JSON.stringify({...older, firstStep: 0}), 1).step).toBe(2);
  expect(() => fromRunFile("{", 1)).toThrow("run file: invalid JSON");
  expect(() => fromRunFile("{}", 1)).toThrow("run file: unknown format: undefined");
  expect(() => fromRunFile('{"format":"nabla-run","version":1}', 1)).toThrow("run file: missing losses");
});

test("a network is saved in the shape of its run, and weights of another shape are refused", () => {
  const shape = {kind: "safetensors", pixels: 64, classes: 3} as const;
  const weights = modelOf({...articleSettings, seed: 5}, shape).parameters;
  const [{content}] = modelFiles(articleSettings, Float32Array.from(weights), shape);
  expect(loadWeights(content as Uint8Array).weights).toEqual(Float32Array.from(weights));
  expect(() => modelFiles(articleSettings, Float32Array.from(weights), {...shape, pixels: 784})).toThrow(
    `save: mismatched weights: ${weights.length}; expected`
  );
});

test("seconds at a step lie between those of the reports around it", () => {
  const run = createRecord({id: 1, name: "", settings: articleSettings, source: "", count: 320});
  run.clock.push([10, 1], [20, 3]);
  expect([0, 5, 10, 15, 20, 99].map((step) => secondsAt(run, step))).toEqual([0, 0.5, 1, 2, 3, 3]);
});

test("precision and recall of a confusion matrix counted by hand", () => {
  // Two classes: 8 of ten 0s right, 3 of four 1s right.
  const [zero, one] = perClass(Uint32Array.of(8, 2, 1, 3));
  expect(zero).toEqual({precision: 8 / 9, recall: 8 / 10});
  expect(one).toEqual({precision: 3 / 5, recall: 3 / 4});
});

test("a chart's points as CSV, labels quoted where they must be", () => {
  const curves = [{label: 'Adam, "hot"', color: "red", points: [[1, 2]] as const}];
  expect(csvOf({curves, xLabel: "steps"})).toBe('curve,steps,value\n"Adam, ""hot""",1,2\n');
});
