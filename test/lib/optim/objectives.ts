export {beale} from "../../../lib/surfaces/beale.js";
export {himmelblau} from "../../../lib/surfaces/himmelblau.js";
export {rosenbrock} from "../../../lib/surfaces/rosenbrock.js";
export type {Surface} from "../../../lib/surfaces/surface.js";
export {add, cos, mul, pow, square, sub} from "../../../lib/tensor/index.js";
