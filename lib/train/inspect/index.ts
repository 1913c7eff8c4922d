export {type Chain, chainOf} from "./chain.js";
export {type BatchNoise, gradientNoise} from "./gradient-noise.js";
export {firstOf, type SampleObjective, sampleObjective} from "./objective.js";
export {lossGrid, type Plane, principalPlane} from "./plane.js";
export {type Sharpness, sharpness} from "./sharpness.js";
