import type {Pointer, UpdateKernels} from "./update-kernels.js";

export type {Pointer};

/** How fast the numbers are: SIMD with a fused multiply-add, SIMD without, no WebAssembly SIMD at all. */
export type Level = "relaxed-simd" | "simd" | "typescript";

/** Columns of a tile of `sparseForward`. */
export const TILE = 16;

/** Floats of scratch memory that `gemm` wants. */
export const GEMM_SCRATCH = 8 * 256 + 32;

/** Operations of one round of `peak`: 48 multiply-adds, each counted as two. */
export const PEAK_OPERATIONS = 96;

/** One memory for a whole run, and views on all of it. It never grows, so the views stay good. */
export interface Arena {
  readonly buffer: ArrayBuffer;
  readonly f32: Float32Array;
  readonly u32: Uint32Array;
  readonly u8: Uint8Array;
}

/**
 * The kernels over one arena. Numbers are float32; matrices are row-major; lengths called `n4` must be multiples of 4.
 * What each computes is said where it is written: `lib/kernels/plain/` reads like the formulas, `lib/kernels/assembly/`
 * does the same four numbers at a time.
 */
export interface Kernels extends UpdateKernels {
  gemm(
    m: number,
    n: number,
    k: number,
    a: Pointer,
    b: Pointer,
    c: Pointer,
    transposeA: boolean,
    transposeB: boolean,
    accumulate: boolean,
    scratch: Pointer
  ): void;

  gatherBytes(source: Pointer, indices: Pointer, n: number, size: number, scale: number, to: Pointer): void;
  gatherFloats(source: Pointer, indices: Pointer, n: number, size: number, scale: number, to: Pointer): void;
  gatherLabels(source: Pointer, indices: Pointer, n: number, to: Pointer): void;
  oneHot(n: number, classes: number, labels: Pointer, to: Pointer): void;

  compressBytes(
    source: Pointer,
    indices: Pointer,
    n: number,
    size: number,
    scale: number,
    starts: Pointer,
    entries: Pointer
  ): void;
  compressFloats(
    source: Pointer,
    indices: Pointer,
    n: number,
    size: number,
    scale: number,
    starts: Pointer,
    entries: Pointer
  ): void;
  transposeEntries(rowStarts: Pointer, n: number, size: number, starts: Pointer, entries: Pointer): void;
  sparseForward(
    n: number,
    inputs: number,
    outputs: number,
    starts: Pointer,
    w: Pointer,
    bias: Pointer,
    z: Pointer
  ): void;
  sparseGradient(
    n: number,
    inputs: number,
    outputs: number,
    starts: Pointer,
    dz: Pointer,
    dw: Pointer,
    scratch: Pointer
  ): void;

  peak(n: number): number;

  copy(n: number, x: Pointer, y: Pointer): void;
  multiply(n4: number, x: Pointer, y: Pointer, z: Pointer): void;
  addRows(n: number, c: number, bias: Pointer, x: Pointer): void;
  sumRows(n: number, c: number, x: Pointer, to: Pointer): void;
  dropout(n: number, rate: number, state: Pointer, x: Pointer, mask: Pointer, y: Pointer): void;
  activate(kind: number, n4: number, x: Pointer, y: Pointer): void;
  activateBackward(kind: number, n4: number, saved: Pointer, dy: Pointer, dx: Pointer): void;

  im2col(
    x: Pointer,
    channels: number,
    h: number,
    w: number,
    kh: number,
    kw: number,
    sh: number,
    sw: number,
    ph: number,
    pw: number,
    oh: number,
    ow: number,
    to: Pointer
  ): void;
  col2im(
    columns: Pointer,
    channels: number,
    h: number,
    w: number,
    kh: number,
    kw: number,
    sh: number,
    sw: number,
    ph: number,
    pw: number,
    oh: number,
    ow: number,
    to: Pointer
  ): void;
  maxPool(
    planes: number,
    h: number,
    w: number,
    kh: number,
    kw: number,
    sh: number,
    sw: number,
    oh: number,
    ow: number,
    x: Pointer,
    y: Pointer,
    winners: Pointer
  ): void;
  maxPoolBackward(n: number, size: number, dy: Pointer, winners: Pointer, dx: Pointer): void;
  addPlanes(channels: number, size: number, bias: Pointer, x: Pointer): void;
  sumPlanes(channels: number, size: number, x: Pointer, to: Pointer): void;
  fill(n: number, x: Pointer, value: number): void;

  crossEntropy(n: number, c: number, logits: Pointer, labels: Pointer, backward: boolean, correct: Pointer): number;
  meanSquare(size: number, y: Pointer, t: Pointer, backward: boolean): number;
  softmax(n: number, c: number, x: Pointer): void;
  softmaxBackward(n: number, c: number, y: Pointer, dy: Pointer, dx: Pointer): void;

  batchNorm(
    n: number,
    channels: number,
    size: number,
    x: Pointer,
    y: Pointer,
    stats: Pointer,
    weight: Pointer,
    bias: Pointer,
    mean: Pointer,
    variance: Pointer,
    epsilon: number,
    momentum: number,
    training: boolean
  ): void;
  batchNormBackward(
    n: number,
    channels: number,
    size: number,
    x: Pointer,
    stats: Pointer,
    weight: Pointer,
    dy: Pointer,
    dWeight: Pointer,
    dBias: Pointer,
    dx: Pointer
  ): void;
  layerNorm(
    n: number,
    size: number,
    x: Pointer,
    y: Pointer,
    stats: Pointer,
    weight: Pointer,
    bias: Pointer,
    epsilon: number
  ): void;
  layerNormBackward(
    n: number,
    size: number,
    x: Pointer,
    stats: Pointer,
    weight: Pointer,
    dy: Pointer,
    dWeight: Pointer,
    dBias: Pointer,
    dx: Pointer
  ): void;
}
