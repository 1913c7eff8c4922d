import {symmetricEigen} from "./eigen.js";
import {common, learningRate, tolerance, zerosLike} from "./hyperparameters.js";
import type {Floats, Objective, Rule, State} from "./rule.js";
import {factory} from "./settings.js";
import {largest, required} from "./vectors.js";

type Settings = {learningRate: number; damping: number; curvature: string; gradientTolerance: number};

interface NewtonState extends State {
  d: Floats;
  /** Eigenvalues of the Hessian. */
  curvatures: Floats;
}

/**
 * Newton's method, damped: d = −(H + μI)⁻¹·g with H = ∇²J(θ), Δ = α·d.
 *
 * With α = 1 and μ = 0 one update lands on the stationary point of the parabola that fits J at θ, be it a minimum, a
 * maximum or a saddle point. `curvature: "absolute"` takes |H|, whose eigenvalues are the absolute values, and so leaves
 * saddle points instead. Directions without any curvature are left alone. Converged once no slope exceeds
 * `gradientTolerance`. Costs n gradients for H and n³ for solving, so it is meant for few parameters.
 * Source: Nocedal and Wright (2006), eq. 3.30; damping as Levenberg (1944); |H| from Dauphin et al. (2014).
 */
export const newtonRule: Rule<Settings> = {
  name: "newton",
  label: "Newton",
  needs: "hessian",
  hyperparameters: {
    learningRate: {...learningRate(1, [0.01, 2]), description: "The share of Newton's step that is taken."},
    damping: {
      label: "Damping",
      tex: "\\mu",
      default: 0,
      range: [0, 100],
      scale: "linear",
      description: "Added to every curvature: large values turn the step towards a short one down the slope."
    },
    curvature: {
      label: "Curvature",
      tex: "\\text{curvature}",
      default: "signed",
      choices: ["signed", "absolute"],
      description: "The Hessian as it is, or with the signs of its eigenvalues dropped, which leaves saddle points."
    },
    gradientTolerance: tolerance(1e-10)
  },
  quantities: {
    ...common,
    d: {tex: "d", code: "d", label: "Newton direction", kind: "vector", role: "direction"},
    curvatures: {tex: "\\lambda_k", code: "curvatures", label: "Curvatures", kind: "vector", role: "scale"}
  },
  tex: [
    String.raw`\left(\nabla^2 J(\theta) + \term{damping}{\mu}\,I\right) \term{d}{d} = -\term{g}{\nabla J(\theta)}`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} + \term{learningRate}{\alpha}\,\term{d}{d}`
  ],
  about: "Fits a parabola to the loss and jumps to where it is level.",
  init: (n, _, like): NewtonState => ({
    t: 0,
    d: zerosLike(n, like),
    curvatures: zerosLike(n, like),
    delta: zerosLike(n, like)
  }),
  update(g, state, {learningRate: alpha, damping, curvature, gradientTolerance}, theta, objective): Floats {
    const {d, curvatures, delta} = state as NewtonState;
    const n = g.length;
    const {values, vectors} = symmetricEigen(hessianOf("newton", objective, theta), n);
    state.t += 1;
    state.converged = largest(g) <= gradientTolerance;
    curvatures.set(values);
    d.fill(0);
    for (let k = 0; k < n; ++k) {
      const bend = (curvature === "absolute" ? Math.abs(values[k]) : values[k]) + damping;
      // A direction that is flat, but for rounding, gives no step.
      if (Math.abs(bend) <= 1e-14 * largest(values)) continue;
      let slope = 0;
      for (let i = 0; i < n; ++i) slope += vectors[k * n + i] * g[i];
      for (let i = 0; i < n; ++i) d[i] -= (slope / bend) * vectors[k * n + i];
    }
    for (let i = 0; i < n; ++i) delta[i] = state.converged ? 0 : alpha * d[i];
    return delta;
  }
};

/** ∇²J(θ). Throws where the caller has none to give. */
export function hessianOf(rule: string, objective: Objective | undefined, theta: Floats): Float64Array {
  const {hessian} = required(rule, objective);
  if (!hessian) throw new Error(`${rule}: missing Hessian; expected an objective with one, as descend() hands in`);
  return hessian.call(objective, theta);
}

export const newton = factory(newtonRule);
