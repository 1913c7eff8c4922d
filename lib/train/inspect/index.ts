export {type Chain, chainOf} from "./chain.js";
export {type BatchNoise, gradientNoise} from "./gradient-noise.js";
export {firstOf, sampleObjective} from "./objective.js";
export {lossGrid, type Plane, principalPlane} from "./plane.js";
export {sharpness} from "./sharpness.js";
