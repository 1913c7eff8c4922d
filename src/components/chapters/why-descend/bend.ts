import type {PlaceOptions} from "../../book/predict-place.js";
import {guidedWalk, landscapes, slopeAt} from "./walk.js";

const text = {label: "A valley that bends, from above. The star is its lowest place."};

/** Steps of gradient descent on the valley that bends. */
export const BEND_STEPS = 200;

/** The walk, and the height at its start, after as few steps as the reader has in the dark, and at its end. */
export function bendWalk() {
  const land = landscapes.b;
  const {points, loss} = guidedWalk(land, BEND_STEPS);
  return {points, loss, start: slopeAt(land, land.start).loss, few: guidedWalk(land).loss};
}

/** The picture to mark its end in. */
export function bendPicture(): Pick<PlaceOptions, "label" | "surface" | "start" | "path" | "colour"> {
  const {surface, start} = landscapes.b;
  return {label: text.label, surface, start, path: bendWalk().points, colour: "var(--downhill)"};
}
