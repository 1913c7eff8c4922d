import {element} from "../element.js";
import {conventionPaths} from "./convention-paths.js";
import {equations} from "./equations.js";
import {inside} from "./inside.js";
import {judgeUnfold} from "./judge/unfold.js";
import {mapView} from "./map-view.js";
import {metricChart} from "./metric-chart.js";
import {noisePanel} from "./noise-panel.js";
import {relief} from "./relief.js";
import {runList} from "./run-list.js";
import {settingsPanel} from "./settings-panel.js";
import {type ShareSources, share} from "./share.js";
import {smallMultiples} from "./small-multiples.js";
import {startFields} from "./start-fields.js";
import {
  type ArenaState,
  addRun,
  duplicateRun,
  removeRun,
  soloRun,
  withExtra,
  withRule,
  withRun,
  withSetting,
  withSettings,
  withSurface
} from "./state.js";
import {surfaceHead} from "./surface-head.js";
import {linkTerms} from "./terms.js";
import {transport} from "./transport.js";

/** What the panels ask the arena to do. */
export interface ArenaActions extends Pick<ShareSources, "link" | "code" | "csv" | "json"> {
  /** Makes another state of the present one. */
  change(make: (state: ArenaState) => ArenaState): void;
  /** As `change`, and forgets the steps that were taken. */
  restart(make: (state: ArenaState) => ArenaState): void;
  setStart(start: readonly [number, number]): void;
  /** Forks the selected run at the shown step. */
  fork(): void;
  play(): void;
  pause(): void;
  /** Shows another step, without pausing. */
  goTo(step: number): void;
  /** Pauses, and moves by so many steps. */
  move(by: number): void;
  /** Something is to be drawn again, though the state is the same. */
  redraw(): void;
  /** An attribute of the page has changed. */
  mark(): void;
}

/** All parts of the arena, in their places. */
export function panels(actions: ArenaActions) {
  const {change, restart} = actions;
  /** Holds, and shows another step. */
  const scrub = (step: number) => {
    actions.pause();
    actions.goTo(step);
  };
  const map = mapView({onStart: actions.setStart, onView: actions.redraw});
  const space = relief((open) => change((state) => withExtra(state, "3d", open)));
  map.addTool(space.button);
  const views = element("div", {class: "arena-views"}, map.node, space.node);
  const time = transport({
    play: actions.play,
    pause: actions.pause,
    move: actions.move,
    reset: () => {
      actions.pause();
      restart((state) => ({...state, step: 0}));
    },
    scrub,
    setSpeed: (speed) => change((state) => ({...state, speed}))
  });
  const runs = runList({
    select: (id) => change((state) => ({...state, selected: id})),
    toggle: (id) => change((state) => withRun(state, id, (run) => ({...run, hidden: !run.hidden}))),
    add: (rule) => change((state) => addRun(state, rule)),
    look: (id, at) => {
      change((state) => ({...state, selected: id}));
      scrub(at);
    }
  });
  const conventions = conventionPaths((on) => change((state) => withExtra(state, "conventions", on)));
  const settings = settingsPanel(
    {
      setRule: (rule) => change((state) => withRule(state, state.selected, rule)),
      set: (key, value) => change((state) => withSetting(state, state.selected, key, value)),
      duplicate: () => change((state) => duplicateRun(state, state.selected)),
      fork: actions.fork,
      solo: () => change((state) => soloRun(state, state.selected)),
      remove: () => change((state) => removeRun(state, state.selected))
    },
    conventions.node
  );
  const start = startFields(actions.setStart);
  const noise = noisePanel((patch) => change((state) => ({...state, noise: {...state.noise, ...patch}})));
  const head = surfaceHead({
    choose: (id) => restart((state) => withSurface(state, id)),
    setCondition: (condition) => change((state) => ({...state, condition})),
    setFormula: (formula) => change((state) => ({...state, formula})),
    noteError: actions.mark
  });
  const losses = metricChart({onStep: scrub, redraw: actions.redraw});
  const formulas = equations();
  const step = inside({
    step: () => actions.move(1),
    redraw: () => {
      actions.pause();
      actions.redraw();
    }
  });
  const judges = judgeUnfold({
    setStart: actions.setStart,
    set: (values) => change((state) => withSettings(state, state.selected, values)),
    noteBasins(shares) {
      if (shares) node.dataset.basins = shares;
      else delete node.dataset.basins;
    }
  });
  map.setOverlay((view) => [...conventions.labels(view), ...step.arrows(view)]);
  const keep = share({
    ...actions,
    picture: () => map.picture(),
    relief: () => space.picture(),
    map: () => map.drawing(),
    chart: () => losses.drawing()
  });
  const multiples = smallMultiples(scrub);
  const live = element("p", {class: "live", role: "status", "aria-live": "polite"});
  const node = element(
    "div",
    {class: "arena", "data-lab": "arena"},
    head.node,
    element(
      "div",
      {class: "arena-stage"},
      element("div", {class: "arena-main"}, views, time.node, multiples.node, live),
      element("aside", {class: "arena-side"}, runs.node, settings.node, start.node, noise.node)
    ),
    losses.node,
    formulas.node,
    step.node,
    judges.node,
    keep.node
  );

  // What a link may hide, and an embedding page may ask for; the map can only be asked for.
  for (const [name, part] of Object.entries({
    map: views,
    runs: runs.node,
    settings: settings.node,
    start: start.node,
    noise: noise.node,
    time: time.node,
    chart: losses.node,
    equations: formulas.node,
    inside: step.node,
    judge: judges.node,
    share: keep.node
  }))
    part.dataset.part = name;
  const relight = linkTerms(node);

  return {
    node,
    head,
    map,
    space,
    time,
    runs,
    settings,
    conventions,
    start,
    noise,
    losses,
    formulas,
    step,
    multiples,
    judges,
    relight,
    /** Writes a moment in words where it is read out. */
    say(words: string) {
      live.textContent = words;
    },
    /** Leaves out what a teacher's link hides. */
    hide(names: readonly string[]) {
      for (const part of node.querySelectorAll<HTMLElement>("[data-part]"))
        part.toggleAttribute("data-left-out", names.includes(part.dataset.part!));
    },
    dispose() {
      map.dispose();
      space.dispose();
      losses.dispose();
      formulas.dispose();
      judges.dispose();
    }
  };
}

export type Panels = ReturnType<typeof panels>;
