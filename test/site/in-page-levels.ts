// What a page does that trains: the level that it chose, and its first steps, twice.
import {syntheticDigits} from "../../lib/data/synthetic.js";
import {bestLevel} from "../../lib/kernels/index.js";
import {hundredSteps} from "../lib/train/article.js";

export const digits = () => syntheticDigits(1600, {seed: 2});

export async function train() {
  const data = digits();
  return {level: bestLevel(), runs: [await hundredSteps(data), await hundredSteps(data)]};
}
