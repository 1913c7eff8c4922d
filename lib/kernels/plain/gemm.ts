/** A flat row-major matrix. */
type Floats = Float64Array | Float32Array;

export interface GemmOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** Add to C instead of replacing it. */
  readonly accumulate?: boolean;
}

/**
 * C ← op(A)·op(B), or C ← C + op(A)·op(B) with `accumulate`.
 *
 * op(A): [m, k], op(B): [k, n], C: [m, n], all row-major; op is the transpose where asked for. `offsets` are the first
 * elements of A, B and C, so that one call serves one matrix of a batch.
 */
export function gemm(
  m: number,
  n: number,
  k: number,
  a: Floats,
  b: Floats,
  c: Floats,
  {transposeA = false, transposeB = false, accumulate = false}: GemmOptions = {},
  [a0, b0, c0]: readonly [number, number, number] = [0, 0, 0]
): void {
  if (!accumulate) c.fill(0, c0, c0 + m * n);
  if (transposeB) {
    // Rows of op(B)'s transpose are contiguous: dot products.
    for (let i = 0; i < m; ++i) {
      for (let j = 0; j < n; ++j) {
        let s = 0;
        if (transposeA) for (let p = 0; p < k; ++p) s += a[a0 + p * m + i] * b[b0 + j * k + p];
        else for (let p = 0, ai = a0 + i * k, bj = b0 + j * k; p < k; ++p) s += a[ai + p] * b[bj + p];
        c[c0 + i * n + j] += s;
      }
    }
    return;
  }
  // Rows of B are contiguous: add multiples of them to rows of C; a zero of A (most of a digit) costs nothing.
  for (let i = 0; i < m; ++i) {
    const ci = c0 + i * n;
    for (let p = 0; p < k; ++p) {
      const s = transposeA ? a[a0 + p * m + i] : a[a0 + i * k + p];
      if (s === 0) continue;
      const bp = b0 + p * n;
      for (let j = 0; j < n; ++j) c[ci + j] += s * b[bp + j];
    }
  }
}
