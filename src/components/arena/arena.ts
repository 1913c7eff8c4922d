import {address} from "../address.js";
import {reducedMotion, watchScheme} from "../theme.js";
import {announcer} from "./announcer.js";
import {currentProblem} from "./current-problem.js";
import {toCsv, toJson} from "./export.js";
import {readerReady} from "./formula-surface.js";
import {decode, encode} from "./link.js";
import {pace} from "./pace.js";
import {panels} from "./panels.js";
import {playback} from "./playback.js";
import {toCode} from "./program.js";
import {showMoment} from "./show-moment.js";
import {simulation} from "./simulation.js";
import {type ArenaState, FAR, forkRun, lastLeg, MAX_STEPS} from "./state.js";

const text = {
  allStopped: "Every run has stopped.",
  limit: (n: number) => `The history is full: ${n} steps.`
};

/**
 * The arena: a loss surface, optimizers that descend on it side by side, and everything to take their steps apart. It is
 * built in one task and filled in the next, so that the page answers in between.
 */
export async function arena() {
  const link = address({encode, decode}, ({state: next, notes}) => {
    pause();
    taken = next.step;
    voice.drop();
    update(next);
    parts.say(notes.join(" "));
  });
  const opened = link.read();
  let state = opened.state;
  /** The furthest step that the reader has gone to. */
  let taken = state.step;
  let frame = 0;
  let changed = true;
  /** Whether numbers and controls are due at the next frame, and not only ten times a second. */
  let wordsNow = true;
  let built = "";
  let hidden: readonly string[] | undefined;
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
    fork() {
      // Where it has stopped it is forked at its last step: later there is nothing to change.
      update(forkRun(state, state.selected, Math.min(state.step, sim.of(state.selected).last)));
    },
    play,
    pause,
    goTo,
    move: (by) => {
      pause();
      goTo(state.step + by);
      voice.step();
    },
    redraw,
    mark,
    link: (hide = state.hide) => link.linkTo({...state, hide}),
    code: () => toCode(state),
    csv: () => toCsv(state.runs, sim.of, taken),
    json: () => toJson(state, sim.of)
  });
  const {node} = parts;
  const voice = announcer(parts.say);
  /** Numbers and controls follow ten times a second, as fast as they can be read; the pictures at every frame. */
  const words = pace(100, request);

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
    if (!value.every((v) => Math.abs(v) <= FAR)) return;
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
    voice.drop();
    if (reducedMotion()) parts.multiples.start(state.step);
    parts.say("");
    wordsNow = true;
    mark();
    request();
  }

  /** Holds, and says where everything is, after what made it hold. */
  function pause(why = "") {
    if (!time.playing) return;
    time.stop();
    wordsNow = true;
    voice.held(why);
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
    if (time.playing && done && sim.finished && state.step > sim.last) pause(text.allStopped);
    const wordsDue = words.due(now, wordsNow);
    showMoment(parts, {
      state,
      sim,
      problem: current.problem,
      taken,
      playing: time.playing,
      changed,
      words: wordsDue
    });
    changed = wordsNow = false;
    if (wordsDue) put("frameMs", time.frameMs?.toFixed(1));
    mark();
    if (done) voice.tell({...state, of: sim.of, playing: time.playing});
    if (time.playing || !done) request();
  }

  /** Computes what the shown moment needs, in slices that leave room for drawing. */
  function compute(): boolean {
    // One step further than shown: the equations and arrows are those of the update that comes next.
    if (sim.reached(taken + 1)) return true;
    // The last slice is news as well as those before it.
    changed = true;
    return sim.advance(taken + 1, 9);
  }

  /** Brings the attributes up to date that tools read, all of them to the same moment. */
  function mark() {
    sim.sync(state.runs, current.problem, state.start);
    parts.runs.mark(state.step, sim.of);
    put("ready", String(sim.reached(taken + 1)));
    put("surface", state.surface);
    put("step", String(state.step));
    put("playing", String(time.playing));
    put("start", state.start.join(","));
    put("runs", String(state.runs.length));
    put("error", parts.head.error || undefined);
  }

  /** Sets an attribute where it differs; undefined takes it away. */
  function put(name: string, value: string | undefined) {
    if (node.dataset[name] === value) return;
    if (value === undefined) delete node.dataset[name];
    else node.dataset[name] = value;
  }

  // Colours are resolved when the curves are set, so another scheme sets them again.
  const unwatch = watchScheme(redraw);
  // Then a link's formula is there at once, and no other surface before it.
  if (state.surface === "formula") await readerReady();
  await new Promise((next) => setTimeout(next));
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
      words.dispose();
      unwatch();
      parts.dispose();
    }
  };
}
