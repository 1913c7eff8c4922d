import {bytes, costOf, parameterCount} from "../components/chapters/second-order/cost.js";
import {compare, landscapes, type MethodName, methodOf} from "../components/chapters/second-order/paths.js";
import {show} from "../components/format.js";

const limit = 3000;

function updates(where: keyof typeof landscapes, method: MethodName): string {
  const land = landscapes[where];
  const {steps} = compare(land, methodOf(method, land.learningRate), {
    start: land.start,
    steps: limit,
    tolerance: 1e-6
  });
  if (steps === undefined) throw new Error(`numbers: ${method} does not finish on ${where}`);
  return steps.toLocaleString("en-US");
}

/** Numbers of the chapter on second-order methods: what each needed, and what the lab's network would cost. */
export function numbers(): Record<string, string> {
  const n = parameterCount([784, 128, 10]);
  const {memory, work} = costOf("newton", n);
  return {
    ravineCg: updates("ravine", "conjugateGradient"),
    ravineLbfgs: updates("ravine", "lbfgs"),
    ravineDescent: updates("ravine", "gradientDescent"),
    rosenbrockNewton: updates("rosenbrock", "newton"),
    descentLimit: limit.toLocaleString("en-US"),
    parameters: n.toLocaleString("en-US"),
    memory: bytes.show(8 * memory),
    rounded: show((8 * memory) / 1e9, 1),
    work: show(work, 2)
  };
}
