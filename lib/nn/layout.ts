import {type Shape, sizeOf} from "../tensor/shape.js";
import type {Layer} from "./layer.js";

/** Where one weight or buffer lies in the flat array. */
export interface Entry {
  /** Layer index and name: "0.weight". */
  readonly name: string;
  readonly layer: number;
  readonly shape: Shape;
  readonly offset: number;
  readonly size: number;
}

/** Lays the layers' parameters, or their buffers, one after another, in order, without gaps. */
export function layoutOf(layers: readonly Layer[], kind: "parameters" | "buffers"): Entry[] {
  let offset = 0;
  return layers.flatMap((l, layer) =>
    l[kind].map(({name, shape}) => {
      const size = sizeOf(shape);
      offset += size;
      return {name: `${layer}.${name}`, layer, shape, offset: offset - size, size};
    })
  );
}
