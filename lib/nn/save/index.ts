export type {ModelDescription} from "./description.js";
export {hashOf} from "./hash.js";
export {loadModel, modelFromJson, modelToJson, saveModel} from "./model.js";
export {readSafetensors, type Safetensors, type StoredTensor, writeSafetensors} from "./safetensors.js";
export {type TensorFlowFiles, toTensorFlow} from "./tensorflow.js";
