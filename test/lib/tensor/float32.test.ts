import {beforeEach, expect, test} from "vitest";
import {bestLevel, createKernels} from "../../../lib/kernels/index.js";
import {useForProducts} from "../../../lib/kernels/product.js";
import {productBy} from "../../../lib/kernels/product-by-kernels.js";
import {createRng} from "../../../lib/rng.js";
import {conv2d, type DType, matmul, sum, type Tensor, tanh, tensor, valueAndGrad} from "../../../lib/tensor/index.js";

// Where the kernels are loaded they make the tape's large float32 products; float64 is what they are compared with.

let products = 0;
beforeEach(() => {
  products = 0;
  const byKernels = productBy(createKernels, bestLevel);
  useForProducts((...args) => {
    products++;
    byKernels(...args);
  });
});

/** Normal numbers, the same in both precisions. */
function values(shape: readonly number[], seed: number, dtype: DType): Tensor {
  const rng = createRng(seed);
  const size = shape.reduce((a, b) => a * b, 1);
  const data = Float32Array.from({length: size}, () => rng.normal());
  return tensor(dtype === "float32" ? data : Float64Array.from(data), {shape});
}

/** The largest |a − b|/max(1, |b|). */
const worst = (a: Tensor, b: Tensor) =>
  Math.max(...Array.from(a.data, (v, i) => Math.abs(v - b.data[i]) / Math.max(1, Math.abs(b.data[i]))));

const shapes: [number[], number[]][] = [
  [
    [17, 33],
    [33, 9]
  ],
  [
    [1, 4096],
    [4096, 1]
  ],
  [
    [64, 5],
    [5, 129]
  ],
  [
    [3, 16, 20],
    [20, 16]
  ],
  [
    [16, 20],
    [2, 3, 20, 17]
  ]
];

test.each(shapes)("%j · %j and its gradients, transposed or not, within 2e-5 of float64", (left, right) => {
  for (const transposeA of [false, true])
    for (const transposeB of [false, true]) {
      const turned = (shape: number[], turn: boolean) =>
        turn ? [...shape.slice(0, -2), shape[shape.length - 1], shape[shape.length - 2]] : shape;
      const of = (dtype: DType) => {
        const a = values(turned(left, transposeA), 1, dtype);
        const b = values(turned(right, transposeB), 2, dtype);
        const f = (x: Tensor, y: Tensor) => sum(tanh(matmul(x, y, {transposeA, transposeB})));
        return [matmul(a, b, {transposeA, transposeB}), ...valueAndGrad(f)(a, b).gradients];
      };
      const before = products;
      const fast = of("float32");
      expect(products).toBeGreaterThan(before);
      const exact = of("float64");
      expect(fast[0].dtype).toBe("float32");
      for (const [i, t] of fast.entries()) expect(worst(t, exact[i])).toBeLessThan(2e-5);
    }
});

test("a convolution and its gradients within 2e-5 of float64", () => {
  const of = (dtype: DType) => {
    const x = values([2, 3, 14, 13], 1, dtype);
    const w = values([5, 3, 3, 3], 2, dtype);
    return valueAndGrad((p, q) => sum(tanh(conv2d(p, q, {padding: [1, 0], stride: [1, 2]}))))(x, w).gradients;
  };
  const fast = of("float32");
  expect(products).toBeGreaterThan(0);
  const exact = of("float64");
  for (const [i, t] of fast.entries()) expect(worst(t, exact[i])).toBeLessThan(2e-5);
});

test("small products, and float64 ones, stay with the plain loops", () => {
  matmul(values([15, 15], 1, "float32"), values([15, 15], 2, "float32"));
  matmul(values([40, 40], 1, "float64"), values([40, 40], 2, "float64"));
  matmul(values([40, 40], 1, "float32"), values([40, 40], 2, "float64"));
  expect(products).toBe(0);
});

test("where there is no SIMD the product is the plain one, and no arena is made", () => {
  const noArena = () => {
    throw new Error("an arena was made");
  };
  useForProducts(productBy(noArena, () => "typescript"));
  const [a, b] = [values([20, 30], 1, "float32"), values([30, 20], 2, "float32")];
  const found = matmul(a, b);
  const [c, d] = [values([20, 30], 1, "float64"), values([30, 20], 2, "float64")];
  expect(worst(found, matmul(c, d))).toBeLessThan(1e-5);
});
