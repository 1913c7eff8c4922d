/** Data sets: reading, packing, drawing. */
export * from "./csv.js";
export * from "./dataset.js";
export * from "./digit.js";
export * from "./idx.js";
export * from "./mnist.js";
export * from "./pack.js";
export * from "./penguins.js";
export {syntheticDigits} from "./synthetic.js";
export * from "./toy.js";
