import {surface as builtIn, ravineOf, type Surface, surfaces} from "../../lib/surfaces/index.js";
import {element} from "../element.js";
import {watchScheme} from "../theme.js";
import {chart, type Series} from "./chart.js";
import {equations} from "./equations.js";
import {short} from "./format.js";
import {frameClock} from "./frame-clock.js";
import {typeset} from "./live-equation.js";
import {mapView} from "./map-view.js";
import {styleOf} from "./palette.js";
import {type Problem, problem} from "./problem.js";
import {nameOf, runList} from "./run-list.js";
import {settingsPanel} from "./settings-panel.js";
import {simulation} from "./simulation.js";
import {startFields} from "./start-fields.js";
import {
  type ArenaState,
  addRun,
  defaultState,
  duplicateRun,
  forkRun,
  MAX_STEPS,
  removeRun,
  soloRun,
  withRule,
  withRun,
  withSetting,
  withSurface
} from "./state.js";
import {transport} from "./transport.js";

const text = {
  surface: "Surface",
  loss: "Loss J(θ) at each step",
  allStopped: "Every run has stopped.",
  limit: (n: number) => `The history is full: ${n} steps.`
};

/** The arena: a loss surface, optimizers that descend on it side by side, and everything to take their steps apart. */
export function arena(initial: ArenaState = defaultState()) {
  let state = initial;
  let playing = false;
  /** The furthest step that the reader has gone to. */
  let taken = state.step;
  let owed = 0;
  let frame = 0;
  let changed = true;
  let current: {key: string; problem: Problem} | undefined;
  const sim = simulation();
  const clock = frameClock();

  const map = mapView({onStart: (start) => setStart(start)});
  const time = transport({
    play,
    pause,
    move: (by) => {
      pause();
      goTo(state.step + by);
    },
    reset: () => {
      pause();
      taken = 0;
      update({...state, step: 0});
    },
    scrub: (step) => {
      pause();
      goTo(step);
    },
    setSpeed: (speed) => update({...state, speed})
  });
  const runs = runList({
    select: (id) => update({...state, selected: id}),
    toggle: (id) => update(withRun(state, id, (run) => ({...run, hidden: !run.hidden}))),
    add: (rule) => update(addRun(state, rule))
  });
  const settings = settingsPanel({
    setRule: (rule) => update(withRule(state, state.selected, rule)),
    set: (key, value) => update(withSetting(state, state.selected, key, value)),
    duplicate: () => update(duplicateRun(state, state.selected)),
    fork: () => update(forkRun(state, state.selected, state.step)),
    solo: () => update(soloRun(state, state.selected)),
    remove: () => update(removeRun(state, state.selected))
  });
  const losses = chart({title: text.loss, onStep: goTo});
  const formulas = equations();
  const start = startFields((value) => setStart(value));
  const picker = element("select", {}, ...surfaces.map(({id, name}) => element("option", {value: id}, name)));
  picker.setAttribute("aria-label", text.surface);
  picker.addEventListener("change", () => {
    taken = 0;
    update(withSurface(state, picker.value));
  });
  const formulaLine = element("div", {class: "surface-formula"});
  const about = element("p", {class: "surface-about"});
  const live = element("p", {class: "live", role: "status", "aria-live": "polite"});
  const node = element(
    "div",
    {class: "arena", "data-lab": "arena"},
    element("div", {class: "arena-head"}, picker, formulaLine, about),
    element(
      "div",
      {class: "arena-stage"},
      element("div", {class: "arena-main"}, map.node, time.node, live),
      element("aside", {class: "arena-side"}, runs.node, settings.node, start.node)
    ),
    losses.node,
    formulas.node
  );

  function surfaceOf({surface: id, condition}: ArenaState): Surface {
    return id === "ravine" ? ravineOf({condition}) : builtIn(id);
  }

  /** Takes over a state; everything on the page follows from it at the next frame. */
  function update(next: ArenaState) {
    const before = state;
    state = next;
    const key = JSON.stringify([state.surface, state.condition, state.formula, state.noise]);
    if (!current || current.key !== key) {
      const surface = surfaceOf(state);
      current = {key, problem: problem(surface, state.noise)};
      map.setSurface(surface, before.surface === state.surface);
      formulaLine.replaceChildren(typeset(`J(x,y) = ${surface.tex}`));
      about.textContent = surface.about;
      picker.value = state.surface;
    }
    const selectionChanged = before.selected !== state.selected;
    if (before.runs !== state.runs || selectionChanged || changed) {
      runs.build(state.runs, state.selected);
      if (before.runs !== state.runs || changed) formulas.build(state.runs);
    }
    changed = true;
    mark();
    request();
  }

  function setStart(value: readonly [number, number]) {
    if (!value.every(Number.isFinite)) return;
    // While it plays, a new start is a new race; while it rests, the paths follow the start.
    if (playing) {
      taken = 0;
      owed = 0;
      update({...state, start: value, step: 0});
    } else update({...state, start: value});
  }

  function goTo(step: number) {
    const next = Math.max(0, Math.min(MAX_STEPS, step));
    taken = Math.max(taken, next);
    update({...state, step: next});
  }

  function play() {
    if (playing) return;
    playing = true;
    if (state.step >= MAX_STEPS) state = {...state, step: 0};
    clock.start();
    say("");
    mark();
    request();
  }

  function pause() {
    if (!playing) return;
    playing = false;
    owed = 0;
    clock.stop();
    changed = true;
    say(summary());
    mark();
    request();
  }

  function request() {
    frame ||= requestAnimationFrame(tick);
  }

  function tick(now: number) {
    frame = 0;
    if (playing) {
      owed += clock.elapsed(now) * state.speed;
      const whole = Math.floor(owed);
      owed -= whole;
      if (whole > 0) {
        state = {...state, step: Math.min(MAX_STEPS, state.step + whole)};
        taken = Math.max(taken, state.step);
      }
      if (state.step >= MAX_STEPS) {
        pause();
        say(`${text.limit(MAX_STEPS)} ${summary()}`);
      }
    }
    const done = compute();
    if (playing && done && sim.finished && state.step > sim.last) {
      pause();
      say(`${text.allStopped} ${summary()}`);
    }
    render();
    if (playing || !done) request();
  }

  /** Computes what the shown moment needs, in slices that leave room for drawing. */
  function compute(): boolean {
    const fresh = sim.sync(state.runs, current!.problem, state.start);
    // One step further than shown: the equations and arrows are those of the update that comes next.
    const done = sim.advance(taken + 1, 9);
    if (fresh.length || !done) changed = true;
    return done;
  }

  function render() {
    const visible = state.runs.filter((run) => !run.hidden);
    map.show({
      step: state.step,
      start: state.start,
      trails: visible.map((run) => ({
        run: sim.of(run.id),
        taken,
        ...styleOf(state.runs, run),
        emphasized: run.id === state.selected
      }))
    });
    runs.show(state.step, sim.of);
    formulas.show(state.step, sim.of);
    time.show({step: state.step, taken, playing, speed: state.speed});
    if (changed || playing) {
      losses.set(lossSeries(), {log: isLog()});
      settings.show(state.runs.find((run) => run.id === state.selected)!, state.runs.length, state.step);
      start.show(state.start);
    }
    losses.show(state.step);
    changed = false;
    mark();
  }

  const isLog = () => current!.problem.surface.levels === "log";

  function lossSeries(): Series[] {
    return state.runs
      .filter((run) => !run.hidden)
      .map((run) => {
        const path = sim.of(run.id);
        return {
          name: nameOf(state.runs, run),
          ...styleOf(state.runs, run),
          values: path.column("loss")!,
          count: Math.min(path.last, taken) + 1
        };
      });
  }

  /** Brings the attributes up to date that tools read. */
  function mark() {
    const data = node.dataset;
    data.surface = state.surface;
    data.step = String(state.step);
    data.playing = String(playing);
    data.start = state.start.join(",");
    data.runs = String(state.runs.length);
    if (clock.median) data.frameMs = clock.median.toFixed(1);
  }

  /** The moment in words. */
  function summary(): string {
    const parts = state.runs
      .filter((run) => !run.hidden)
      .map((run) => {
        const path = sim.of(run.id);
        const name = nameOf(state.runs, run);
        if (path.stopped && path.stopped.reason !== "converged" && state.step >= path.stopped.step)
          return `${name} stopped at step ${path.stopped.step}`;
        return `${name} ${short(path.at("loss", Math.min(state.step, path.last)))}`;
      });
    return `Step ${state.step}. Loss: ${parts.join(", ")}.`;
  }

  function say(words: string) {
    live.textContent = words;
  }

  // Colours are resolved when the curves are set, so another scheme sets them again.
  const unwatch = watchScheme(() => {
    changed = true;
    request();
  });
  update(state);
  return {
    node,
    get state() {
      return state;
    },
    update,
    dispose() {
      cancelAnimationFrame(frame);
      unwatch();
      map.dispose();
      losses.dispose();
    }
  };
}
