import type {Tensor} from "../tensor/tensor.js";

/** A point that deserves a mark. */
export interface Critical {
  readonly x: number;
  readonly y: number;
  readonly loss: number;
}

/** A loss J(x, y) to descend on. */
export interface Surface {
  /** Key, short enough for a link: "rosenbrock". */
  readonly id: string;
  /** Name for people. */
  readonly name: string;
  /** KaTeX source of J, without "J(x, y) =". */
  readonly tex: string;
  /** The loss, element by element: x and y may be points or grids of the same shape. */
  J(x: Tensor, y: Tensor): Tensor;
  /** The minima worth a mark, the deepest first. */
  readonly minima: readonly Critical[];
  /** Minima of a surface that has too many to mark: where else a run may end. */
  readonly localMinima?: readonly Critical[];
  readonly saddles?: readonly Critical[];
  readonly domain: {readonly x: readonly [number, number]; readonly y: readonly [number, number]};
  /** Good points to start from, the best first. */
  readonly starts: readonly (readonly [number, number])[];
  /** A learning rate that makes plain gradient descent interesting here. */
  readonly learningRate: number;
  /** How contour levels should be spaced. */
  readonly levels: "linear" | "log";
  /** One sentence on what it is for. */
  readonly about: string;
  /** Where it comes from. */
  readonly source: string;
}
