import {bytesOf, mix, oklabOfLinear, parseColour} from "./oklab.js";

/**
 * Colours for figures. The values stand in style/tokens.css and nowhere else; this file asks the page for them, so that
 * a figure on canvas follows the reader's scheme (or that of the `data-scheme` it stands in).
 */

/** Names of the colours in style/tokens.css, without the dashes; `hue-…` for an optimizer. */
export type ColourName =
  | "paper"
  | "paper-raised"
  | "paper-sunk"
  | "ink"
  | "ink-muted"
  | "ink-faint"
  | "rule"
  | "rule-strong"
  | "accent"
  | "accent-soft"
  | "good"
  | "bad"
  | "uphill"
  | "downhill"
  | "ramp-low"
  | "ramp-high"
  | "contour"
  | "negative"
  | "positive"
  | "class-0"
  | "class-1"
  | "class-2"
  | `basin-${number}`
  | `hue-${string}`;

/** Every rule that has a hue of its own, in the order of the book. */
export const hueNames = [
  "gradientDescent",
  "momentum",
  "nesterov",
  "adagrad",
  "adadelta",
  "rmsprop",
  "adam",
  "amsgrad",
  "adamw",
  "adamax",
  "nadam",
  "radam",
  "rprop",
  "lbfgs",
  "newton",
  "armijo",
  "conjugateGradient",
  "lion",
  "trustRegion"
] as const;

const hues: ReadonlySet<string> = new Set(hueNames);

/** Dashes as a second channel, so that neighbours in a family stay apart without colour. Empty is a solid line. */
const dashes: Readonly<Record<string, readonly number[]>> = {
  nesterov: [7, 4],
  adadelta: [2, 4],
  amsgrad: [7, 4],
  adamw: [10, 4, 2, 4],
  adamax: [2, 4],
  nadam: [7, 3, 2, 3],
  radam: [4, 4],
  rprop: [7, 4],
  armijo: [7, 4],
  conjugateGradient: [10, 4, 2, 4],
  lion: [4, 4],
  trustRegion: [10, 3]
};

/** The variable that holds an optimizer's hue, for styles: `var(--hue-adam)`. Ink for a name that has none. */
export const hueVariable = (rule: string): string => (hues.has(rule) ? `var(--hue-${rule})` : "var(--ink)");

/** Line dashes of an optimizer's curves, in pixels. */
export const dashOf = (rule: string): readonly number[] => dashes[rule] ?? [];

/** Colours that were asked for before, by scheme: asking makes the browser compute styles, and pictures ask every frame. */
const resolved = new Map<string, string>();

/** What the colours depend on, where no `data-scheme` decides. */
const media = ["(prefers-color-scheme: dark)", "print"];
let queries: readonly MediaQueryList[] | undefined;
const asked = () => (queries ??= media.map((query) => matchMedia(query)));

/** The page's scheme, dark or light, on screen or on paper, as a key for what is kept per scheme. */
export const schemeKey = (): string =>
  asked()
    .map(({matches}) => matches)
    .join();

/** A CSS colour as the page has it now, ready for a canvas: `rgb(…)`. `within`, in the page, gives the scheme that counts. */
export function resolveColour(css: string, within: Element = document.body): string {
  const scheme = within.closest<HTMLElement>("[data-scheme]")?.dataset.scheme;
  const key = `${scheme ?? schemeKey()} ${css}`;
  if (!resolved.has(key)) resolved.set(key, computedColour(css, within));
  return resolved.get(key)!;
}

function computedColour(css: string, within: Element): string {
  const probe = document.createElement("span");
  probe.style.color = css;
  probe.hidden = true;
  within.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** A colour of the theme as the page has it now, ready for a canvas. */
export const colour = (name: ColourName, within?: Element): string => resolveColour(`var(--${name})`, within);

/** An optimizer's hue as the page has it now, ready for a canvas. */
export function hueOf(rule: string, within?: Element): string {
  return colour(hues.has(rule) ? `hue-${rule}` : "ink", within);
}

/** Red, green, blue, 0 to 255, for t from 0 to 1. */
export type Ramp = (t: number) => readonly [number, number, number];

const STEPS = 256;

/** A ramp through colours at equal spacing, straight lines in OKLab, as a table: a picture asks it for every pixel. */
export function rampThrough(colours: readonly string[]): Ramp {
  const stops = colours.map((text) => oklabOfLinear(parseColour(text)));
  const table = Array.from({length: STEPS + 1}, (_, i) => {
    const at = (i / STEPS) * (stops.length - 1);
    const k = Math.min(stops.length - 2, Math.floor(at));
    return bytesOf(mix(stops[k], stops[k + 1], at - k));
  });
  return (t) => table[t > 0 ? (t < 1 ? Math.round(t * STEPS) : STEPS) : 0];
}

/** From the lowest loss (0, deep) to the highest (1). */
export function lossRamp(within?: Element): Ramp {
  return rampThrough([colour("ramp-low", within), colour("ramp-high", within)]);
}

/** From −1 (t = 0) through zero, which is paper (t = ½), to +1 (t = 1). */
export function signedRamp(within?: Element): Ramp {
  return rampThrough([colour("negative", within), colour("paper", within), colour("positive", within)]);
}

/** A ramp's colour for a canvas or a style. */
export const css = ([r, g, b]: readonly [number, number, number]): string => `rgb(${r}, ${g}, ${b})`;

/** True when the reader asked for less motion. */
export const reducedMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Calls back whenever the colours change (scheme, printing), so that a canvas can be drawn again. Returns the end of it. */
export function watchScheme(redraw: () => void): () => void {
  for (const query of asked()) query.addEventListener("change", redraw);
  return () => {
    for (const query of asked()) query.removeEventListener("change", redraw);
  };
}
