import {rules} from "../../../lib/optim/index.js";
import {surface} from "../../../lib/surfaces/index.js";
import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {loop} from "../../book/loop.js";
import {type Point, surfaceView} from "../../book/surface-view.js";
import {element} from "../../element.js";
import {show} from "../../format.js";
import {hueVariable, reducedMotion} from "../../theme.js";
import {pathUntil, type Racer, race, racers as rates} from "./race.js";

const text = {
  title: "Five ways down one valley",
  label: "A surface with four valleys, on which five optimizers descend",
  play: "Play",
  pause: "Pause",
  hint: "Touch the picture to start the race somewhere else.",
  caption:
    "Darker is lower, and the stars are the four lowest points. All five start together and see nothing but the slope where they stand.",
  ended: (start: string, best: string, lowest: string, loss: string) =>
    `From ${start}: ${best} ended lowest, ${lowest} steps later, at a loss of ${loss}.`,
  racing: (start: string, names: string) => `Racing from ${start}: ${names}.`
};

const STEPS = 220;
const STEPS_PER_SECOND = 26;
/** Seconds between the end of one race and the next. */
const REST = 2.5;
/** Where the five part: chosen because they end in different valleys. */
const starts: readonly Point[] = [
  [-6.3, 0.7],
  [6.3, 1.4],
  [0.35, -4.2],
  [0.1, 0.5]
];

/** The moving picture of the front page: optimizers racing down a surface, again and again, from the reader's start. */
export function landingRace() {
  const himmelblau = surface("himmelblau");
  const wide = innerWidth > 700;
  const shown = {
    ...himmelblau,
    domain: wide ? {x: [-9.2, 9.2] as const, y: [-4.6, 4.6] as const} : {x: [-7, 7] as const, y: [-5, 5] as const}
  };
  let start = starts[0];
  let racers: readonly Racer[] = [];
  let moment = reducedMotion() ? STEPS : 0;
  let next = 1;

  const view = surfaceView({
    surface: shown,
    label: text.label,
    point: start,
    onMove(point) {
      begin(point);
      motion.play();
    }
  });
  const toggle = button(text.pause, () => (motion.playing ? motion.pause() : motion.play()));
  const legend = element(
    "ul",
    {class: "legend"},
    ...Object.keys(rates).map((rule) => {
      const swatch = element("i");
      swatch.style.setProperty("--hue", hueVariable(rule));
      return element("li", {}, swatch, rules[rule].label);
    })
  );
  const frame = figureFrame({
    id: "race",
    title: text.title,
    caption: text.caption,
    body: [
      view.node,
      element("div", {class: "controls"}, toggle, legend, element("span", {class: "muted small"}, text.hint))
    ]
  });

  const where = ([x, y]: Point) => `(${show(x, 2)}, ${show(y, 2)})`;
  function begin(point: Point) {
    start = point;
    racers = race(himmelblau, start, STEPS);
    moment = 0;
    draw();
    frame.say(text.racing(where(start), racers.map(({label}) => label).join(", ")));
  }
  function draw() {
    view.set({
      point: start,
      trails: racers.map(({rule, points}) => ({
        points: pathUntil(points(Math.ceil(moment)), moment),
        colour: hueVariable(rule)
      }))
    });
  }
  function tell() {
    const best = racers.reduce((a, b) => (b.loss() < a.loss() ? b : a));
    frame.say(text.ended(where(start), best.label, String(STEPS), show(best.loss(), 2)));
  }
  const motion = loop(
    view.node,
    (seconds) => {
      const before = moment;
      moment += seconds * STEPS_PER_SECOND;
      if (before < STEPS && moment >= STEPS) tell();
      if (moment > STEPS + REST * STEPS_PER_SECOND) begin(starts[next++ % starts.length]);
      else if (before < STEPS) draw();
      return true;
    },
    {auto: true, onChange: (playing) => (toggle.textContent = playing ? text.pause : text.play)}
  );
  if (!motion.playing) toggle.textContent = text.play;
  begin(start);
  if (reducedMotion()) {
    moment = STEPS;
    draw();
    tell();
  }

  return {
    node: frame.node,
    dispose() {
      motion.dispose();
      view.dispose();
      frame.dispose();
    }
  };
}
