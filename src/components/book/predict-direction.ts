import {fixed} from "../format.js";
import {type MapOptions, predictMap} from "./predict-map.js";
import {degreesBetween, degreesOf, scoreDirection} from "./score.js";
import type {Point} from "./surface-view.js";

const text = {
  commit: "It points this way",
  yours: "yours",
  place: (degrees: string) => `Your arrow points to ${degrees} degrees, counted from the right, upwards.`,
  away: (degrees: string) => `You were ${degrees} degrees off.`
};

export interface DirectionOptions extends MapOptions {
  /** Where the arrows begin. */
  readonly from: Point;
  /** Where the reader's arrow points at first. */
  readonly begin: Point;
  /** The computed arrow, as it is drawn; only its direction is judged. */
  readonly answer: Point;
  /** Its colour, and what it is called. */
  readonly colour: string;
  readonly name: string;
}

/** Asks for a direction: an arrow whose tip is dragged, and then the computed one. Within 5 degrees is spot on. */
export function predictDirection({from, begin, answer, colour, name, ...options}: DirectionOptions) {
  const delta = ([x, y]: Point): Point => [x - from[0], y - from[1]];
  return predictMap(options, {
    begin,
    commit: text.commit,
    picture: (tip, told) => ({
      point: told ? undefined : tip,
      trails: [{points: [from], colour: "var(--ink)"}],
      arrows: [
        {from, delta: delta(tip), colour: "var(--ink)", dash: [4, 3], label: told ? text.yours : undefined},
        ...(told ? [{from, delta: answer, colour, label: name}] : [])
      ]
    }),
    words: (tip) => text.place(fixed(degreesOf(delta(tip)), 0)),
    judge: (tip) => ({
      closeness: scoreDirection(delta(tip), answer),
      said: text.away(fixed(degreesBetween(delta(tip), answer), 0))
    })
  });
}
