import {optimizer, rules} from "../lib/optim/index.js";
import {descendMany} from "../lib/surfaces/fast/index.js";
import {type Surface, surfaces} from "../lib/surfaces/index.js";

export type Ground = Pick<Surface, "id" | "J" | "domain" | "learningRate">;

/** Names of the rules that take part: those that need gradients only. */
export const contestants = Object.keys(rules).filter((name) => rules[name].needs === "gradient");

/** Starts at the points of a grid over the domain, its edges included. */
function gridOf({x: [x0, x1], y: [y0, y1]}: Surface["domain"], side: number) {
  const at = (i: number, low: number, high: number) => low + ((high - low) * i) / (side - 1);
  const n = side * side;
  return {
    x: Float64Array.from({length: n}, (_, i) => at(i % side, x0, x1)),
    y: Float64Array.from({length: n}, (_, i) => at(Math.floor(i / side), y0, y1))
  };
}

/** side² descents of a rule, from a grid of starts. */
export function descendGrid(ground: Ground, name: string, side: number, steps: number): void {
  // Small enough that no descent leaves for infinity, where it would cost nothing more.
  const {settings} = optimizer(name);
  const learningRate = Math.min(Number(settings.learningRate), ground.learningRate / 100);
  descendMany(ground, optimizer(name, {learningRate}), gridOf(ground.domain, side), {steps});
}

/** In a page: seconds of a built-in surface. */
export function secondsInPage(id: string, name: string, side: number, steps: number): number {
  const ground = surfaces.find((s) => s.id === id);
  if (!ground) throw new Error(`descents: unknown surface: ${id}`);
  const start = performance.now();
  descendGrid(ground, name, side, steps);
  return (performance.now() - start) / 1000;
}
