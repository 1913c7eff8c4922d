import type {Run} from "./state.js";
import {lastLeg, twinIndex} from "./state.js";

/** Hues that stay apart for colour-blind readers; on a dark ground they are lighter. [light, dark]. */
const hues: Readonly<Record<string, readonly [string, string]>> = {
  gradientDescent: ["#2f5fb3", "#7fa8f0"],
  momentum: ["#c2571a", "#f0975a"],
  adam: ["#0f7d62", "#4fc4a0"]
};
const others: readonly (readonly [string, string])[] = [
  ["#8e3b8e", "#d58bd5"],
  ["#a3790c", "#d9b445"],
  ["#b3304f", "#f0809a"],
  ["#4a6f12", "#9fc45c"],
  ["#5b4fb5", "#a59cf2"],
  ["#117a94", "#5cc3dc"]
];

/** Line styles of runs with the same rule, from the first on. */
const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3]];

export const isDark = (): boolean => matchMedia("(prefers-color-scheme: dark)").matches;

/** The colour of an optimizer: one hue everywhere. */
export function hueOf(rule: string): string {
  const pair = hues[rule] ?? others[[...rule].reduce((sum, c) => sum + c.charCodeAt(0), 0) % others.length];
  return pair[isDark() ? 1 : 0];
}

/** Colour and line style of a run. */
export function styleOf(runs: readonly Run[], run: Run): {color: string; dash: readonly number[]} {
  return {color: hueOf(lastLeg(run).rule), dash: dashes[twinIndex(runs, run) % dashes.length]};
}

/** The loss ramp, perceptually even: 0 is low, 1 is high. It stays behind the runs. */
export function lossColor(t: number): string {
  return isDark()
    ? `oklch(${0.36 - 0.17 * t} ${0.045 - 0.02 * t} ${250 + 20 * t})`
    : `oklch(${0.86 + 0.115 * t} ${0.045 - 0.036 * t} ${235 - 140 * t})`;
}

/** Ink of the page, for canvases. */
export const inkOf = (): string => (isDark() ? "#e9e5dc" : "#22252b");
export const paperOf = (): string => (isDark() ? "#16181d" : "#fdfcf9");
