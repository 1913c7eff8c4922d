import {common, learningRate, tolerance, zerosLike} from "./hyperparameters.js";
import type {Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";
import {strongWolfe} from "./strong-wolfe.js";
import {dot, largest, required, sumOfSizes} from "./vectors.js";

type Settings = {learningRate: number; formula: string; gradientTolerance: number};

interface ConjugateState extends State {
  d: Floats;
  before: Floats;
  beta: number;
  length: number;
  /** ∇J·d of the last direction, 0 before the first. */
  slope: number;
}

/**
 * Nonlinear conjugate gradient: d ← −g + β·d, Δ = t·d with t from a strong Wolfe search (c₂ = 0.1).
 *
 * β = max(0, g·(g − g₋₁)/|g₋₁|²) is Polak and Ribière's, β = |g|²/|g₋₁|² Fletcher and Reeves's; on a quadratic they are
 * the same, and n exact steps reach the minimum. Starts again from −g where d does not lead down. The first trial of t is
 * α·min(1, 1/Σ|g|), later the one whose first-order change of J equals the last. Converged once no slope exceeds
 * `gradientTolerance`, or the search finds nothing lower.
 * Source: Nocedal and Wright (2006), Algorithm 5.4, eqs. 5.41, 5.45 and 3.60.
 */
export const conjugateGradientRule: Rule<Settings> = {
  name: "conjugateGradient",
  label: "Conjugate gradient",
  needs: "objective",
  hyperparameters: {
    learningRate: {...learningRate(1, [0.01, 2]), description: "Scales the first trial of the first line search."},
    formula: {
      label: "Formula of β",
      tex: "\\beta",
      default: "polakRibiere",
      choices: ["polakRibiere", "fletcherReeves"],
      description: "How much of the last direction is kept."
    },
    gradientTolerance: tolerance(1e-10)
  },
  quantities: {
    ...common,
    d: {tex: "d", code: "d", label: "Direction", kind: "vector", role: "direction"},
    beta: {tex: "\\beta", code: "beta", label: "Share of the last direction", kind: "scalar"},
    length: {tex: "t", code: "length", label: "Step length", kind: "scalar"}
  },
  tex: [
    String.raw`\term{beta}{\beta} = \max\left(0, \frac{\term{g}{\nabla J(\theta)}^{\!\top}\left(\term{g}{\nabla J(\theta)} - \nabla J(\theta_{-1})\right)}{|\nabla J(\theta_{-1})|^2}\right)`,
    String.raw`\term{d}{d} \leftarrow -\term{g}{\nabla J(\theta)} + \term{beta}{\beta}\,\term{d}{d}`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} + \term{length}{t}\,\term{d}{d}`
  ],
  about: "Keeps just so much of the last direction that it does not undo what that one gained.",
  init: (n, _, like): ConjugateState => ({
    t: 0,
    d: zerosLike(n, like),
    before: zerosLike(n, like),
    beta: 0,
    length: 0,
    slope: 0,
    delta: zerosLike(n, like)
  }),
  update(g, state, {learningRate, formula, gradientTolerance}, theta, given): Floats {
    const objective = required("conjugateGradient", given);
    const s = state as ConjugateState;
    const {d, before, delta} = s;
    s.t += 1;
    delta.fill(0);
    s.converged = largest(g) <= gradientTolerance;
    if (s.converged) return delta;
    const last = s.slope;
    const size = dot(before, before);
    const overlap = formula === "fletcherReeves" ? 0 : dot(g, before);
    s.beta = size > 0 ? Math.max(0, (dot(g, g) - overlap) / size) : 0;
    for (let i = 0; i < d.length; ++i) d[i] = -g[i] + s.beta * d[i];
    s.slope = dot(g, d);
    if (!(s.slope < 0)) {
      s.beta = 0;
      for (let i = 0; i < d.length; ++i) d[i] = -g[i];
      s.slope = dot(g, d);
    }
    before.set(g);
    const fresh = learningRate * Math.min(1, 1 / sumOfSizes(g));
    const first = last < 0 && s.length > 0 ? (s.length * last) / s.slope : fresh;
    const found = strongWolfe(objective, {theta, d, loss: objective.loss, g, slope: s.slope}, {first, c2: 0.1});
    const {t: length} = found;
    s.length = length;
    s.converged = length === 0 || largest(found.g) <= gradientTolerance;
    for (let i = 0; i < d.length; ++i) delta[i] = length * d[i];
    return delta;
  }
};

export const conjugateGradient = factory(conjugateGradientRule);
