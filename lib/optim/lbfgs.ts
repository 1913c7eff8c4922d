import {common, learningRate, tolerance, zerosLike} from "./hyperparameters.js";
import {emptyHistory, type History, quasiNewtonDirection, remember} from "./lbfgs-history.js";
import type {Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";
import {strongWolfe} from "./strong-wolfe.js";
import {dot, largest, required, sumOfSizes} from "./vectors.js";

type Settings = {
  learningRate: number;
  historySize: number;
  lineSearch: string;
  iterations: number;
  evaluations: number | null;
  gradientTolerance: number;
  changeTolerance: number;
};

interface LbfgsState extends State {
  d: Floats;
  length: number;
  history: History;
  /** Iterations over all updates; the first takes the plain gradient. */
  n: number;
  before: Floats;
  s: Floats;
  y: Floats;
}

/**
 * L-BFGS: d = −H·∇J, where H approximates the inverse Hessian from the last few pairs of steps and changes of gradient;
 * Δ = t·d, where t satisfies the strong Wolfe conditions, or is α.
 *
 * The first step is t = α·min(1, 1/Σ|g|). One update makes up to `iterations` of these, but no more once it has
 * evaluated J `evaluations` times (5/4 as many unless told). It has converged when no slope exceeds `gradientTolerance`
 * or d no longer leads down. PyTorch's `LBFGS` is the same with 20 iterations, a history of 100 and no line search
 * unless told.
 * Source: Nocedal and Wright (2006), Algorithms 7.4 and 7.5.
 */
export const lbfgsRule: Rule<Settings> = {
  name: "lbfgs",
  label: "L-BFGS",
  needs: "objective",
  hyperparameters: {
    learningRate: {...learningRate(1, [0.01, 2]), description: "The step length, or the first that the search tries."},
    historySize: {
      label: "History",
      tex: "k",
      default: 10,
      limits: [1, 1001],
      range: [1, 20],
      integer: true,
      scale: "linear",
      description: "How many pairs of steps and changes of gradient it remembers."
    },
    lineSearch: {
      label: "Line search",
      tex: "\\text{line search}",
      default: "strongWolfe",
      choices: ["strongWolfe", "none"],
      description: "How the step length is found; without a search it is the learning rate."
    },
    iterations: {
      label: "Iterations",
      tex: "n",
      default: 1,
      limits: [1, 1001],
      range: [1, 20],
      integer: true,
      scale: "linear",
      description: "How many iterations one update makes at most."
    },
    evaluations: {
      label: "Evaluations",
      tex: "n_J",
      default: null,
      description:
        "An update that has evaluated J this often begins no further iteration; 5/4 of the iterations unless told."
    },
    gradientTolerance: tolerance(1e-7),
    changeTolerance: {
      ...tolerance(1e-9),
      label: "Tolerance of changes",
      tex: "\\tau_\\Delta",
      description: "An update ends early when neither θ nor J changes by more."
    }
  },
  quantities: {
    ...common,
    d: {tex: "d", code: "d", label: "Direction", kind: "vector", role: "direction"},
    length: {tex: "t", code: "length", label: "Step length", kind: "scalar"},
    s: {tex: "s", code: "s", label: "Step before", kind: "vector"},
    y: {tex: "y", code: "y", label: "Change of gradient", kind: "vector"}
  },
  tex: [
    String.raw`\term{y}{y} = \term{g}{\nabla J(\theta)} - \nabla J(\theta_{-1}),\quad \term{s}{s} = \theta - \theta_{-1}`,
    String.raw`\term{d}{d} = -H\,\term{g}{\nabla J(\theta)},\quad H \approx \left(\nabla^2 J\right)^{-1} \text{ from the last pairs } \term{s}{s}, \term{y}{y}`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} + \term{length}{t}\,\term{d}{d}`
  ],
  about: "Learns the curvature from its last steps, and so comes near Newton's step for the price of gradients.",
  init: (n, _, like): LbfgsState => ({
    t: 0,
    d: zerosLike(n, like),
    length: 0,
    history: emptyHistory(),
    n: 0,
    before: zerosLike(n, like),
    s: zerosLike(n, like),
    y: zerosLike(n, like),
    delta: zerosLike(n, like)
  }),
  update(gradient, state, h, theta, given): Floats {
    const objective = required("lbfgs", given);
    const {d, history, before, s, y, delta} = state as LbfgsState;
    const memory = state as LbfgsState;
    const evaluations = h.evaluations ?? Math.floor((h.iterations * 5) / 4);
    const point = theta.slice();
    let g: Floats = gradient.slice();
    let {loss} = objective;
    let spent = 1;
    state.t += 1;
    delta.fill(0);
    state.converged = largest(g) <= h.gradientTolerance;
    for (let i = 1; i <= h.iterations && !state.converged; ++i) {
      memory.n += 1;
      if (memory.n === 1) for (let j = 0; j < g.length; ++j) d[j] = -g[j];
      else {
        for (let j = 0; j < g.length; ++j) {
          y[j] = g[j] - before[j];
          s[j] = memory.length * d[j];
        }
        remember(history, s, y, h.historySize);
        quasiNewtonDirection(history, g, d);
      }
      before.set(g);
      const lossBefore = loss;
      const slope = dot(g, d);
      const first = h.learningRate * (memory.n === 1 ? Math.min(1, 1 / sumOfSizes(g)) : 1);
      memory.length = first;
      state.converged = slope > -h.changeTolerance;
      if (state.converged) break;
      if (h.lineSearch === "strongWolfe") {
        const found = strongWolfe(objective, {theta: point, d, loss, g, slope}, {first});
        ({loss, g} = found);
        memory.length = found.t;
        spent += found.evaluations;
      }
      for (let j = 0; j < g.length; ++j) {
        point[j] += memory.length * d[j];
        delta[j] += memory.length * d[j];
      }
      if (h.lineSearch === "none") {
        if (i === h.iterations) break;
        loss = objective.valueAndGradient(point, g);
        spent += 1;
      }
      state.converged = largest(g) <= h.gradientTolerance;
      const still = memory.length * largest(d) <= h.changeTolerance || Math.abs(loss - lossBefore) < h.changeTolerance;
      if (spent >= evaluations || still) break;
    }
    return delta;
  }
};

export const lbfgs = factory(lbfgsRule);
