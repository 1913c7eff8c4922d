/** An address in an arena: a byte offset. */
export type Pointer = number;

/** The kernels that move parameters by their gradients, in place. `n4` must be a multiple of 4. */
export interface UpdateKernels {
  addScaled(n4: number, theta: Pointer, delta: Pointer, scale: number): void;
  momentum(
    n4: number,
    theta: Pointer,
    g: Pointer,
    v: Pointer,
    beta: number,
    gain: number,
    ahead: number,
    along: number
  ): void;
  adapt(
    n4: number,
    theta: Pointer,
    g: Pointer,
    m: Pointer,
    v: Pointer,
    top: Pointer,
    beta1: number,
    gain1: number,
    beta2: number,
    gain2: number,
    along: number,
    ahead: number,
    share: number,
    inside: number,
    outside: number,
    keep: number
  ): void;
  adamax(
    n4: number,
    theta: Pointer,
    g: Pointer,
    m: Pointer,
    u: Pointer,
    beta1: number,
    gain1: number,
    beta2: number,
    inside: number,
    outside: number,
    alpha: number
  ): void;
  lion(
    n4: number,
    theta: Pointer,
    g: Pointer,
    m: Pointer,
    beta1: number,
    gain1: number,
    beta2: number,
    gain2: number,
    alpha: number,
    keep: number
  ): void;
  adadelta(
    n4: number,
    theta: Pointer,
    g: Pointer,
    v: Pointer,
    u: Pointer,
    rho: number,
    gain: number,
    epsilon: number,
    alpha: number
  ): void;
  rmsprop(
    n4: number,
    theta: Pointer,
    g: Pointer,
    v: Pointer,
    mean: Pointer,
    b: Pointer,
    rho: number,
    gain: number,
    inside: number,
    outside: number,
    mu: number,
    rate: number,
    along: number
  ): void;
  rprop(
    n4: number,
    theta: Pointer,
    g: Pointer,
    size: Pointer,
    previous: Pointer,
    moved: Pointer,
    down: number,
    up: number,
    smallest: number,
    largest: number,
    back: boolean
  ): void;

  blend(n4: number, x: Pointer, y: Pointer, keep: number, gain: number): void;
  scale(n4: number, x: Pointer, factor: number): void;
  clip(n4: number, x: Pointer, limit: number): void;
  sumOfSquares(n4: number, x: Pointer): number;
}
