import {
  adadelta,
  adagrad,
  adam,
  adamax,
  adamw,
  amsgrad,
  gradientDescent,
  lbfgs,
  momentum,
  nadam,
  nesterov,
  type Optimizer,
  radam,
  rmsprop,
  rprop,
  withDecoupledWeightDecay,
  withWeightDecay
} from "../../lib/optim/index.js";

/** PyTorch's hyperparameters, as the golden files write them; each optimizer has some. */
export interface TorchOptions {
  readonly lr: number;
  readonly momentum: number;
  readonly dampening: number;
  readonly nesterov: boolean;
  readonly betas: readonly [number, number];
  readonly eps: number;
  readonly weight_decay?: number;
  readonly amsgrad: boolean;
  readonly lr_decay: number;
  readonly initial_accumulator_value: number;
  readonly rho: number;
  readonly alpha: number;
  readonly centered: boolean;
  readonly momentum_decay: number;
  readonly etas: readonly [number, number];
  readonly step_sizes: readonly [number, number];
  readonly max_iter: number;
  readonly max_eval: number | null;
  readonly tolerance_grad: number;
  readonly tolerance_change: number;
  readonly history_size: number;
  readonly line_search_fn: string | null;
}

const moments = (o: TorchOptions) => ({
  learningRate: o.lr,
  beta1: o.betas[0],
  beta2: o.betas[1],
  epsilon: o.eps
});

const makers: Readonly<Record<string, (o: TorchOptions) => Optimizer>> = {
  SGD: (o) => {
    if (!o.momentum) return gradientDescent({learningRate: o.lr});
    const make = o.nesterov ? nesterov : momentum;
    return make({learningRate: o.lr, beta: o.momentum, dampening: o.dampening});
  },
  Adagrad: (o) =>
    adagrad({learningRate: o.lr, decay: o.lr_decay, initial: o.initial_accumulator_value, epsilon: o.eps}),
  Adadelta: (o) => adadelta({learningRate: o.lr, rho: o.rho, epsilon: o.eps}),
  RMSprop: (o) =>
    rmsprop({learningRate: o.lr, rho: o.alpha, momentum: o.momentum, centered: o.centered, epsilon: o.eps}),
  Adam: (o) => (o.amsgrad ? amsgrad(moments(o)) : adam(moments(o))),
  AdamW: (o) =>
    o.amsgrad
      ? withDecoupledWeightDecay(amsgrad(moments(o)), o.weight_decay ?? 0)
      : adamw({...moments(o), weightDecay: o.weight_decay}),
  Adamax: (o) => adamax(moments(o)),
  NAdam: (o) => nadam({...moments(o), momentumDecay: o.momentum_decay, convention: "pytorch-1.13"}),
  NAdamV2: (o) => nadam({...moments(o), momentumDecay: o.momentum_decay}),
  RAdam: (o) => radam(moments(o)),
  Rprop: (o) =>
    rprop({learningRate: o.lr, down: o.etas[0], up: o.etas[1], smallest: o.step_sizes[0], largest: o.step_sizes[1]}),
  LBFGS: (o) =>
    lbfgs({
      learningRate: o.lr,
      iterations: o.max_iter,
      evaluations: o.max_eval,
      gradientTolerance: o.tolerance_grad,
      changeTolerance: o.tolerance_change,
      historySize: o.history_size,
      lineSearch: o.line_search_fn === "strong_wolfe" ? "strongWolfe" : "none"
    })
};

/** PyTorch's optimizer in the library's words. Throws for a name that is not known. */
export function torchOptimizer(name: string, options: TorchOptions): Optimizer {
  if (!Object.hasOwn(makers, name))
    throw new Error(`golden: unknown optimizer: ${name}; expected one of ${Object.keys(makers).join(", ")}`);
  const made = makers[name](options);
  return options.weight_decay && name !== "AdamW" ? withWeightDecay(made, options.weight_decay) : made;
}
