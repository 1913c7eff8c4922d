import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {
  add,
  checkGradient,
  cos,
  div,
  type Fn,
  grad,
  hessian,
  hvp,
  jacobian,
  jvp,
  maximum,
  minimum,
  mul,
  neg,
  pow,
  reshape,
  sin,
  slice,
  sub,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
  vjp
} from "../../../lib/tensor/index.js";
import {everyStep, expressions, inputs} from "./expressions.js";

const runs = {numRuns: 150};
/** Σ aᵢ·bᵢ, from an offset into a. */
function dot(a: ArrayLike<number>, b: ArrayLike<number>, offset = 0): number {
  let s = 0;
  for (let i = 0; i < b.length; ++i) s += a[offset + i] * b[i];
  return s;
}
const close = (a: number, b: number, tolerance: number) =>
  expect(Math.abs(a - b) / Math.max(1, Math.abs(b))).toBeLessThan(tolerance);
const closeAll = (a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number) => {
  expect(a.length).toBe(b.length);
  for (let i = 0; i < a.length; ++i) close(a[i], b[i], tolerance);
};

test.each(everyStep)("the gradient of %s is that of central differences within 1e-7", (_, step) => {
  fc.assert(
    fc.property(inputs, inputs, inputs, (x, y, u) => {
      const f: Fn = (a, b) => sum(mul(u, step(a, b)));
      expect(checkGradient(f, [x, y], {steps: [1e-3, 1e-4, 1e-5]}).error).toBeLessThan(1e-7);
    }),
    {numRuns: 25}
  );
});

test("the gradient of any graph is that of central differences within 1e-6", () => {
  fc.assert(
    fc.property(expressions, inputs, inputs, ({f}, x, y) => {
      const loss: Fn = (a, b) => sum(f(a, b));
      expect(checkGradient(loss, [x, y], {steps: [1e-3, 1e-4, 1e-5]}).error).toBeLessThan(1e-6);
    }),
    runs
  );
});

test("u·(J·v) by the Jacobian–vector product is (uᵀ·J)·v by the vector–Jacobian product, within 1e-11", () => {
  fc.assert(
    fc.property(expressions, inputs, inputs, inputs, inputs, ({f}, x, y, u, v) => {
      const g: Fn = (a) => f(a, y);
      const forward = jvp(g, x, v);
      const back = vjp(g, x).pull(u)[0];
      close(dot(u.data, forward.data), dot(back.data, v.data), 1e-11);
      const rows = jacobian(g)(x);
      closeAll(
        forward.data,
        Array.from({length: 6}, (_, i) => dot(rows.data, v.data, i * 6)),
        1e-11
      );
    }),
    {numRuns: 60}
  );
});

test("the Hessian of any graph is symmetric, and times v it is the Hessian–vector product, within 1e-10", () => {
  fc.assert(
    fc.property(expressions, inputs, inputs, inputs, ({f}, x, y, v) => {
      const loss: Fn = (a) => sum(f(a, y));
      const h = hessian(loss)(x).data;
      const n = x.size;
      for (let i = 0; i < n; ++i) for (let j = 0; j < i; ++j) close(h[i * n + j], h[j * n + i], 1e-10);
      const product = Array.from({length: n}, (_, i) => dot(h, v.data, i * n));
      closeAll(hvp(loss, x, v).data, product, 1e-10);
    }),
    {numRuns: 40}
  );
});

test("aᵇ at b = 0 has the mixed derivative 1/a from both sides, and 0⁰ a finite one", () => {
  const power: Fn = (p) => pow(reshape(slice(p, [[0, 1]]), []), reshape(slice(p, [[1, 2]]), []));
  for (const a of [0.5, 1, 3]) {
    const [aa, ab, ba, bb] = hessian(power)(tensor([a, 0])).data;
    close(aa, 0, 1e-15);
    close(ab, 1 / a, 1e-15);
    close(ba, 1 / a, 1e-15);
    close(bb, Math.log(a) ** 2, 1e-15);
    closeAll(hvp(power, tensor([a, 0]), tensor([0, 1])).data, [1 / a, Math.log(a) ** 2], 1e-15);
  }
  expect(grad(power)(tensor([0, 0])).data.every(Number.isFinite)).toBe(true);
});

test("the gradient of a directional derivative is that of central differences within 1e-6", () => {
  fc.assert(
    fc.property(expressions, inputs, inputs, inputs, ({f}, x, y, v) => {
      const slope: Fn = (a) => sum(mul(v, grad((z: Tensor) => sum(f(z, y)))(a)));
      expect(checkGradient(slope, [x], {steps: [1e-3, 1e-4, 1e-5]}).error).toBeLessThan(1e-6);
    }),
    {numRuns: 40}
  );
});

test("a Jacobian and a Hessian can be differentiated like any function", () => {
  const cube: Fn = (x) => mul(x, mul(x, x));
  const [a, b] = [1.5, -2];
  const x = tensor([a, b]);
  // Σ of the Jacobian of x³ is 3(a² + b²), that of its Jacobian once more 6(a + b).
  closeAll(grad((z) => sum(jacobian(cube)(z)))(x).data, [6 * a, 6 * b], 1e-14);
  closeAll(grad((z) => sum(hessian((w) => sum(cube(w)))(z)))(x).data, [6, 6], 1e-14);
  closeAll(jacobian((z) => jacobian(cube)(z))(x).data, [6 * a, 0, 0, 0, 0, 0, 0, 6 * b], 1e-14);
  fc.assert(
    fc.property(expressions, inputs, inputs, inputs, ({f}, p, y, v) => {
      const loss: Fn = (z) => sum(f(z, y));
      const curvature: Fn = (z) => sum(mul(reshape(v, [6, 1]), hessian(loss)(z)));
      expect(checkGradient(curvature, [p], {steps: [1e-4, 1e-5]}).error).toBeLessThan(1e-5);
    }),
    {numRuns: 10}
  );
});

test("derivatives of derivatives of a polynomial are its own, to the last order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({min: -9, max: 9}), {minLength: 1, maxLength: 6}),
      fc.integer({min: -3, max: 3}),
      (c, at) => {
        let f: Fn = (x) => c.reduce<Tensor>((s, k, n) => add(s, mul(k, pow(x, n))), mul(0, x));
        let coefficients = c;
        for (let order = 0; order <= c.length; ++order) {
          const exact = coefficients.reduce((s, k, n) => s + k * at ** n, 0);
          expect(f(tensor(at)).item()).toBeCloseTo(exact, 9);
          coefficients = coefficients.slice(1).map((k, n) => k * (n + 1));
          f = grad(f);
        }
      }
    ),
    runs
  );
});

test("the sine has the derivatives cos, −sin, −cos, sin, cos", () => {
  const at = tensor(0.7);
  const expected: Fn[] = [sin, cos, (x) => neg(sin(x)), (x) => neg(cos(x)), sin, cos];
  let f: Fn = (x) => sin(x);
  for (const e of expected) {
    close(f(at).item(), e(at).item(), 1e-14);
    f = grad(f);
  }
});

/** Two shapes that broadcast: a common one, from which each side may lose leading axes and shrink others to 1. */
const shapes = fc.array(fc.integer({min: 1, max: 3}), {maxLength: 4}).chain((common) => {
  const side = fc
    .tuple(fc.nat(common.length), fc.array(fc.boolean(), {minLength: 4, maxLength: 4}))
    .map(([from, ones]) => common.map((d, i) => (ones[i] ? 1 : d)).slice(from));
  return fc.tuple(side, side);
});

const binaries: [string, Fn, (a: number, b: number) => number][] = [
  ["add", add, (a, b) => a + b],
  ["sub", sub, (a, b) => a - b],
  ["mul", mul, (a, b) => a * b],
  ["div", div, (a, b) => a / b],
  ["maximum", maximum, Math.max],
  ["minimum", minimum, Math.min],
  ["pow", pow, (a, b) => a ** b]
];

describe.each(binaries)("%s, broadcast", (_, op, f) => {
  const filled = (shape: readonly number[], first: number) => {
    const n = shape.reduce((a, b) => a * b, 1);
    return tensor(
      Float64Array.from({length: n}, (_, i) => first + 0.37 * i),
      {shape}
    );
  };
  test("is a naive loop over indices, and its gradients are sums over the repeats", () => {
    fc.assert(
      fc.property(shapes, ([p, q]) => {
        const [a, b] = [filled(p, 0.5), filled(q, 0.8)];
        const rank = Math.max(p.length, q.length);
        const wide = (s: readonly number[]) => [...Array(rank - s.length).fill(1), ...s] as number[];
        const [wp, wq] = [wide(p), wide(q)];
        const out = wp.map((d, i) => Math.max(d, wq[i]));
        const values: number[] = [];
        const da = new Float64Array(a.size);
        const db = new Float64Array(b.size);
        const {value, gradients} = valueAndGrad((x, y) => sum(op(x, y)))(a, b);
        const visit = (index: number[]) => {
          if (index.length < rank) {
            for (let i = 0; i < out[index.length]; ++i) visit([...index, i]);
            return;
          }
          const at = (s: number[]) => s.reduce((k, d, i) => k * d + (d === 1 ? 0 : index[i]), 0);
          const [i, j] = [at(wp), at(wq)];
          values.push(f(a.data[i], b.data[j]));
          const h = 1e-6;
          da[i] += (f(a.data[i] + h, b.data[j]) - f(a.data[i] - h, b.data[j])) / (2 * h);
          db[j] += (f(a.data[i], b.data[j] + h) - f(a.data[i], b.data[j] - h)) / (2 * h);
        };
        visit([]);
        expect(op(a, b).shape).toEqual(out);
        expect([...op(a, b).data]).toEqual(values);
        close(
          value.item(),
          values.reduce((s, v) => s + v, 0),
          1e-13
        );
        closeAll(gradients[0].data, da, 1e-6);
        closeAll(gradients[1].data, db, 1e-6);
      }),
      runs
    );
  });
});
