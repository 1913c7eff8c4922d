import {createRng} from "../rng.js";
import {add, mul, square, sub, type Tensor} from "../tensor/index.js";
import type {Surface} from "./surface.js";

/** One measurement: what went in and what came out. */
export interface Measurement {
  readonly input: number;
  readonly output: number;
}

/** 32 points near the line 0.8·u + 0.5, with noise. */
export const lineMeasurements: readonly Measurement[] = (() => {
  const rng = createRng(11);
  return Array.from({length: 32}, () => {
    const input = 0.6 + 1.1 * rng.normal();
    return {input, output: 0.8 * input + 0.5 + 0.5 * rng.normal()};
  });
})();

/** (1/2n) Σ (x·inputᵢ + y − outputᵢ)²: the loss of a line with slope x and height y on some measurements. */
export function leastSquaresLoss(measurements: readonly Measurement[]): Pick<Surface, "J"> {
  if (!measurements.length) throw new Error("leastSquaresLoss: missing measurements; expected at least one");
  const part = (x: Tensor, y: Tensor, {input, output}: Measurement) => square(sub(add(mul(x, input), y), output));
  return {
    J: (x, y) => {
      const [first, ...rest] = measurements;
      const total = rest.reduce((sum, m) => add(sum, part(x, y, m)), part(x, y, first));
      return mul(0.5 / measurements.length, total);
    }
  };
}

/** The line of least squares, by the normal equations. */
function bestLine(measurements: readonly Measurement[]): {x: number; y: number; loss: number} {
  const mean = (f: (m: Measurement) => number) => measurements.reduce((sum, m) => sum + f(m), 0) / measurements.length;
  const [u, z] = [mean(({input}) => input), mean(({output}) => output)];
  const x = mean((m) => (m.input - u) * (m.output - z)) / mean((m) => (m.input - u) ** 2);
  const y = z - x * u;
  return {x, y, loss: mean((m) => (x * m.input + y - m.output) ** 2) / 2};
}

export const leastSquares: Surface = {
  id: "leastSquares",
  name: "Least squares",
  tex: "\\tfrac1{64}\\sum_{i=1}^{32}\\left(x\\,u_i + y - z_i\\right)^2",
  ...leastSquaresLoss(lineMeasurements),
  minima: [bestLine(lineMeasurements)],
  domain: {x: [-1.8, 3.4], y: [-1.6, 2.4]},
  starts: [[-1.2, 1.9]],
  learningRate: 0.3,
  levels: "log",
  about:
    "A line through 32 points, slope x and height y: the loss is a mean over examples, so mini-batches make real noise.",
  source: "Seeded data from this library; half the mean squared error."
};
