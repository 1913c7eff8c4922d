import {type Fn, sweep, topological} from "./grad.js";
import {withRecording} from "./op.js";
import {ones, Tensor} from "./tensor.js";

/** One node of a computation, ready to be drawn. */
export interface GraphNode {
  /** 0, 1, 2, … in the order of the computation. */
  readonly id: number;
  readonly op: string;
  /** Ids of the inputs, in the op's order. */
  readonly parents: readonly number[];
  readonly label?: string;
  readonly value: Tensor;
  /** ∂output/∂node; absent where none flows. */
  readonly gradient?: Tensor;
}

/** Runs f at xs and gives the whole computation back, parents first, the output last. */
export function graphOf(f: Fn, ...xs: Tensor[]): GraphNode[] {
  return withRecording(() => {
    const leaves = xs.map((x) => new Tensor(x.data, x.shape, x.dtype, "leaf", [], undefined, true, x.label));
    return graphFrom(f(...leaves));
  });
}

/** The computation that made a tensor, as far as it was recorded. */
export function graphFrom(output: Tensor): GraphNode[] {
  const gradients = sweep(output, ones(output.shape, output.dtype));
  const order = topological(output);
  const ids = new Map(order.map((node, i) => [node, i]));
  return order.map((node, id) => ({
    id,
    op: node.op,
    parents: node.parents.map((p) => ids.get(p) ?? -1),
    label: node.label || undefined,
    value: node,
    gradient: node.tracked ? gradients.get(node) : undefined
  }));
}
