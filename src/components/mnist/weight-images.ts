import type {Model} from "../../lib/nn/index.js";
import type {WeightsReport} from "./messages.js";

/** The most images that are made: what fits on a page. */
const MOST = 128;

/** The first layer's weights as images, one a unit, each stretched over its own range; 128 is zero. */
export function weightImages(model: Model): WeightsReport | undefined {
  const {shape, offset, size} = model.layout[0];
  const conv = shape.length === 4;
  const units = conv ? shape[0] : shape[1];
  const pixels = conv ? size / units : shape[0];
  const side = Math.sqrt(pixels);
  if (side !== Math.floor(side)) return undefined;
  const count = Math.min(units, MOST);
  const out = new Uint8Array(count * pixels);
  const weights = model.parameters;
  // W is [inputs, units] for a dense layer and [filters, 1, kh, kw] for a convolution.
  const at = conv
    ? (unit: number, i: number) => weights[offset + unit * pixels + i]
    : (unit: number, i: number) => weights[offset + i * units + unit];
  for (let unit = 0; unit < count; ++unit) {
    let most = 1e-12;
    for (let i = 0; i < pixels; ++i) most = Math.max(most, Math.abs(at(unit, i)));
    for (let i = 0; i < pixels; ++i) out[unit * pixels + i] = 128 + Math.round((127 * at(unit, i)) / most);
  }
  return {side, count, pixels: out};
}
