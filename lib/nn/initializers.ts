import type {Rng} from "../rng.js";
import type {Floats} from "../tensor/tensor.js";

export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

type Fill = (out: Floats, fans: Fans, rng: Rng) => void;

const uniform =
  (limit: (f: Fans) => number): Fill =>
  (out, fans, rng) => {
    const a = limit(fans);
    for (let i = 0; i < out.length; ++i) out[i] = (2 * rng.uniform() - 1) * a;
  };

const normal =
  (deviation: (f: Fans) => number): Fill =>
  (out, fans, rng) => {
    const s = deviation(fans);
    for (let i = 0; i < out.length; ++i) out[i] = s * rng.normal();
  };

/**
 * How parameters start. Uniform ones draw from (−a, a), normal ones have standard deviation s.
 *
 * Glorot (Glorot and Bengio 2010): a = √(6/(fanIn + fanOut)), s = √(2/(fanIn + fanOut)). He (He et al. 2015):
 * a = √(6/fanIn), s = √(2/fanIn). LeCun (1998): a = √(3/fanIn), s = √(1/fanIn). Keras cuts its normal at two standard
 * deviations; these do not. Orthogonal (Saxe et al. 2014): rows or columns, whichever are fewer, are orthonormal.
 */
export const initializers = {
  zeros: ((out) => out.fill(0)) as Fill,
  ones: ((out) => out.fill(1)) as Fill,
  glorotUniform: uniform((f) => Math.sqrt(6 / (f.fanIn + f.fanOut))),
  glorotNormal: normal((f) => Math.sqrt(2 / (f.fanIn + f.fanOut))),
  heUniform: uniform((f) => Math.sqrt(6 / f.fanIn)),
  heNormal: normal((f) => Math.sqrt(2 / f.fanIn)),
  lecunUniform: uniform((f) => Math.sqrt(3 / f.fanIn)),
  lecunNormal: normal((f) => Math.sqrt(1 / f.fanIn)),
  orthogonal: ((out, {fanIn}, rng) => orthogonal(out, fanIn, rng)) as Fill
} as const;

export type Initializer = keyof typeof initializers;

/** Checks a name. Throws `LAYER: unknown initializer: …`. */
export function checkInitializer(name: Initializer, layer: string): Initializer {
  if (!Object.hasOwn(initializers, name))
    throw new Error(
      `${layer}: unknown initializer: ${String(name)}; expected one of ${Object.keys(initializers).join(", ")}`
    );
  return name;
}

/** Fills [rows, out.length/rows] with orthonormal rows or columns, by Gram and Schmidt, each vector cleaned twice. */
function orthogonal(out: Floats, rows: number, rng: Rng): void {
  const columns = out.length / rows;
  const n = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const basis: Float64Array[] = [];
  while (basis.length < n) {
    const v = Float64Array.from({length}, () => rng.normal());
    for (let pass = 0; pass < 2; ++pass)
      for (const u of basis) {
        const dot = u.reduce((s, x, i) => s + x * v[i], 0);
        for (let i = 0; i < length; ++i) v[i] -= dot * u[i];
      }
    const norm = Math.hypot(...v);
    if (norm > 1e-8) basis.push(v.map((x) => x / norm));
  }
  for (let i = 0; i < rows; ++i)
    for (let j = 0; j < columns; ++j) out[i * columns + j] = rows <= columns ? basis[i][j] : basis[j][i];
}
