import type {Level} from "../../kernels/index.js";
import {createRng} from "../../rng.js";
import {withoutRecording} from "../../tensor/op.js";
import {tensor} from "../../tensor/tensor.js";
import {gradientsAt, hessianAt} from "../evaluate.js";
import type {Surface} from "../surface.js";
import {CHUNK, createMachine} from "./machine.js";
import {traceHessian, traceSurface} from "./trace.js";

type Loss = Pick<Surface, "J">;

/** J and ∇J at many points: fills `loss`, `gx` and `gy`, one number for each of `xs` and `ys`. */
export type Evaluate = (
  xs: Float64Array,
  ys: Float64Array,
  loss: Float64Array,
  gx: Float64Array,
  gy: Float64Array
) => void;

export interface CompiledSurface {
  readonly evaluate: Evaluate;
  /** "compiled", or "autograd" for a J that is not element by element. */
  readonly kind: "compiled" | "autograd";
}

const cache = new WeakMap<Loss["J"], CompiledSurface>();

/**
 * J and its gradient as a flat list of array operations, traced once; the same numbers as the autograd up to the last
 * digits, and some hundred times faster. What it gives is compared with the autograd before it is trusted.
 */
export function compileSurface(surface: Loss): CompiledSurface {
  let compiled = cache.get(surface.J);
  if (!compiled) {
    compiled = compileSurfaceAt(surface);
    cache.set(surface.J, compiled);
  }
  return compiled;
}

/** `compileSurface` on a level of one's choice, not kept. */
export function compileSurfaceAt(surface: Loss, level?: Level): CompiledSurface {
  const evaluate = machineOf(surface, level);
  return evaluate && agrees(surface, evaluate)
    ? {evaluate, kind: "compiled"}
    : {evaluate: (...arrays) => byAutograd(surface, ...arrays), kind: "autograd"};
}

function machineOf(surface: Loss, level?: Level): Evaluate | undefined {
  const program = traceSurface(surface);
  if (!program) return undefined;
  const {inputs, outputs, run} = createMachine(program, level);
  const chunk: Evaluate = (xs, ys, ...results) => {
    const n = xs.length;
    inputs[0].set(xs);
    inputs[1].set(ys);
    run(n);
    for (let i = 0; i < 3; ++i) results[i].set(n < CHUNK ? outputs[i].subarray(0, n) : outputs[i]);
  };
  return (...arrays) => {
    const n = arrays[0].length;
    // Views cost more than a run on few points: none are made for what fits.
    if (n <= CHUNK) chunk(...arrays);
    else
      for (let first = 0; first < n; first += CHUNK) {
        const [xs, ys, loss, gx, gy] = arrays.map((a) => a.subarray(first, Math.min(n, first + CHUNK)));
        chunk(xs, ys, loss, gx, gy);
      }
  };
}

interface CompiledHessian {
  /** ∇²J at a point, row-major: [Jxx, Jxy, Jyx, Jyy]. */
  at(x: number, y: number): Float64Array;
  readonly kind: CompiledSurface["kind"];
}

const hessians = new WeakMap<Loss["J"], CompiledHessian>();

/** `hessianAt` as a program, traced once; the autograd where J cannot be traced, or where the two do not agree. */
export function compileHessian(surface: Loss): CompiledHessian {
  let compiled = hessians.get(surface.J);
  if (!compiled) {
    compiled = compileHessianAt(surface);
    hessians.set(surface.J, compiled);
  }
  return compiled;
}

/** `compileHessian` on a level of one's choice, not kept. */
export function compileHessianAt(surface: Loss, level?: Level): CompiledHessian {
  const slow = (x: number, y: number) => hessianAt(surface, x, y);
  const program = traceHessian(surface);
  if (!program) return {at: slow, kind: "autograd"};
  const {inputs, outputs, run} = createMachine(program, level);
  const fast = (x: number, y: number) => {
    inputs[0][0] = x;
    inputs[1][0] = y;
    run(1);
    return Float64Array.of(outputs[0][0], outputs[1][0], outputs[1][0], outputs[2][0]);
  };
  const rng = createRng(2);
  const points = Array.from({length: 16}, () => [6 * rng.uniform() - 3, 6 * rng.uniform() - 3] as const);
  return points.every(([x, y]) => close(fast(x, y), slow(x, y)))
    ? {at: fast, kind: "compiled"}
    : {at: slow, kind: "autograd"};
}

const byAutograd = (surface: Loss, ...[xs, ys, loss, gx, gy]: Parameters<Evaluate>) => {
  const [dx, dy] = gradientsAt(surface, xs, ys);
  loss.set(withoutRecording(() => surface.J(tensor(xs), tensor(ys))).data);
  gx.set(dx);
  gy.set(dy);
};

/** Whether loss and gradient are the autograd's at points that the trace has not seen, within 1e-9. */
function agrees(surface: Loss, evaluate: Evaluate): boolean {
  const n = 64;
  const rng = createRng(1);
  const points = () => Float64Array.from({length: n}, () => 6 * rng.uniform() - 3);
  const [xs, ys] = [points(), points()];
  const results = [evaluate, (...a: Parameters<Evaluate>) => byAutograd(surface, ...a)].map((f) => {
    const outputs = [0, 1, 2].map(() => new Float64Array(n));
    f(xs, ys, outputs[0], outputs[1], outputs[2]);
    return outputs.flatMap((o) => Array.from(o));
  });
  return close(results[0], results[1]);
}

const close = (found: ArrayLike<number>, expected: ArrayLike<number>) =>
  Array.from(found).every((v, i) => {
    const w = expected[i];
    return Object.is(v, w) || v === w || Math.abs(v - w) <= 1e-9 * Math.max(1, Math.abs(w));
  });
