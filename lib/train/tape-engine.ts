import type {Objective} from "../optim/rule.js";
import {createRng} from "../rng.js";
import {valueAndGrad} from "../tensor/grad.js";
import type {Floats} from "../tensor/tensor.js";
import {type Batch, createBatcher} from "./batch.js";
import {countCorrect} from "./correct.js";
import type {Engine, EngineSetup} from "./engine.js";
import {lossOf} from "./loss.js";
import {checkRule, copyOf, recallState} from "./memory.js";

/** Training on the tape: any layer, any rule but those that need a Hessian. The reference for faster engines. */
export function tapeEngine({model, data, loss, rule, settings: initial, batchSize, seed}: EngineSetup): Engine {
  if (rule.needs === "hessian")
    throw new Error(`fit: invalid optimizer: ${rule.name} needs a Hessian; expected one that needs gradients`);
  const theta = model.parameters;
  const gradient = theta.slice();
  const state = rule.init(theta.length, initial, theta);
  const gather = createBatcher(data, model, batchSize, loss === "mse");
  let rng = createRng(seed);
  let correct: number | undefined;

  const differentiate = (batch: Batch, at: Floats, out: Floats): number => {
    const {value, gradients} = valueAndGrad((...weights) => {
      const output = model.forward(batch.inputs, weights, {training: true, rng, logits: loss === "crossEntropy"});
      correct = loss === "crossEntropy" ? countCorrect(output.data, batch.labels) : undefined;
      return lossOf(loss, output, batch);
    })(...model.weights(at));
    model.layout.forEach(({offset}, i) => {
      out.set(gradients[i].data, offset);
    });
    return value.item();
  };

  return {
    name: "tape",
    step(indices, settings) {
      const batch = gather(indices);
      const value = differentiate(batch, theta, gradient);
      const before = correct;
      if (!Number.isFinite(value)) return value;
      const objective: Objective = {loss: value, valueAndGradient: (at, out) => differentiate(batch, at, out)};
      const delta = rule.update(gradient, state, settings, theta, objective);
      for (let i = 0; i < theta.length; ++i) theta[i] += delta[i];
      // A line search has looked elsewhere since.
      correct = before;
      return value;
    },
    correct: () => correct,
    state: () => copyOf(state),
    memory: () => ({rule: rule.name, seed: rng.seed(), state: copyOf(state)}),
    recall(memory) {
      checkRule(memory, rule);
      recallState(state, memory.state);
      rng = createRng(memory.seed);
    },
    sync() {}
  };
}
