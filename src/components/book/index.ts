// What the chapters import: predictions, questions, marked words, links to the code.
export {codeLink} from "./code-link.js";
export {handle} from "./handle.js";
export {predict} from "./predict.js";
export {predictBound} from "./predict-bound.js";
export {predictDirection} from "./predict-direction.js";
export {predictPlace} from "./predict-place.js";
export {predictSketch} from "./predict-sketch.js";
export {beginChapter} from "./progress.js";
export {quiz} from "./quiz.js";
