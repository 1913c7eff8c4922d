import {inkOf, styleOf} from "./palette.js";
import type {Panels} from "./panels.js";
import type {Problem} from "./problem.js";
import type {Simulation} from "./simulation.js";
import {stabilityMarks} from "./stability.js";
import {type ArenaState, lastLeg} from "./state.js";

/** All that a frame is drawn from. */
export interface Shown {
  readonly state: ArenaState;
  readonly sim: Simulation;
  readonly problem: Problem;
  /** The furthest step that was taken. */
  readonly taken: number;
  readonly playing: boolean;
  /** Whether more than the moment may have changed since the last frame. */
  readonly changed: boolean;
  /** Whether it is the turn of numbers and controls, which cost a layout of the page. */
  readonly words: boolean;
}

/** Draws a moment: the pictures at every frame, numbers and controls when it is their turn. */
export function showMoment(parts: Panels, shown: Shown): void {
  const {state, sim, taken, playing, changed} = shown;
  const {runs, step} = state;
  showPictures(parts, shown);
  if (changed || playing) parts.losses.set({runs, of: sim.of, taken, problem: shown.problem, moving: playing});
  parts.losses.show(step);
  if (shown.words) showWords(parts, shown);
  parts.relight();
}

function showWords(parts: Panels, shown: Shown): void {
  const {state, sim, taken, playing} = shown;
  const {runs, step} = state;
  const selected = runs.find((run) => run.id === state.selected)!;
  parts.step.show();
  parts.runs.show(step, sim.of);
  parts.formulas.show(runs, step, sim.of);
  parts.time.show({step, taken, playing, speed: state.speed});
  parts.settings.show(selected, runs.length, step);
  parts.settings.setMarks(boundsAt(shown));
  parts.start.show(state.start);
  parts.conventions.say();
  parts.losses.describe();
  parts.judges.show({state, surface: shown.problem.surface, view: parts.map.view});
}

function showPictures(parts: Panels, {state, sim, problem, taken, changed}: Shown): void {
  const {runs, step} = state;
  const selected = runs.find((run) => run.id === state.selected)!;
  const path = sim.of(selected.id);
  parts.step.take(selected, path, step);
  const own = runs
    .filter((run) => !run.hidden)
    .map((run) => ({run: sim.of(run.id), taken, ...styleOf(runs, run), emphasized: run.id === state.selected}));
  const beside = parts.conventions
    .paths(state.show.includes("conventions"), selected, path, problem, state.start, taken)
    .map(({path}) => ({run: path, taken, color: inkOf(), dash: [1, 3], emphasized: false, thin: true}));
  const moment = {step, start: state.start, trails: own};
  parts.map.show({...moment, trails: [...beside, ...own]});
  if (state.show.includes("3d"))
    parts.space.show({
      surface: problem.surface,
      view: parts.map.view,
      frame: moment,
      startLoss: path.at("loss", 0)
    });
  parts.multiples.show(problem.surface, parts.map.view, moment, taken, changed);
}

/** How large the selected run's learning rate may be where its ball is. */
function boundsAt({state, sim, problem}: Shown) {
  const run = state.runs.find(({id}) => id === state.selected)!;
  const path = sim.of(run.id);
  const at = Math.min(state.step, path.last);
  return stabilityMarks(problem.surface, lastLeg(run), path.at("theta.0", at), path.at("theta.1", at));
}
