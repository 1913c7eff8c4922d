import {moons} from "../../../lib/data/toy.js";
import {dense} from "../../../lib/nn/layers/dense.js";
import {sequential} from "../../../lib/nn/sequential.js";
import {gradientDescent, type Schedule, schedules} from "../../../lib/optim/index.js";
import {createRng} from "../../../lib/rng.js";
import {evaluate, tapeEngine} from "../../../lib/train/index.js";

export const STEPS = 800;
const BATCH = 4;
/** Steps between two looks at the whole data. */
export const LOOK = 8;

/** The schedules of the figure, by key; `constant` has none. */
export const courses: Readonly<Record<string, Schedule | undefined>> = {
  constant: undefined,
  step: schedules.step({every: STEPS / 4, factor: 0.3}),
  cosine: schedules.cosine({steps: STEPS}),
  warmUp: schedules.compose(schedules.warmUp({steps: STEPS / 10, from: 0.02}), schedules.cosine({steps: STEPS}))
};

export interface ScheduleRun {
  /** α of each step so far. */
  readonly rates: number[];
  /** Loss on the whole data, every `LOOK` steps. */
  readonly losses: number[];
}

/**
 * Trains the same small network from the same start on the same batches, once for each schedule, side by side. Yields
 * after every step of all of them; the runs grow in place.
 */
export function* scheduleRuns(
  runs: Readonly<Record<string, ScheduleRun>>,
  {learningRate, seed = 1}: {learningRate: number; seed?: number}
): Generator<number> {
  const data = moons(200, {seed: 4, noise: 0.25});
  const rng = createRng(seed);
  const setups = Object.entries(runs).map(([name, run]) => {
    const model = sequential([dense(2, 16, {activation: "tanh"}), dense(16, 2)], {seed: 3});
    const {rule, settings} = gradientDescent({learningRate});
    const engine = tapeEngine({model, data, loss: "crossEntropy", rule, settings, batchSize: BATCH, seed});
    return {run, model, engine, course: schedules.courseOf(courses[name])};
  });
  for (let k = 0; k <= STEPS; ++k) {
    const batch = Uint32Array.from({length: BATCH}, () => rng.integer(data.count));
    for (const {run, model, engine, course} of setups) {
      if (k % LOOK === 0) run.losses.push(evaluate(model, data).loss);
      const rate = course.rate(k, learningRate);
      run.rates.push(rate);
      engine.step(batch, {learningRate: rate});
    }
    yield k;
  }
}
