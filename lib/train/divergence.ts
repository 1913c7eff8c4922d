import type {Dataset} from "../data/dataset.js";
import type {Model} from "../nn/sequential.js";
import {withoutRecording} from "../tensor/op.js";
import {createBatcher} from "./batch.js";

/** The first layer whose weights, or else whose outputs for these examples, are not finite; undefined if all are. */
export function findNonFinite(model: Model, data: Dataset, indices: ArrayLike<number>): string | undefined {
  const name = (i: number) => `${i} (${model.layers[i].type})`;
  const finite = (values: ArrayLike<number>) => Array.prototype.every.call(values, Number.isFinite);
  const broken = model.layout.find(({offset, size}) => !finite(model.parameters.subarray(offset, offset + size)));
  if (broken) return name(broken.layer);
  let found: string | undefined;
  withoutRecording(() => {
    model.forward(createBatcher(data, model, indices.length, false)(indices).inputs, model.weights(), {
      visit(i, output) {
        if (found === undefined && !finite(output.data)) found = name(i);
      }
    });
  });
  return found;
}
