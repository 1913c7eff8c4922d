import {type Formula, ravineOf, type Surface, surface as surfaceById} from "../../lib/surfaces/index.js";
import {element} from "../element.js";
import {watchScheme} from "../theme.js";
import {address} from "./address.js";
import {chart, type Series} from "./chart.js";
import {equations} from "./equations.js";
import {toCode, toCsv, toJson} from "./export.js";
import {short} from "./format.js";
import {surfaceOfFormula} from "./formula-editor.js";
import {frameClock} from "./frame-clock.js";
import {inside} from "./inside.js";
import {mapView} from "./map-view.js";
import {type Metric, metricNames, metricOf} from "./metrics.js";
import {noisePanel} from "./noise-panel.js";
import {styleOf} from "./palette.js";
import {type Problem, problem} from "./problem.js";
import {nameOf, runList} from "./run-list.js";
import {settingsPanel} from "./settings-panel.js";
import {share} from "./share.js";
import {simulation} from "./simulation.js";
import {stabilityMarks} from "./stability.js";
import {startFields} from "./start-fields.js";
import {
  type ArenaState,
  addRun,
  duplicateRun,
  forkRun,
  lastLeg,
  MAX_STEPS,
  removeRun,
  soloRun,
  withRule,
  withRun,
  withSetting,
  withSurface
} from "./state.js";
import {surfaceHead} from "./surface-head.js";
import {linkTerms} from "./terms.js";
import {transport} from "./transport.js";

const text = {
  metric: "What the chart shows",
  log: "Logarithmic",
  allStopped: "Every run has stopped.",
  limit: (n: number) => `The history is full: ${n} steps.`
};

/** The arena: a loss surface, optimizers that descend on it side by side, and everything to take their steps apart. */
export function arena() {
  const link = address(({state: next, notes}) => {
    pause();
    taken = next.step;
    update(next);
    say(notes.join(" "));
  });
  const opened = link.read();
  let state = opened.state;
  let playing = false;
  /** The furthest step that the reader has gone to. */
  let taken = state.step;
  let owed = 0;
  let frame = 0;
  let changed = true;
  let current: {key: string; problem: Problem} | undefined;
  /** The reader's own formula: the last that could be read, and the last that was tried. */
  let own: {formula: Formula; surface: Surface} | undefined;
  let reading: string | undefined;
  let disposed = false;
  let first = true;
  let built = "";
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
  const metric = element(
    "select",
    {},
    ...Object.entries(metricNames).map(([value, label]) => element("option", {value}, label))
  );
  metric.setAttribute("aria-label", text.metric);
  const log = element("input", {type: "checkbox"});
  let logChosen: boolean | undefined;
  const shown = () => metricNames[metric.value as keyof typeof metricNames];
  const losses = chart({
    caption: [metric, element("label", {class: "check"}, log, text.log)],
    label: shown(),
    onStep: goTo
  });
  for (const input of [metric, log])
    input.addEventListener("change", () => {
      logChosen = input === log ? log.checked : undefined;
      changed = true;
      request();
    });
  const formulas = equations();
  const start = startFields((value) => setStart(value));
  const head = surfaceHead({
    choose: (id) => {
      taken = 0;
      update(withSurface(state, id));
    },
    setCondition: (condition) => update({...state, condition}),
    setFormula: (formula) => update({...state, formula}),
    noteError: () => mark()
  });
  const noise = noisePanel((patch) => update({...state, noise: {...state.noise, ...patch}}));
  const step = inside({
    step: () => {
      pause();
      goTo(state.step + 1);
    },
    redraw: () => {
      pause();
      changed = true;
      request();
    }
  });
  map.setOverlay((view) => step.arrows(view));
  const keep = share({
    link: () => link.linkTo(state),
    code: () => toCode(state),
    csv: () => toCsv(state.runs, sim.of, taken),
    json: () => toJson(state, sim.of),
    picture: () => map.picture()
  });
  const live = element("p", {class: "live", role: "status", "aria-live": "polite"});
  const node = element(
    "div",
    {class: "arena", "data-lab": "arena"},
    head.node,
    element(
      "div",
      {class: "arena-stage"},
      element("div", {class: "arena-main"}, map.node, time.node, live),
      element("aside", {class: "arena-side"}, runs.node, settings.node, start.node, noise.node)
    ),
    losses.node,
    formulas.node,
    step.node,
    keep.node
  );

  // What a link may hide, and an embedding page may ask for; the map can only be asked for.
  for (const [name, part] of Object.entries({
    map: map.node,
    runs: runs.node,
    settings: settings.node,
    start: start.node,
    noise: noise.node,
    time: time.node,
    chart: losses.node,
    equations: formulas.node,
    inside: step.node,
    share: keep.node
  }))
    part.dataset.part = name;
  linkTerms(node);

  /** The surface that a state asks for; undefined while the reader's formula is still being read. */
  function surfaceOf({surface: id, condition, formula}: ArenaState): Surface | undefined {
    if (id === "ravine") return ravineOf({condition});
    if (id !== "formula") return surfaceById(id);
    if (own?.formula.source === formula) return own.surface;
    if (reading !== formula) void readFormula(formula);
    return own?.surface;
  }

  async function readFormula(source: string) {
    reading = source;
    try {
      const found = await surfaceOfFormula(source);
      if (disposed) return;
      own = found;
      update(state);
    } catch (problem) {
      if (!disposed) head.fail(problem, source);
      mark();
    }
  }

  /** Takes over a state; everything on the page follows from it at the next frame. */
  function update(next: ArenaState) {
    const before = state;
    state = next;
    const surface = surfaceOf(state) ?? current?.problem.surface ?? surfaceById("bowl");
    const key = JSON.stringify([surface.id, surface.source, state.condition, state.noise]);
    if (current?.key !== key) {
      if (!current || current.problem.surface.tex !== surface.tex)
        map.setSurface(surface, current?.problem.surface.id === surface.id);
      current = {key, problem: problem(surface, state.noise)};
      head.show(surface, state, own?.formula);
      noise.show(state.noise, surface.id);
    }
    // A slider changes numbers many times a second; what is built of nodes changes only with the make-up of the runs.
    const makeup = JSON.stringify(
      state.runs.map((run) => [run.id, run.hidden, lastLeg(run).rule, lastLeg(run).settings.convention])
    );
    if (makeup !== built) formulas.build(state.runs);
    if (makeup !== built || before.selected !== state.selected) runs.build(state.runs, state.selected);
    built = makeup;
    if (before.hide !== state.hide || first) hideParts();
    first = false;
    changed = true;
    link.write(state);
    mark();
    request();
  }

  /** Leaves out what a teacher's link hides. */
  function hideParts() {
    for (const part of node.querySelectorAll<HTMLElement>("[data-part]"))
      part.toggleAttribute("data-left-out", state.hide.includes(part.dataset.part!));
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
    link.write(state);
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
    const selected = state.runs.find((run) => run.id === state.selected)!;
    step.show(selected, sim.of(selected.id), state.step);
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
    formulas.show(state.runs, state.step, sim.of);
    time.show({step: state.step, taken, playing, speed: state.speed});
    if (changed || playing) {
      log.checked = isLog();
      losses.set(curves(), {log: isLog(), label: shown()});
      settings.show(selected, state.runs.length, state.step);
      showBound(selected);
      start.show(state.start);
    }
    losses.show(state.step);
    changed = false;
    mark();
  }

  /** Whether the chart is logarithmic: as the reader chose, or as suits the surface; a loss that is negative never is. */
  const isLog = () => logChosen ?? (metric.value !== "loss" || current!.problem.surface.levels === "log");

  /** How large the learning rate may be where the ball is. */
  function showBound(run: (typeof state.runs)[number]) {
    const path = sim.of(run.id);
    const at = Math.min(state.step, path.last);
    const {surface} = current!.problem;
    settings.setMarks(stabilityMarks(surface, lastLeg(run), path.at("theta.0", at), path.at("theta.1", at)));
  }

  function curves(): Series[] {
    return state.runs
      .filter((run) => !run.hidden)
      .map((run) => {
        const path = sim.of(run.id);
        const count = Math.min(path.last, taken) + 1;
        return {
          name: nameOf(state.runs, run),
          ...styleOf(state.runs, run),
          values: metricOf(metric.value as Metric, path, current!.problem.surface.minima, count),
          count
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
    if (head.error) data.error = head.error;
    else delete data.error;
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
  say(opened.notes.join(" "));
  return {
    node,
    get state() {
      return state;
    },
    update,
    dispose() {
      disposed = true;
      link.dispose();
      cancelAnimationFrame(frame);
      unwatch();
      map.dispose();
      losses.dispose();
    }
  };
}
