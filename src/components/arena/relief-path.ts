import type {ReliefShape} from "./relief-shape.js";
import type {Trajectory} from "./trajectory.js";

type Point = readonly [number, number, number];

/** Steps shorter than this are gathered, in half-widths of the base. */
const SHORTEST = 0.006;
/** Half-widths of the base to a pixel of a dash. */
const DASH = 1 / 180;

/** The piece of a segment that lies above the base, as shares of its length; undefined where none does. */
export function clip(a: Point, b: Point, half: readonly [number, number]): [number, number] | undefined {
  let [from, to] = [0, 1];
  for (const [axis, most] of [
    [0, half[0]],
    [2, half[1]]
  ] as const) {
    const [start, change] = [a[axis], b[axis] - a[axis]];
    if (change === 0) {
      if (Math.abs(start) > most) return undefined;
      continue;
    }
    const [p, q] = [(-most - start) / change, (most - start) / change];
    from = Math.max(from, Math.min(p, q));
    to = Math.min(to, Math.max(p, q));
  }
  return from < to ? [from, to] : undefined;
}

const between = (a: Point, b: Point, t: number): Point => [
  a[0] + t * (b[0] - a[0]),
  a[1] + t * (b[1] - a[1]),
  a[2] + t * (b[2] - a[2])
];

/**
 * The path of a run over a relief, as straight pieces that `draw` is given: cut off at the edge of the base, and cut into
 * the dashes of the run's style. It can be told to go on, and then gives only what is new.
 */
export function reliefPath(
  run: Trajectory,
  shape: ReliefShape,
  dash: readonly number[],
  draw: (a: Point, b: Point) => void
) {
  const place = (k: number) => shape.place(run.at("theta.0", k), run.at("theta.1", k), run.at("loss", k));
  const cycle = dash.map((d) => d * DASH);
  const period = cycle.reduce((sum, d) => sum + d, 0);
  let last: Point = place(0);
  let known = 0;
  /** How far along the pattern of dashes it is. */
  let along = 0;

  function stroke(a: Point, b: Point) {
    const length = Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
    if (!period) return draw(a, b);
    for (let done = 0; done < length; ) {
      let [k, rest] = [0, along % period];
      while (rest >= cycle[k] && k < cycle.length - 1) rest -= cycle[k++];
      const by = Math.min(length - done, Math.max(1e-4, cycle[k] - rest));
      if (k % 2 === 0) draw(between(a, b, done / length), between(a, b, (done + by) / length));
      done += by;
      along += by;
    }
  }

  return {
    /** The step up to which it has been drawn. */
    get known() {
      return known;
    },
    extend(to: number) {
      for (; known < to; ++known) {
        const next = place(known + 1);
        if (Math.hypot(next[0] - last[0], next[1] - last[1], next[2] - last[2]) < SHORTEST) continue;
        const part = clip(last, next, shape.half);
        if (part) stroke(between(last, next, part[0]), between(last, next, part[1]));
        last = next;
      }
    }
  };
}
