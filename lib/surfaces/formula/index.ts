export {FormulaError} from "./error.js";
export {type Formula, formulaSurface} from "./formula.js";
export {constants as formulaConstants, functions as formulaFunctions} from "./functions.js";
export type {MathJs, MathNode} from "./mathjs.js";
export {limits as formulaLimits} from "./read.js";
export type {SymbolicDerivatives} from "./symbolic.js";
