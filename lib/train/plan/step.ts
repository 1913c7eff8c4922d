import type {Kernels, Pointer} from "../../kernels/index.js";

/** What a layer of a plan is built from. */
export interface Site {
  /** Where its input lies, [capacity, inputs], and where ∂J/∂input goes; 0 where nobody wants that. */
  readonly input: Pointer;
  readonly inputGradient: Pointer;
  /** Largest batch. */
  readonly capacity: number;
  /** Where parameters and their gradients lie, by name. */
  readonly weights: Readonly<Record<string, Pointer>>;
  readonly gradients: Readonly<Record<string, Pointer>>;
  /** Where running statistics lie, by name. */
  readonly buffers: Readonly<Record<string, Pointer>>;
  /** Scratch for `gemm`, shared by all layers. */
  readonly scratch: Pointer;
}

/** One layer with its buffers: n examples at a time, nothing allocated. */
export interface Step {
  readonly output: Pointer;
  /** Where ∂J/∂output is expected; `backward` may overwrite it. */
  readonly outputGradient: Pointer;
  forward(k: Kernels, n: number, training: boolean): void;
  backward(k: Kernels, n: number): void;
}
