import type {Floats} from "../../tensor/tensor.js";

/** A plane in the space of the weights: centre + a·first + b·second, the two directions orthonormal. */
export interface Plane {
  readonly centre: Float64Array;
  readonly directions: readonly [Float64Array, Float64Array];
  /** Where each point of the path falls on the plane: [a, b]. */
  readonly path: readonly (readonly [number, number])[];
  /** Share of the path's spread around its mean that each direction explains. */
  readonly explained: readonly [number, number];
}

/**
 * The plane of the two principal directions of a path of weights, through its mean.
 *
 * With m points of n numbers, m ≪ n, the directions come from the m×m Gram matrix of the centred points: if
 * XXᵀu = λu, then Xᵀu/√λ is a unit eigenvector of XᵀX. Source: Lorch (2016); Li et al. (2018), section 7.
 * @throws `principalPlane: …` for fewer than three points
 */
export function principalPlane(points: readonly Floats[]): Plane {
  const m = points.length;
  if (m < 3) throw new Error(`principalPlane: invalid number of points: ${m}; expected at least 3`);
  const n = points[0].length;
  const centre = new Float64Array(n);
  for (const p of points) for (let i = 0; i < n; ++i) centre[i] += p[i] / m;
  const gram = new Float64Array(m * m);
  for (let a = 0; a < m; ++a)
    for (let b = 0; b <= a; ++b) {
      let dot = 0;
      for (let i = 0; i < n; ++i) dot += (points[a][i] - centre[i]) * (points[b][i] - centre[i]);
      gram[a * m + b] = gram[b * m + a] = dot;
    }
  const total = Array.from({length: m}, (_, i) => gram[i * m + i]).reduce((a, b) => a + b, 0);
  const eigen = symmetricEigen(gram, m);
  const directions = eigen.slice(0, 2).map(({value, vector}) => {
    const d = new Float64Array(n);
    const scale = 1 / Math.sqrt(Math.max(value, 1e-300));
    for (let a = 0; a < m; ++a) for (let i = 0; i < n; ++i) d[i] += scale * vector[a] * (points[a][i] - centre[i]);
    return d;
  });
  const share = (k: number) => (total > 0 ? Math.max(0, eigen[k].value) / total : 0);
  // A point's coordinate along Xᵀu/√λ is √λ·u of that point.
  const along = (k: number, a: number) => Math.sqrt(Math.max(0, eigen[k].value)) * eigen[k].vector[a];
  return {
    centre,
    directions: [directions[0], directions[1]],
    path: points.map((_, a) => [along(0, a), along(1, a)] as const),
    explained: [share(0), share(1)]
  };
}

/**
 * J on a grid of the plane, row by row from b's lowest: `value` is called once a grid point. Yields after each row, so
 * that a caller may breathe.
 */
export function* lossGrid(
  {centre, directions: [u, v]}: Plane,
  {a, b, size}: {a: readonly [number, number]; b: readonly [number, number]; size: number},
  value: (theta: Float32Array) => number
): Generator<number, Float64Array, undefined> {
  const out = new Float64Array(size * size);
  const theta = new Float32Array(centre.length);
  for (let row = 0; row < size; ++row) {
    const y = b[0] + ((b[1] - b[0]) * row) / (size - 1);
    for (let column = 0; column < size; ++column) {
      const x = a[0] + ((a[1] - a[0]) * column) / (size - 1);
      for (let i = 0; i < theta.length; ++i) theta[i] = centre[i] + x * u[i] + y * v[i];
      out[row * size + column] = value(theta);
    }
    yield row;
  }
  return out;
}

/** Eigenvalues, largest first, and unit eigenvectors of a symmetric matrix, by Jacobi's rotations. */
export function symmetricEigen(matrix: Float64Array, n: number): {value: number; vector: Float64Array}[] {
  const a = matrix.slice();
  const q = Float64Array.from({length: n * n}, (_, i) => Number(i % (n + 1) === 0));
  for (let sweep = 0; sweep < 60; ++sweep) {
    let off = 0;
    for (let i = 0; i < n; ++i) for (let j = 0; j < i; ++j) off += a[i * n + j] ** 2;
    const scale = Array.from({length: n}, (_, i) => a[i * n + i] ** 2).reduce((s, v) => s + v, 0);
    if (off <= 1e-24 * scale) break;
    for (let p = 0; p < n; ++p) for (let r = p + 1; r < n; ++r) rotate(a, q, n, p, r);
  }
  return Array.from({length: n}, (_, k) => ({
    value: a[k * n + k],
    vector: Float64Array.from({length: n}, (_, i) => q[i * n + k])
  })).sort((x, y) => y.value - x.value);
}

/** Turns the plane of axes p and r so that a[p, r] becomes 0. */
function rotate(a: Float64Array, q: Float64Array, n: number, p: number, r: number): void {
  const apr = a[p * n + r];
  if (apr === 0) return;
  const ratio = (a[r * n + r] - a[p * n + p]) / (2 * apr);
  const t = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(ratio, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < n; ++k) {
    const [akp, akr] = [a[k * n + p], a[k * n + r]];
    a[k * n + p] = c * akp - s * akr;
    a[k * n + r] = s * akp + c * akr;
  }
  for (let k = 0; k < n; ++k) {
    const [apk, ark] = [a[p * n + k], a[r * n + k]];
    a[p * n + k] = c * apk - s * ark;
    a[r * n + k] = s * apk + c * ark;
    const [qkp, qkr] = [q[k * n + p], q[k * n + r]];
    q[k * n + p] = c * qkp - s * qkr;
    q[k * n + r] = s * qkp + c * qkr;
  }
}
