import {add, div, exp, log, mul, neg, pow, relu, sub, tanh} from "./elementwise.js";
import {sweep, topological} from "./grad.js";
import {type GraphNode, graphFrom} from "./graph.js";
import {withRecording} from "./op.js";
import {ones, Tensor, tensor} from "./tensor.js";

/** ∂(what `backward` was last called on)/∂node. */
const gradients = new WeakMap<Tensor, number>();

/**
 * One number that remembers how it was made: the tensors of this library, written as in micrograd (Karpathy 2020).
 *
 * ```ts
 * const a = scalar(-4, "a");
 * const b = a.times(a).plus(1).tanh();
 * b.backward();
 * a.gradient; // ∂b/∂a
 * ```
 */
export class Scalar {
  constructor(readonly tensor: Tensor) {}

  get value(): number {
    return this.tensor.item();
  }

  /** 0 before `backward`, and for a number that the result does not depend on. */
  get gradient(): number {
    return gradients.get(this.tensor) ?? 0;
  }

  plus(other: Scalar | number): Scalar {
    return this.with(add, other);
  }

  minus(other: Scalar | number): Scalar {
    return this.with(sub, other);
  }

  times(other: Scalar | number): Scalar {
    return this.with(mul, other);
  }

  over(other: Scalar | number): Scalar {
    return this.with(div, other);
  }

  power(other: Scalar | number): Scalar {
    return this.with(pow, other);
  }

  negated(): Scalar {
    return this.through(neg);
  }

  exp(): Scalar {
    return this.through(exp);
  }

  log(): Scalar {
    return this.through(log);
  }

  tanh(): Scalar {
    return this.through(tanh);
  }

  relu(): Scalar {
    return this.through(relu);
  }

  /** Names the number in a drawn graph. */
  named(label: string): this {
    this.tensor.named(label);
    return this;
  }

  /** Sets the gradient of every number that this one was made from; gradients of an earlier call are forgotten. */
  backward(): void {
    const found = sweep(this.tensor, ones([]));
    for (const node of topological(this.tensor)) gradients.set(node, found.get(node)?.item() ?? 0);
  }

  /** The whole computation, ready to be drawn. */
  graph(): GraphNode[] {
    return graphFrom(this.tensor);
  }

  private with(op: (a: Tensor, b: Tensor | number) => Tensor, other: Scalar | number): Scalar {
    return new Scalar(withRecording(() => op(this.tensor, other instanceof Scalar ? other.tensor : other)));
  }

  private through(op: (x: Tensor) => Tensor): Scalar {
    return new Scalar(withRecording(() => op(this.tensor)));
  }
}

/** A number to differentiate by. */
export function scalar(value: number, label?: string): Scalar {
  const {data, shape, dtype} = tensor(value);
  return new Scalar(new Tensor(data, shape, dtype, "leaf", [], undefined, true, label));
}
