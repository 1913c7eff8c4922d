import {symmetricEigen} from "../../optim/eigen.js";
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
  const {values, vectors} = symmetricEigen(gram, m);
  const eigen = Array.from(values, (value, k) => ({value, vector: vectors.subarray(k * m, k * m + m)})).sort(
    (x, y) => y.value - x.value
  );
  const directions: Float64Array[] = [];
  for (const {value, vector} of eigen.slice(0, 2)) {
    const d = new Float64Array(n);
    const scale = 1 / Math.sqrt(value);
    // What is left of a straight path, or of one that stays, is rounding: then any direction will do.
    if (value > 1e-14 * total)
      for (let a = 0; a < m; ++a) for (let i = 0; i < n; ++i) d[i] += scale * vector[a] * (points[a][i] - centre[i]);
    directions.push(value > 1e-14 * total ? d : acrossOf(directions, n));
  }
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

/** A unit vector of n numbers at right angles to one other, or to none. */
function acrossOf([d]: readonly Float64Array[], n: number): Float64Array {
  const across = new Float64Array(n);
  let least = 0;
  for (let i = 1; d && i < n; ++i) if (Math.abs(d[i]) < Math.abs(d[least])) least = i;
  across[least] = 1;
  if (!d) return across;
  const length = Math.sqrt(1 - d[least] ** 2);
  return across.map((x, i) => (x - d[least] * d[i]) / length);
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
    const y = b[0] + ((b[1] - b[0]) * row) / Math.max(1, size - 1);
    for (let column = 0; column < size; ++column) {
      const x = a[0] + ((a[1] - a[0]) * column) / Math.max(1, size - 1);
      for (let i = 0; i < theta.length; ++i) theta[i] = centre[i] + x * u[i] + y * v[i];
      out[row * size + column] = value(theta);
    }
    yield row;
  }
  return out;
}
