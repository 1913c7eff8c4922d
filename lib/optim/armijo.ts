import {common, learningRate, tolerance, zerosLike} from "./hyperparameters.js";
import type {Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";
import {dot, largest, required} from "./vectors.js";

type Settings = {learningRate: number; shrink: number; growth: number; c: number; gradientTolerance: number};

interface ArmijoState extends State {
  length: number;
}

/** After so many attempts, ηⁿ < 2⁻⁶⁰, no step is left that a double could tell from none; 1000 where η is nearly 1. */
const attemptsWith = (shrink: number): number => Math.min(1000, Math.ceil((60 * Math.LN2) / -Math.log(shrink)));

/**
 * Gradient descent with Armijo's line search: Δ = −t·g, where t is the first of t₀, ηt₀, η²t₀, … with
 * J(θ − t·g) ≤ J(θ) − c·t·|g|².
 *
 * t₀ is `growth` times the last t, and α at most and at first. The loss falls with every update. Converged once no slope
 * exceeds `gradientTolerance`, or no t lowers the loss any more.
 * Source: Armijo (1966); Nocedal and Wright (2006), Algorithm 3.1.
 */
export const armijoRule: Rule<Settings> = {
  name: "armijo",
  label: "Line search",
  needs: "objective",
  hyperparameters: {
    learningRate: {...learningRate(1, [1e-3, 10]), description: "The longest step length tried."},
    shrink: {
      label: "Shrink factor",
      tex: "\\eta",
      default: 0.5,
      limits: [0.01, 1],
      range: [0.1, 0.9],
      scale: "linear",
      description: "Multiplies the step length until the loss falls enough."
    },
    growth: {
      label: "Growth factor",
      tex: "\\gamma",
      default: 2,
      limits: [1, Infinity],
      range: [1, 10],
      scale: "linear",
      description: "How much longer than the last step the next may be."
    },
    c: {
      label: "Sufficient decrease",
      tex: "c",
      default: 1e-4,
      limits: [0, 1],
      range: [1e-5, 0.5],
      scale: "log",
      description: "The share of the decrease that the slope promises which is enough."
    },
    gradientTolerance: tolerance(1e-8)
  },
  quantities: {
    ...common,
    length: {tex: "t", code: "length", label: "Step length", kind: "scalar"}
  },
  tex: [
    String.raw`\term{length}{t} = \max_k \term{shrink}{\eta}^k t_0 \text{ with } J(\theta - \term{length}{t}\,\term{g}{g}) \le J(\theta) - \term{c}{c}\,\term{length}{t}\,|\term{g}{g}|^2,\quad \term{g}{g} = \nabla J(\theta)`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{length}{t}\,\term{g}{g}`
  ],
  about: "Straight down the slope, as far as pays: it tries a long step and shortens it until the loss falls enough.",
  init: (n, _, like): ArmijoState => ({t: 0, length: 0, delta: zerosLike(n, like)}),
  update(g, state, {learningRate, shrink, growth, c, gradientTolerance}, theta, given): Floats {
    const objective = required("armijo", given);
    const s = state as ArmijoState;
    const {delta} = s;
    const steepness = dot(g, g);
    const trial = theta.slice();
    const ignored = theta.slice();
    let length = s.length ? Math.min(learningRate, growth * s.length) : learningRate;
    s.t += 1;
    s.converged = largest(g) <= gradientTolerance;
    const attempts = attemptsWith(shrink);
    for (let i = 0; i < attempts && !s.converged; ++i) {
      for (let j = 0; j < trial.length; ++j) trial[j] = theta[j] - length * g[j];
      if (objective.valueAndGradient(trial, ignored) <= objective.loss - c * length * steepness) {
        s.length = length;
        for (let j = 0; j < g.length; ++j) delta[j] = -length * g[j];
        return delta;
      }
      length *= shrink;
    }
    s.converged = true;
    return delta.fill(0);
  }
};

export const armijo = factory(armijoRule);
