export {type CompiledSurface, compileSurface, type Evaluate} from "./compile.js";
export {type DescendManyOptions, type Descents, descendMany, outcome} from "./descend-many.js";
