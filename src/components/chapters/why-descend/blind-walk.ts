import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import type {Plane} from "../../book/plane.js";
import {type Point, surfaceView} from "../../book/surface-view.js";
import {element} from "../../element.js";
import {fixed, show} from "../../format.js";
import {colour} from "../../theme.js";
import {heights} from "./heights.js";
import {guidedWalk, type Landscape, landscapes, STEPS, slopeAt, stepTowards} from "./walk.js";

const text = {
  title: "Walk downhill in the dark",
  label: "A landscape in the dark. You stand at the dot; the arrow points straight downhill.",
  caption:
    "You see your height, and which way the ground falls under your feet: nothing else. Click where you want to step, or use the arrow keys; one step reaches as far as the circle. The arrow shows only a direction, so its length means nothing.",
  landscape: "Landscape",
  again: "Start again",
  reveal: "Light the lamp",
  height: "Your height",
  steepness: "Steepness here",
  left: "Steps left",
  start: (height: string) => `You stand at height ${height}. You have ${STEPS} steps.`,
  at: (step: number, height: string, down: boolean) =>
    `Step ${step} of ${STEPS}: ${down ? "down" : "up"} to height ${height}.`,
  watched: (guided: string) =>
    `You took no step. Gradient descent reached height ${guided} in ${STEPS}. Start again to try it in the dark.`,
  end: (yours: string, guided: string, better: boolean) =>
    `You reached height ${yours}. Gradient descent, with as many steps and no more light than you had, reached ${guided}. ${
      better ? "You did better this time." : "It only ever followed the arrow."
    }`
};

const names = {a: "A", b: "B", c: "C"} as const;

/** A landscape that the reader walks blind, with the slope as only guide; then gradient descent does the same. */
export function blindWalk() {
  let land: Landscape = landscapes.a;
  let points: Point[] = [land.start];
  let lit = false;
  const chart = heights();
  const cells = [text.height, text.steepness, text.left].map((name) => {
    const value = element("dd");
    return {value, node: element("div", {}, element("dt", {}, name), value)};
  });
  const view = surfaceView({
    surface: land.surface,
    label: text.label,
    maxWidth: 560,
    hidden: true,
    drag: false,
    keyStep: 0.06,
    onMove: walk
  });
  const pick = choice(
    {
      label: text.landscape,
      choices: (["a", "b", "c"] as const).map((key) => [key, names[key]] as const),
      value: "a"
    },
    choose
  );
  const frame = figureFrame({
    id: "blind-walk",
    title: text.title,
    caption: text.caption,
    body: [view.node],
    side: [
      element("dl", {class: "readout"}, ...cells.map(({node}) => node)),
      chart.node,
      element("div", {class: "controls"}, button(text.reveal, light, "primary"), button(text.again, again)),
      pick.node
    ]
  });

  function walk(to: Point) {
    if (lit || points.length > STEPS) return;
    const from = points[points.length - 1];
    points.push(stepTowards(land, from, to));
    const before = slopeAt(land, from).loss;
    const {loss} = slopeAt(land, points[points.length - 1]);
    frame.say(text.at(points.length - 1, fixed(loss), loss <= before));
    if (points.length > STEPS) light();
    else draw();
  }

  function light() {
    lit = true;
    const yours = slopeAt(land, points[points.length - 1]).loss;
    const guided = guidedWalk(land).loss;
    frame.say(points.length > 1 ? text.end(show(yours), show(guided), yours < guided) : text.watched(show(guided)));
    draw();
  }

  function again() {
    points = [land.start];
    lit = false;
    frame.say(text.start(fixed(slopeAt(land, land.start).loss)));
    draw();
  }

  function choose(key: keyof typeof landscapes) {
    land = landscapes[key];
    pick.set(key);
    view.set({surface: land.surface});
    again();
  }

  /** The circle that a step can reach, and the arrow downhill. */
  function compass(context: CanvasRenderingContext2D, p: Plane) {
    const here = points[points.length - 1];
    const {down, steepness} = slopeAt(land, here);
    const [x, y] = [p.x(here[0]), p.y(here[1])];
    context.strokeStyle = colour("rule-strong", view.node);
    context.lineWidth = 1.25;
    context.setLineDash([3, 4]);
    context.beginPath();
    context.arc(x, y, land.reach * p.scale, 0, 2 * Math.PI);
    context.stroke();
    context.setLineDash([]);
    if (steepness < 1e-6) return;
    const size = 42;
    const [ux, uy] = [down[0], -down[1]];
    context.strokeStyle = context.fillStyle = colour("downhill", view.node);
    context.lineWidth = 3;
    context.beginPath();
    context.moveTo(x + 10 * ux, y + 10 * uy);
    context.lineTo(x + (size - 8) * ux, y + (size - 8) * uy);
    context.stroke();
    context.beginPath();
    context.moveTo(x + size * ux, y + size * uy);
    context.lineTo(x + (size - 12) * ux - 6 * uy, y + (size - 12) * uy + 6 * ux);
    context.lineTo(x + (size - 12) * ux + 6 * uy, y + (size - 12) * uy - 6 * ux);
    context.fill();
  }

  function draw() {
    const here = points[points.length - 1];
    const slope = slopeAt(land, here);
    const guided = guidedWalk(land).points;
    view.set({
      hidden: !lit,
      point: here,
      overlay: lit ? () => {} : compass,
      trails: [
        {points, colour: "var(--ink)", dots: true, ball: false},
        ...(lit ? [{points: guided, colour: "var(--downhill)", dots: true}] : [])
      ]
    });
    cells[0].value.textContent = fixed(slope.loss);
    cells[1].value.textContent = fixed(slope.steepness);
    cells[2].value.textContent = String(STEPS + 1 - points.length);
    const losses = (path: readonly Point[]) => path.map((point) => slopeAt(land, point).loss);
    chart.show(losses(points), lit ? losses(guided) : []);
  }

  again();
  return {
    node: frame.node,
    /** For words in the prose: shows another landscape. */
    choose,
    dispose() {
      view.dispose();
      chart.dispose();
      frame.dispose();
    }
  };
}
