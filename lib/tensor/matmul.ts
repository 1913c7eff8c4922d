import {product} from "../kernels/product.js";
import {asPair, node} from "./op.js";
import {broadcastShapes, broadcastStrides, type Shape, showShape, sizeOf, walk} from "./shape.js";
import {reshape} from "./shaping.js";
import {allocate, type Tensor} from "./tensor.js";

/**
 * Matrix product as in NumPy: 2-D by 2-D; stacks of matrices, whose leading axes broadcast; a vector on the left is a
 * row, on the right a column, and its axis is dropped from the result.
 *
 * `transposeB` multiplies by the transpose of each matrix of b, without making it; likewise `transposeA`.
 */
export function matmul(a: Tensor, b: Tensor, {transposeA = false, transposeB = false} = {}): Tensor {
  if (a.rank === 0 || b.rank === 0) throw mismatch(a.shape, b.shape);
  if (a.rank === 1) {
    const c = matmul(reshape(a, [1, a.size]), b, {transposeB});
    return reshape(
      c,
      c.shape.filter((_, i) => i !== c.rank - (b.rank === 1 ? 1 : 2))
    );
  }
  if (b.rank === 1) {
    const c = matmul(a, reshape(b, [b.size, 1]), {transposeA});
    return reshape(c, c.shape.slice(0, -1));
  }
  const [, , dtype] = asPair(a, b);
  const [ra, ca] = a.shape.slice(-2);
  const [rb, cb] = b.shape.slice(-2);
  const [m, k] = transposeA ? [ca, ra] : [ra, ca];
  const [kb, n] = transposeB ? [cb, rb] : [rb, cb];
  if (k !== kb) throw mismatch(a.shape, b.shape);
  const batchA = a.shape.slice(0, -2);
  const batchB = b.shape.slice(0, -2);
  const batch = broadcastShapes(batchA, batchB, "matmul", [a.shape, b.shape]);
  const out = allocate(dtype, sizeOf(batch) * m * n);
  const offsetsB = new Int32Array(sizeOf(batch));
  walk(batch, broadcastStrides(batchB, batch), 0, (i, j) => {
    offsetsB[i] = j * rb * cb;
  });
  walk(batch, broadcastStrides(batchA, batch), 0, (i, j) => {
    product(m, n, k, a.data, b.data, out, {transposeA, transposeB}, [j * ra * ca, offsetsB[i], i * m * n]);
  });
  return node("matmul", [a, b], out, [...batch, m, n], dtype, {transposeA, transposeB});
}

function mismatch(a: Shape, b: Shape): Error {
  return new Error(
    `matmul: mismatched shapes: ${showShape(a)} and ${showShape(b)}; expected [.., m, k] and [.., k, n]`
  );
}
