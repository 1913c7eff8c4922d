import {centralErrors, forwardErrors} from "../components/chapters/gradient/difference.js";
import {stepBothWays} from "../components/chapters/gradient/directions.js";
import {steepestDown, VALLEY} from "../components/chapters/gradient/steepest.js";
import {dense, sequential} from "../lib/nn/index.js";
import {gradientAt, ravineOf} from "../lib/surfaces/index.js";

const exponent = (value: number) => String(Math.round(Math.log10(value)));
const power = (value: number) => `10^{${exponent(value)}}`;
const integer = (n: number) => n.toLocaleString("en-US");

export function numbers(): Record<string, string> {
  const surface = ravineOf({condition: 4});
  const {gradient} = gradientAt(surface, 1.5, 0.6);
  const both = stepBothWays(surface, [1.5, 0.6], 0.1);
  const [central, forward] = [centralErrors(), forwardErrors()];
  const parameters = sequential([dense(784, 128), dense(128, 10)]).parameters.length;
  return {
    gx: gradient[0].toFixed(1),
    gy: gradient[1].toFixed(1),
    steepness: Math.hypot(...gradient).toFixed(2),
    longer: String(VALLEY),
    aside: steepestDown().aside.toFixed(0),
    loss: both.loss.toFixed(3),
    along: both.along.toFixed(3),
    against: both.against.toFixed(3),
    centralExponent: exponent(central.h),
    forwardExponent: exponent(forward.h),
    bestCentral: power(central.h),
    bestForward: power(forward.h),
    errorCentral: power(central.error),
    errorForward: power(forward.error),
    parameters: integer(parameters),
    evaluations: integer(2 * parameters)
  };
}
