import {TILE} from "../../kernels/index.js";

/**
 * Calls `visit` with where element (p, j) of a [inputs, outputs] matrix lies when it is row-major and when it is in the
 * tiles of `sparseForward`: columns in groups of sixteen, [tile][inputs][16], the last group as narrow as it must be.
 */
export function eachInTiles(inputs: number, outputs: number, visit: (rowMajor: number, tiled: number) => void): void {
  for (let j0 = 0; j0 < outputs; j0 += TILE) {
    const width = Math.min(TILE, outputs - j0);
    for (let p = 0; p < inputs; ++p)
      for (let c = 0; c < width; ++c) visit(p * outputs + j0 + c, j0 * inputs + p * width + c);
  }
}
