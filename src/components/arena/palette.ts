import {
  type ColourName,
  colour,
  css,
  dashOf,
  hueVariable,
  lossRamp,
  type Ramp,
  hueOf as resolvedHue,
  schemeKey
} from "../theme.js";
import type {Run} from "./state.js";
import {lastLeg, twinIndex} from "./state.js";

/** Line styles of further runs of the same rule, in turn. */
const twinDashes: readonly (readonly number[])[] = [[8, 4], [2, 4], [10, 4, 2, 4], [], [18, 5], [10, 4, 2, 4, 2, 4]];

/** The line style of the n-th run of a rule: its own, and then those that cannot be taken for it. */
export function twinDash(rule: string, twin: number): readonly number[] {
  const own = dashOf(rule);
  const alike = (dash: readonly number[]) =>
    dash.length === own.length && dash.every((length, i) => Math.abs(length - own[i]) <= 3);
  const styles = [own, ...twinDashes.filter((dash) => !alike(dash))];
  return styles[twin % styles.length];
}

/** Colours as the page has them, asked for once per scheme: a frame asks for dozens. */
const cache = new Map<string, string>();
let ramp: {key: string; ramp: Ramp} | undefined;

function cached(name: string, make: () => string): string {
  const key = `${schemeKey()} ${name}`;
  const value = cache.get(key) ?? make();
  cache.set(key, value);
  return value;
}

/** The colour of an optimizer, for a canvas: one hue everywhere. */
export const hueOf = (rule: string): string => cached(`hue ${rule}`, () => resolvedHue(rule));

/** A colour of the page, for a canvas. */
export const colourOf = (name: ColourName): string => cached(name, () => colour(name));

export interface RunStyle {
  /** For a canvas. */
  readonly color: string;
  /** For a style or an SVG: follows the scheme by itself. */
  readonly hue: string;
  readonly dash: readonly number[];
}

/** Colour and line style of a run: the hue is the optimizer's, the dashes tell twins apart. */
export function styleOf(runs: readonly Run[], run: Run): RunStyle {
  const {rule} = lastLeg(run);
  return {color: hueOf(rule), hue: hueVariable(rule), dash: twinDash(rule, twinIndex(runs, run))};
}

/** The loss ramp, perceptually even: 0 is low, 1 is high. It stays behind the runs. */
export function lossColor(t: number): string {
  const key = schemeKey();
  if (ramp?.key !== key) ramp = {key, ramp: lossRamp()};
  return css(ramp.ramp(t));
}

/** Ink of the page, for canvases. */
export const inkOf = (): string => colourOf("ink");
export const paperOf = (): string => colourOf("paper");
