/** Eigenvalues of a symmetric matrix and their unit vectors: vector k is `vectors[k·n … k·n + n − 1]`. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/**
 * Diagonalises a symmetric n×n matrix (row-major) by cyclic Jacobi rotations, in no particular order of the eigenvalues.
 * Meant for small n: one sweep costs about 4n³ multiplications, and six or so sweeps suffice.
 * Source: Golub and Van Loan (2013), section 8.5.
 */
export function symmetricEigen(matrix: ArrayLike<number>, n: number): Eigen {
  const a = Float64Array.from(matrix);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; ++i) v[i * n + i] = 1;
  for (let sweep = 0; sweep < 50; ++sweep) {
    let off = 0;
    let all = 0;
    for (let i = 0; i < n; ++i)
      for (let j = 0; j < n; ++j) {
        const square = a[i * n + j] ** 2;
        all += square;
        if (i !== j) off += square;
      }
    if (!(off > 1e-32 * all)) break;
    for (let p = 0; p < n; ++p) for (let q = p + 1; q < n; ++q) rotate(a, v, n, p, q);
  }
  return {values: Float64Array.from({length: n}, (_, i) => a[i * n + i]), vectors: v};
}

/** One rotation that makes a[p, q] zero. The rows of v turn with it. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q];
  if (apq === 0) return;
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(tangent, 1);
  const s = tangent * c;
  for (let k = 0; k < n; ++k) {
    const kp = a[k * n + p];
    const kq = a[k * n + q];
    a[k * n + p] = c * kp - s * kq;
    a[k * n + q] = s * kp + c * kq;
  }
  for (const m of [a, v])
    for (let k = 0; k < n; ++k) {
      const pk = m[p * n + k];
      const qk = m[q * n + k];
      m[p * n + k] = c * pk - s * qk;
      m[q * n + k] = s * pk + c * qk;
    }
}
