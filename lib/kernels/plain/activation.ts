import {activationKinds} from "../activation-kind.js";
import type {Arena, Kernels} from "../kernels.js";
import {erf} from "./erf.js";

interface Pair {
  readonly f: (x: number) => number;
  /** f′, from the output or from the input as `activationKinds` says. */
  readonly slope: (s: number) => number;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const phi = (x: number) => 0.5 * (1 + erf(x * Math.SQRT1_2));
const density = (x: number) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
const C = Math.sqrt(2 / Math.PI);
const inner = (x: number) => C * (x + 0.044715 * x * x * x);

const pairs: Readonly<Record<keyof typeof activationKinds, Pair>> = {
  relu: {f: (x) => (x > 0 || Number.isNaN(x) ? x : 0), slope: (y) => (y > 0 ? 1 : 0)},
  leakyRelu: {f: (x) => (x > 0 ? x : 0.01 * x), slope: (y) => (y > 0 ? 1 : 0.01)},
  tanh: {f: Math.tanh, slope: (y) => 1 - y * y},
  sigmoid: {f: sigmoid, slope: (y) => y * (1 - y)},
  softplus: {f: (x) => (x > 20 ? x : Math.log1p(Math.exp(x))), slope: (x) => (x > 20 ? 1 : sigmoid(x))},
  geluErf: {f: (x) => x * phi(x), slope: (x) => phi(x) + x * density(x)},
  geluTanh: {
    f: (x) => 0.5 * x * (1 + Math.tanh(inner(x))),
    slope: (x) => {
      const t = Math.tanh(inner(x));
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * C * (1 + 3 * 0.044715 * x * x);
    }
  }
};

const byKind = new Map(Object.entries(activationKinds).map(([name, {kind}]) => [kind as number, name]));

function pairOf(kind: number): Pair {
  const name = byKind.get(kind);
  if (name === undefined) throw new Error(`internal: unknown activation kind: ${kind}`);
  return pairs[name as keyof typeof pairs];
}

export const activationKernels = ({f32}: Arena): Pick<Kernels, "activate" | "activateBackward"> => ({
  /** y ← f(x) */
  activate(kind, n, x, y) {
    const {f} = pairOf(kind);
    for (let i = 0; i < n; ++i) f32[y / 4 + i] = f(f32[x / 4 + i]);
  },
  /** dx ← dy·f′ */
  activateBackward(kind, n, saved, dy, dx) {
    const {slope} = pairOf(kind);
    for (let i = 0; i < n; ++i) f32[dx / 4 + i] = f32[dy / 4 + i] * slope(f32[saved / 4 + i]);
  }
});
