import {type Eigen, symmetricEigen} from "./eigen.js";
import {common, tolerance, zerosLike} from "./hyperparameters.js";
import {hessianOf} from "./newton.js";
import type {Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";
import {dot, largest, required} from "./vectors.js";

type Settings = {initialRadius: number; largestRadius: number; acceptance: number; gradientTolerance: number};

interface TrustRegionState extends State {
  p: Floats;
  radius: number;
  /** Actual over predicted decrease of the last trial. */
  rho: number;
}

/**
 * Newton's method in a trust region: p minimises g·p + ½pᵀHp over |p| ≤ r; Δ = p if the loss falls by at least a share η
 * of what the parabola promised, and 0 otherwise; r shrinks to a quarter where the promise was bad, and doubles where it
 * was good and p reached the edge.
 *
 * Never goes up, and leaves saddle points. The subproblem is solved exactly, so it is meant for few parameters.
 * Source: Nocedal and Wright (2006), Algorithm 4.1; the subproblem as in Moré and Sorensen (1983).
 */
export const trustRegionRule: Rule<Settings> = {
  name: "trustRegion",
  label: "Trust region",
  needs: "hessian",
  hyperparameters: {
    initialRadius: {
      label: "First radius",
      tex: "r_0",
      default: 0.5,
      limits: [1e-12, Infinity],
      range: [1e-3, 10],
      scale: "log",
      description: "How far the parabola is trusted at first."
    },
    largestRadius: {
      label: "Largest radius",
      tex: "r_{\\max}",
      default: 10,
      limits: [1e-12, Infinity],
      range: [0.1, 100],
      scale: "log",
      description: "How far it is ever trusted."
    },
    acceptance: {
      label: "Acceptance",
      tex: "\\eta",
      default: 0.1,
      limits: [0, 0.25],
      range: [0, 0.24],
      scale: "linear",
      description: "The share of the promised decrease that makes a step welcome."
    },
    gradientTolerance: tolerance(1e-10)
  },
  quantities: {
    ...common,
    p: {tex: "p", code: "p", label: "Trial step", kind: "vector", role: "direction"},
    radius: {tex: "r", code: "radius", label: "Radius now", kind: "scalar"},
    rho: {tex: "\\rho", code: "rho", label: "Actual over promised decrease", kind: "scalar"}
  },
  tex: [
    String.raw`\term{p}{p} = \arg\min_{|p| \le \term{radius}{r}} \term{g}{\nabla J(\theta)}^{\!\top} p + \tfrac12\,p^{\!\top} \nabla^2 J(\theta)\,p`,
    String.raw`\term{rho}{\rho} = \frac{J(\theta) - J(\theta + \term{p}{p})}{\text{decrease that the parabola promised}}`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} + \term{p}{p} \text{ if } \term{rho}{\rho} > \term{acceptance}{\eta};\quad \term{radius}{r} \leftarrow \tfrac14 r,\ r \text{ or } 2r`
  ],
  about: "Newton's parabola, believed only as far as it has lately told the truth.",
  init: (n, {initialRadius}, like): TrustRegionState => ({
    t: 0,
    p: zerosLike(n, like),
    radius: initialRadius,
    rho: 1,
    delta: zerosLike(n, like)
  }),
  update(g, state, {largestRadius, acceptance, gradientTolerance}, theta, given): Floats {
    const objective = required("trustRegion", given);
    const s = state as TrustRegionState;
    const {p, delta} = s;
    s.t += 1;
    delta.fill(0);
    s.converged = largest(g) <= gradientTolerance;
    if (s.converged) return delta;
    const model = symmetricEigen(hessianOf("trustRegion", objective, theta), g.length);
    const promised = boundedMinimum(model, g, s.radius, p);
    const there = theta.map((x, i) => x + p[i]);
    const decrease = objective.loss - objective.valueAndGradient(there, theta.slice());
    // Where both are lost in the rounding of J there is nothing left to gain or to learn.
    const negligible = promised <= 4 * Number.EPSILON * Math.max(Math.abs(objective.loss), Number.MIN_VALUE);
    s.rho = negligible ? 1 : decrease / promised;
    const length = Math.sqrt(dot(p, p));
    if (!(s.rho >= 0.25)) s.radius = length / 4;
    else if (s.rho > 0.75 && length > 0.99 * s.radius) s.radius = Math.min(2 * s.radius, largestRadius);
    if (s.rho > acceptance) delta.set(p);
    return delta;
  }
};

/**
 * Writes into p the minimum of g·p + ½pᵀHp over |p| ≤ radius, and returns how far it lies below 0. In the eigenvectors of
 * H, p(μ) = −Σ (qₖ·g)/(λₖ + μ)·qₖ; the μ ≥ max(0, −λ_min) with |p(μ)| = radius is found by bisection.
 */
export function boundedMinimum({values, vectors}: Eigen, g: Floats, radius: number, p: Floats): number {
  const n = g.length;
  const slopes = values.map((_, k) => dot(g, vectors.subarray(k * n, k * n + n)));
  const least = Math.min(...values);
  const steepest = values.indexOf(least);
  const along = (mu: number) => slopes.map((slope, k) => (slope === 0 ? 0 : -slope / (values[k] + mu)));
  const length = (mu: number) => Math.hypot(...along(mu));
  const bottom = Math.max(0, -least);
  let coefficients = along(bottom);
  if (!(least > 0) || !(Math.hypot(...coefficients) <= radius)) {
    let low = bottom;
    let high = bottom + Math.hypot(...slopes) / radius;
    for (let i = 0; i < 200 && high > low; ++i) {
      const middle = (low + high) / 2;
      if (middle === low || middle === high) break;
      if (length(middle) > radius) low = middle;
      else high = middle;
    }
    coefficients = along(high);
    // The hard case: g has no part along the direction of most negative curvature, so go to the edge along it.
    const rest = radius ** 2 - Math.hypot(...coefficients) ** 2;
    if (least < 0 && rest > 1e-8 * radius ** 2) coefficients[steepest] += Math.sqrt(rest);
  }
  let change = 0;
  p.fill(0);
  for (let k = 0; k < n; ++k) {
    change += slopes[k] * coefficients[k] + 0.5 * values[k] * coefficients[k] ** 2;
    for (let i = 0; i < n; ++i) p[i] += coefficients[k] * vectors[k * n + i];
  }
  return -change;
}

export const trustRegion = factory(trustRegionRule);
