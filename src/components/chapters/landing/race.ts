import {optimizer, rules} from "../../../lib/optim/index.js";
import {descend, type Surface} from "../../../lib/surfaces/index.js";
import type {Point} from "../../book/surface-view.js";

/** Small steps, so that the paths are smooth to watch; the rules keep their other defaults. */
export const racers: Readonly<Record<string, number>> = {
  gradientDescent: 0.0025,
  momentum: 0.0006,
  adagrad: 0.25,
  rmsprop: 0.04,
  adam: 0.08
};

export interface Racer {
  readonly rule: string;
  readonly label: string;
  /** Where it went in the first `steps` steps; where it stopped, fewer. */
  points(steps: number): readonly Point[];
  /** Loss after its last step. */
  loss(): number;
}

/** Lets every racer descend from one start, for the same number of gradients. A step is computed when it is first asked for. */
export function race(surface: Surface, start: Point, steps: number): Racer[] {
  return Object.entries(racers).map(([rule, learningRate]) => {
    const descent = descend(surface, optimizer(rule, {learningRate}), {start, steps});
    const points: Point[] = [];
    let loss = Number.NaN;
    return {
      rule,
      label: rules[rule].label,
      points(wanted) {
        while (points.length <= wanted) {
          const {value, done} = descent.next();
          if (done || value.stopped) break;
          points.push(value.theta);
          loss = value.loss;
        }
        return points;
      },
      loss() {
        this.points(steps);
        return loss;
      }
    };
  });
}

/** A path up to a moment between two of its points. */
export function pathUntil(points: readonly Point[], moment: number): Point[] {
  const k = Math.min(points.length - 1, Math.floor(moment));
  const path = points.slice(0, k + 1);
  const next = points[k + 1];
  const t = moment - k;
  if (next && t > 0)
    path.push([points[k][0] + t * (next[0] - points[k][0]), points[k][1] + t * (next[1] - points[k][1])]);
  return path;
}
