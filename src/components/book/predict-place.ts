import {fixed} from "../format.js";
import type {Trail} from "./canvas-marks.js";
import {type MapOptions, predictMap} from "./predict-map.js";
import {scorePlace} from "./score.js";
import type {Point} from "./surface-view.js";

const text = {
  commit: "It ends here",
  place: ([x, y]: Point) => `Marker at ${fixed(x, 2)}, ${fixed(y, 2)}.`,
  away: (far: string) => `You were ${far} away.`
};

export interface PlaceOptions extends MapOptions {
  /** Where the walk begins, and where the marker waits. */
  readonly start: Point;
  /** The walk as computed, from its start to its end: the answer. */
  readonly path: readonly Point[];
  /** Its colour. */
  readonly colour: string;
}

/** Asks where a walk will end: a marker to drag, and then the walk. Within 3 % of the map's width is spot on. */
export function predictPlace({start, path, colour, ...options}: PlaceOptions) {
  const end = path[path.length - 1];
  const [from, to] = options.surface.domain.x;
  const far = ([x, y]: Point) => Math.hypot(x - end[0], y - end[1]);
  const begins: Trail = {points: [start], colour};
  return predictMap(options, {
    begin: start,
    commit: text.commit,
    picture: (point, told) => ({point, trails: [told ? {points: path, colour} : begins]}),
    words: text.place,
    judge: (guess) => ({
      closeness: scorePlace(guess, end, to - from),
      said: text.away(fixed(far(guess), 2))
    })
  });
}
