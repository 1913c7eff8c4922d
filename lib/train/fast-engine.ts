import {createKernels, type Level} from "../kernels/index.js";
import {sizeOf} from "../tensor/shape.js";
import type {Engine, EngineFactory, EngineSetup} from "./engine.js";
import {isSparse, planSource} from "./plan/input.js";
import {createLayout} from "./plan/layout.js";
import {canPlan, planModel, takesSparse} from "./plan/plan.js";
import {planUpdate} from "./plan/update.js";

/**
 * Training by kernels over one arena: the data set as it came, parameters, activations, gradients, optimizer state.
 * Nothing is allocated in a step. Serves float32 models of dense, convolution, pooling, dropout and flatten layers with
 * any rule that asks for gradients only; undefined for others. Same seed, same level: the same weights, bit for bit.
 */
export const fastEngine: EngineFactory = (setup) => fastEngineAt()(setup);

/** `fastEngine` on a level of one's choice. */
export const fastEngineAt =
  (level?: Level): EngineFactory =>
  (setup) =>
    canPlan(setup.model) && setup.rule.needs === "gradient" ? build(setup, level) : undefined;

function build({model, data, loss, rule, settings: initial, batchSize, seed}: EngineSetup, level?: Level): Engine {
  const layout = createLayout();
  const capacity = Math.min(batchSize, data.count);
  const source = planSource(
    {
      data,
      count: data.count,
      capacity,
      sparse: takesSparse(model) && isSparse(data),
      ...(loss === "mse" && {outputs: sizeOf(model.outputShape)})
    },
    layout
  );
  const plan = planModel({model, loss, source, capacity, seed}, layout);
  const {theta, gradient, parameters: n} = plan;
  const update = planUpdate(rule, initial, {n, theta, gradient}, layout);
  const k = createKernels(layout.size, {level});
  source.fill(k, data, 0, data.count);
  plan.load(k);
  return {
    name: k.level,
    step(indices, settings) {
      const count = indices.length;
      source.gather(k, indices, true);
      const value = plan.loss(k, count, true);
      if (!Number.isFinite(value)) return value;
      plan.backward(k, count);
      update(k, settings);
      return value;
    },
    correct: () => plan.correct(k),
    state: () => update.state?.(),
    sync: () => plan.save(k)
  };
}
