import {reducedMotion, watchScheme} from "../theme.js";
import {address} from "./address.js";
import {currentProblem} from "./current-problem.js";
import {toCsv, toJson} from "./export.js";
import {inkOf, styleOf} from "./palette.js";
import {panels} from "./panels.js";
import {playback} from "./playback.js";
import {toCode} from "./program.js";
import {simulation} from "./simulation.js";
import {stabilityMarks} from "./stability.js";
import {type ArenaState, lastLeg, MAX_STEPS, type Run} from "./state.js";
import {stepSummary, stops, summary} from "./summary.js";

const text = {
  allStopped: "Every run has stopped.",
  limit: (n: number) => `The history is full: ${n} steps.`
};

/** The arena: a loss surface, optimizers that descend on it side by side, and everything to take their steps apart. */
export function arena() {
  const link = address(({state: next, notes}) => {
    pause();
    taken = next.step;
    telling = undefined;
    update(next);
    parts.say(notes.join(" "));
  });
  const opened = link.read();
  let state = opened.state;
  /** The furthest step that the reader has gone to. */
  let taken = state.step;
  let frame = 0;
  let changed = true;
  let built = "";
  let hidden: readonly string[] | undefined;
  /** What is to be said once it has been computed: a single step, or where everything is and what made it hold. */
  let telling: "step" | "result" | undefined;
  let held = "";
  /** Which runs have been said to have stopped. */
  let told = new Map<string, string>();
  const sim = simulation();
  const time = playback();
  const current = currentProblem({
    onRead: () => update(state),
    onFail: (problem, source) => {
      parts.head.fail(problem, source);
      mark();
    }
  });
  const parts = panels({
    change: (make) => update(make(state)),
    restart: (make) => {
      taken = 0;
      update(make(state));
    },
    setStart,
    play,
    pause,
    goTo,
    move: (by) => {
      pause();
      goTo(state.step + by);
      telling = "step";
    },
    redraw,
    mark,
    link: () => link.linkTo(state),
    code: () => toCode(state),
    csv: () => toCsv(state.runs, sim.of, taken),
    json: () => toJson(state, sim.of)
  });
  const {node} = parts;

  /** Takes over a state; everything on the page follows from it at the next frame. */
  function update(next: ArenaState) {
    const before = state;
    state = next;
    const change = current.take(state);
    const {surface} = current.problem;
    if (change.surface) parts.map.setSurface(surface, change.sameKind);
    if (change.problem) {
      parts.head.show(surface, state, current.formula);
      parts.noise.show(state.noise, surface.id);
    }
    // A slider changes numbers many times a second; what is built of nodes changes only with the make-up of the runs.
    const makeup = JSON.stringify(
      state.runs.map((run) => [run.id, run.hidden, lastLeg(run).rule, lastLeg(run).settings.convention])
    );
    if (makeup !== built) parts.formulas.build(state.runs);
    if (makeup !== built || before.selected !== state.selected) parts.runs.build(state.runs, state.selected);
    built = makeup;
    parts.space.setOpen(state.show.includes("3d"));
    if (hidden !== state.hide) parts.hide(state.hide);
    hidden = state.hide;
    link.write(state);
    mark();
    redraw();
  }

  function setStart(value: readonly [number, number]) {
    if (!value.every(Number.isFinite)) return;
    // While it plays, a new start is a new race; while it rests, the paths follow the start.
    if (time.playing) {
      taken = 0;
      time.forget();
      update({...state, start: value, step: 0});
    } else update({...state, start: value});
  }

  function goTo(step: number) {
    const next = Math.max(0, Math.min(MAX_STEPS, step));
    if (next > taken) {
      taken = next;
      update({...state, step: next});
      return;
    }
    // Within what was taken nothing changes but the moment: scrubbing leaves the curves and the contours alone.
    state = {...state, step: next};
    link.write(state);
    mark();
    request();
  }

  function play() {
    if (time.playing) return;
    if (state.step >= MAX_STEPS) state = {...state, step: 0};
    time.start();
    telling = undefined;
    if (reducedMotion()) parts.multiples.start(state.step);
    parts.say("");
    mark();
    request();
  }

  /** Holds, and says where everything is, after what made it hold. */
  function pause(why = "") {
    if (!time.playing) return;
    time.stop();
    telling = "result";
    held = why;
    link.write(state);
    mark();
    redraw();
  }

  function redraw() {
    changed = true;
    request();
  }

  function request() {
    frame ||= requestAnimationFrame(tick);
  }

  function tick(now: number) {
    frame = 0;
    // Who asked for less motion sees pictures instead of it.
    const due = time.playing && reducedMotion() ? parts.multiples.due(now, state.step) : time.due(now, state.speed);
    if (due === undefined) pause();
    else if (due > 0) {
      state = {...state, step: Math.min(MAX_STEPS, state.step + due)};
      taken = Math.max(taken, state.step);
    }
    if (time.playing && state.step >= MAX_STEPS) pause(text.limit(MAX_STEPS));
    const done = compute();
    node.dataset.ready = String(done);
    if (time.playing && done && sim.finished && state.step > sim.last) pause(text.allStopped);
    render();
    if (done) tell();
    if (time.playing || !done) request();
  }

  /** Says a single step, and each run that stops while it plays; not every step that it plays. */
  function tell() {
    const now = stops(state.runs, state.step, sim.of);
    const fresh = [...now].filter(([id, message]) => told.get(id) !== message).map(([, message]) => message);
    told = now;
    if (telling === "step") parts.say(stepSummary(state.runs, state.selected, state.step, sim.of));
    else if (telling === "result") parts.say(`${held} ${summary(state.runs, state.step, sim.of)}`.trim());
    else if (time.playing && fresh.length) parts.say(fresh.join(" "));
    telling = undefined;
  }

  /** Computes what the shown moment needs, in slices that leave room for drawing. */
  function compute(): boolean {
    const fresh = sim.sync(state.runs, current.problem, state.start);
    // One step further than shown: the equations and arrows are those of the update that comes next.
    const done = sim.advance(taken + 1, 9);
    if (fresh.length || !done) changed = true;
    return done;
  }

  function render() {
    const {runs, step} = state;
    const selected = runs.find((run) => run.id === state.selected)!;
    parts.step.show(selected, sim.of(selected.id), step);
    const moment = {
      step,
      start: state.start,
      trails: runs
        .filter((run) => !run.hidden)
        .map((run) => ({
          run: sim.of(run.id),
          taken,
          ...styleOf(runs, run),
          emphasized: run.id === state.selected
        }))
    };
    const beside = parts.conventions
      .paths(state.show.includes("conventions"), selected, sim.of(selected.id), current.problem, state.start, taken)
      .map(({path}) => ({run: path, taken, color: inkOf(), dash: [1, 3], emphasized: false, thin: true}));
    parts.map.show({...moment, trails: [...beside, ...moment.trails]});
    if (state.show.includes("3d"))
      parts.space.show({
        surface: current.problem.surface,
        view: parts.map.view,
        frame: moment,
        startLoss: sim.of(selected.id).at("loss", 0)
      });
    parts.runs.show(step, sim.of);
    parts.formulas.show(runs, step, sim.of);
    parts.time.show({step, taken, playing: time.playing, speed: state.speed});
    parts.settings.show(selected, runs.length, step);
    showBound(selected);
    parts.multiples.show(current.problem.surface, parts.map.view, moment, taken, changed);
    if (changed || time.playing) {
      parts.losses.set({runs, of: sim.of, taken, problem: current.problem});
      parts.start.show(state.start);
      parts.judges.show({state, surface: current.problem.surface, view: parts.map.view});
    }
    parts.losses.show(step);
    changed = false;
    mark();
  }

  /** How large the learning rate may be where the ball is. */
  function showBound(run: Run) {
    const path = sim.of(run.id);
    const at = Math.min(state.step, path.last);
    const {surface} = current.problem;
    parts.settings.setMarks(stabilityMarks(surface, lastLeg(run), path.at("theta.0", at), path.at("theta.1", at)));
  }

  /** Brings the attributes up to date that tools read. */
  function mark() {
    const data = node.dataset;
    data.surface = state.surface;
    data.step = String(state.step);
    data.playing = String(time.playing);
    data.start = state.start.join(",");
    data.runs = String(state.runs.length);
    if (parts.head.error) data.error = parts.head.error;
    else delete data.error;
    if (time.frameMs) data.frameMs = time.frameMs.toFixed(1);
  }

  // Colours are resolved when the curves are set, so another scheme sets them again.
  const unwatch = watchScheme(redraw);
  update(state);
  parts.say(opened.notes.join(" "));
  return {
    node,
    get state() {
      return state;
    },
    update,
    dispose() {
      link.dispose();
      current.dispose();
      cancelAnimationFrame(frame);
      unwatch();
      parts.dispose();
    }
  };
}
