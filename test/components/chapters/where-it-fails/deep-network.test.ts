import {describe, expect, test} from "vitest";
import {gradientDescent} from "../../../../lib/optim/index.js";
import {
  type DeepOptions,
  type DepthReport,
  deepNetwork,
  factorPerLayer,
  trainDeep
} from "../../../../src/components/chapters/where-it-fails/deep-network.js";

const first = (options: DeepOptions) => trainDeep(deepNetwork(options), gradientDescent()).next().value as DepthReport;

test("orthogonal layers without activation keep signal and gradient, to 1e-12", () => {
  const {signal, gradient} = first({depth: 20, activation: "linear", init: "orthogonal"});
  expect(signal).toHaveLength(20);
  for (const s of signal) expect(Math.abs(s / signal[0] - 1)).toBeLessThan(1e-12);
  for (const g of gradient.slice(1)) expect(Math.abs(g / gradient[19] - 1)).toBeLessThan(1e-12);
});

test("a gain multiplies the signal once a layer, to 1e-12", () => {
  const {signal} = first({depth: 10, activation: "linear", init: "orthogonal", gain: 1.5});
  signal.forEach((s, i) => {
    expect(Math.abs(s / (signal[0] * 1.5 ** i) - 1)).toBeLessThan(1e-12);
  });
});

test("sigmoid layers lose most of the gradient each; tanh with LeCun's start keeps nearly all", () => {
  expect(factorPerLayer(first({depth: 20, activation: "sigmoid", init: "glorotUniform"}))).toBeLessThan(0.3);
  expect(factorPerLayer(first({depth: 20, activation: "tanh", init: "lecunNormal"}))).toBeGreaterThan(0.9);
});

test("weights of zero pass no gradient on at all", () => {
  const {gradient} = first({depth: 5, activation: "relu", init: "zeros"});
  expect(gradient).toEqual([0, 0, 0, 0, 0]);
});

describe("over 200 steps", () => {
  const trained = (options: DeepOptions, steps = 200) => {
    let last: DepthReport | undefined;
    let n = 0;
    for (const report of trainDeep(deepNetwork(options), gradientDescent({learningRate: 0.1}))) {
      last = report;
      if (n++ === steps) break;
    }
    return last as DepthReport;
  };

  test("a deep sigmoid network learns nothing, and a tanh one learns", () => {
    expect(trained({depth: 12, activation: "sigmoid", init: "glorotUniform"}).loss).toBeGreaterThan(0.69);
    expect(trained({depth: 12, activation: "tanh", init: "lecunNormal"}).loss).toBeLessThan(0.4);
  });

  test("skip connections rescue the sigmoid network", () => {
    expect(trained({depth: 12, activation: "sigmoid", init: "glorotUniform", cure: "skip"}).loss).toBeLessThan(0.4);
  });

  test("a large gain explodes, and the run ends at the first loss that is not finite", () => {
    const model = deepNetwork({depth: 20, activation: "relu", init: "heNormal", gain: 2});
    const run = trainDeep(model, gradientDescent({learningRate: 0.1}));
    const reports: DepthReport[] = [];
    for (let r = run.next(); !r.done && reports.length < 50; r = run.next()) reports.push(r.value);
    expect(reports.length).toBeLessThan(50);
    expect(Number.isFinite(reports.at(-1)?.loss)).toBe(false);
  });
});
