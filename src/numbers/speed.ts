import {dense, sequential} from "../../lib/index.js";
import {operations} from "../components/speed/measure.js";

/** Numbers in the prose of /speed. */
export const numbers = (): Record<string, string> => ({
  operations: operations.toLocaleString("en-US"),
  parameters: sequential([dense(784, 128), dense(128, 10)]).parameters.length.toLocaleString("en-US")
});
