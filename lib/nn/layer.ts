import type {Rng} from "../rng.js";
import type {Shape} from "../tensor/shape.js";
import type {Floats, Tensor} from "../tensor/tensor.js";
import type {Activation} from "./activations.js";
import type {Initializer} from "./initializers.js";

/** A weight or bias that a layer asks for. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: Shape;
  readonly init: Initializer;
  /** Numbers that flow into, and out of, one unit: what the initialisers scale by. */
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Numbers that a layer keeps and updates itself, such as a running mean. Not trained. */
export interface BufferSpec {
  readonly name: string;
  readonly shape: Shape;
  readonly fill: number;
}

/** What a layer may use besides its input and parameters. */
export interface Context {
  readonly training: boolean;
  /** Chance for dropout. Needed in training only. */
  readonly rng?: Rng;
  /** This layer's buffers, updated in training. */
  readonly buffers: readonly Floats[];
  /** Leave out the activation: a loss on logits applies softmax itself. */
  readonly preActivation?: boolean;
}

/** A layer as plain JSON: what `layerFrom` reads. */
export interface LayerConfig {
  readonly type: string;
  readonly [option: string]: unknown;
}

/** One layer: what it needs, what it computes, and itself as data. Shapes are those of one example, without the batch. */
export interface Layer {
  readonly type: string;
  readonly config: LayerConfig;
  readonly activation?: Activation;
  readonly parameters: readonly ParameterSpec[];
  readonly buffers: readonly BufferSpec[];
  /** Shape of the input, where the layer alone fixes it. */
  readonly inputShape?: Shape;
  /** Shape of the output. Throws if `input` does not fit. */
  outputShape(input: Shape): Shape;
  /** x: [N, ...input]; result: [N, ...output]. */
  forward(x: Tensor, parameters: readonly Tensor[], context: Context): Tensor;
}
