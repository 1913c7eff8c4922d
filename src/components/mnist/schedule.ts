/** How α changes over a run, as a factor on the rate that was set. */
export const schedules = {
  constant: {label: "Constant", factor: () => 1},
  cosine: {label: "Cosine to zero", factor: (p: number) => 0.5 * (1 + Math.cos(Math.PI * p))},
  linear: {label: "Linear to zero", factor: (p: number) => 1 - p},
  steps: {label: "Tenfold down, twice", factor: (p: number) => (p < 0.6 ? 1 : p < 0.85 ? 0.1 : 0.01)},
  oneCycle: {label: "Warm up, then cosine", factor: oneCycle}
} as const;

export type ScheduleName = keyof typeof schedules;

/** From 1/25 up to 1 over the first tenth, then down along a half cosine to nothing (after Smith and Topin 2018). */
function oneCycle(p: number): number {
  const warm = 0.1;
  if (p < warm) return 0.04 + 0.96 * (p / warm);
  return 0.5 * (1 + Math.cos((Math.PI * (p - warm)) / (1 - warm)));
}

/** α at a step (from 1) of `steps`. */
export function scheduled(name: ScheduleName, learningRate: number, step: number, steps: number): number {
  return learningRate * schedules[name].factor(Math.min(1, (step - 1) / Math.max(1, steps)));
}
