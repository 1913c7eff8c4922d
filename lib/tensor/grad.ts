import {backward} from "./backward.js";
import {add, identity, mul} from "./elementwise.js";
import {withoutRecording, withRecording} from "./op.js";
import {sum} from "./reduce.js";
import {sameShape, showShape} from "./shape.js";
import {reshape, stack} from "./shaping.js";
import {ones, Tensor, zeros} from "./tensor.js";

/** A function of tensors. */
export type Fn = (...xs: Tensor[]) => Tensor;

/** How many gradients are being taken inside one another; the inner ones must be differentiable themselves. */
let depth = 0;

/** The nodes that a gradient flows through, parents before children (ids grow along the graph). */
export function topological(output: Tensor): Tensor[] {
  const seen = new Set<Tensor>([output]);
  const stack = [output];
  for (let node = stack.pop(); node; node = stack.pop())
    for (const p of node.parents)
      if (!seen.has(p)) {
        seen.add(p);
        stack.push(p);
      }
  return [...seen].sort((a, b) => a.id - b.id);
}

/** The reverse sweep: ∂(cotangent·output)/∂node for every node, by one pass from the output back. */
export function sweep(output: Tensor, cotangent: Tensor): Map<Tensor, Tensor> {
  const gradients = new Map<Tensor, Tensor>([[output, cotangent]]);
  const order = topological(output);
  for (let i = order.length - 1; i >= 0; --i) {
    const node = order[i];
    const g = gradients.get(node);
    if (!g || node.op === "leaf" || !node.tracked) continue;
    const parts = backward[node.op](g, node);
    node.parents.forEach((parent, j) => {
      const part = parts[j];
      if (!part || !parent.tracked) return;
      const before = gradients.get(parent);
      gradients.set(parent, before ? add(before, part) : part);
    });
  }
  return gradients;
}

/** A node of its own for an input, so that only this call's uses of it count. */
function track(x: Tensor): Tensor {
  if (x.tracked) return withRecording(() => identity(x)).named(x.label ?? "");
  return new Tensor(x.data, x.shape, x.dtype, "leaf", [], undefined, true, x.label);
}

/**
 * f(…xs), and a function from a cotangent u (shaped like the output) to the gradients of ⟨u, f⟩ in each x: the
 * vector–Jacobian products uᵀ·∂f/∂x.
 */
export function vjp(f: Fn, ...xs: Tensor[]): {value: Tensor; pull: (u: Tensor) => Tensor[]} {
  const nested = depth > 0;
  const leaves = xs.map(track);
  depth++;
  let value: Tensor;
  try {
    value = withRecording(() => f(...leaves));
  } finally {
    depth--;
  }
  const pull = (u: Tensor) => {
    if (!sameShape(u.shape, value.shape))
      throw new Error(
        `vjp: mismatched shapes: ${showShape(u.shape)} and ${showShape(value.shape)}; expected a cotangent shaped like the output`
      );
    const run = () => {
      const gradients = sweep(value, u);
      return leaves.map((leaf) => gradients.get(leaf) ?? zeros(leaf.shape, leaf.dtype));
    };
    return nested ? withRecording(run) : withoutRecording(run);
  };
  return {value, pull};
}

/** f's value and its gradient in every argument. f returns one number. */
export function valueAndGrad(f: Fn): (...xs: Tensor[]) => {value: Tensor; gradients: Tensor[]} {
  return (...xs) => {
    const {value, pull} = vjp(f, ...xs);
    if (value.size !== 1)
      throw new Error(`grad: invalid shape: ${showShape(value.shape)}; expected a function that returns one number`);
    return {value, gradients: pull(ones(value.shape, value.dtype))};
  };
}

/** ∇f: the gradient in the first argument. f returns one number. The result can be differentiated again. */
export function grad(f: Fn): Fn {
  return (...xs) => valueAndGrad(f)(...xs).gradients[0];
}

/** ∂f/∂x·v for f of one argument: the vector–Jacobian product of the vector–Jacobian product. */
export function jvp(f: Fn, x: Tensor, v: Tensor): Tensor {
  if (!sameShape(x.shape, v.shape))
    throw new Error(
      `jvp: mismatched shapes: ${showShape(v.shape)} and ${showShape(x.shape)}; expected a tangent shaped like x`
    );
  const output = withoutRecording(() => f(x));
  // u ↦ uᵀ·∂f/∂x is linear in u: its own transpose, applied to v, is what is asked for.
  return vjp((u) => vjp(f, x).pull(u)[0], zeros(output.shape, output.dtype)).pull(v)[0];
}

/** ∇²f·v, without the Hessian: the gradient of ⟨∇f, v⟩. v has the shape of x. */
export function hvp(f: Fn, x: Tensor, v: Tensor): Tensor {
  if (!sameShape(x.shape, v.shape))
    throw new Error(
      `hvp: mismatched shapes: ${showShape(v.shape)} and ${showShape(x.shape)}; expected a vector shaped like x`
    );
  return grad((z) => sum(mul(grad(f)(z), v)))(x);
}

/** ∂f/∂x, one row for each output: shape [outputs, inputs], both flattened. The result can be differentiated again. */
export function jacobian(f: Fn): (x: Tensor) => Tensor {
  return (x) => {
    const {value, pull} = vjp(f, x);
    const rows = Array.from({length: value.size}, (_, i) => {
      const u = zeros(value.shape, value.dtype);
      u.data[i] = 1;
      return reshape(pull(u)[0], [x.size]);
    });
    return rows.length ? stack(rows) : zeros([0, x.size], x.dtype);
  };
}

/** ∇²f, shape [n, n] for an x of n elements. The result can be differentiated again. */
export function hessian(f: Fn): (x: Tensor) => Tensor {
  return jacobian(grad(f));
}
