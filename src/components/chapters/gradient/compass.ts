import {contours} from "npm:d3-contour";
import {gradientAt, gridOf, lossAt, ravineOf, surface} from "../../../lib/surfaces/index.js";
import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import type {Plane} from "../../book/plane.js";
import {slider} from "../../book/slider.js";
import {type Point, surfaceView} from "../../book/surface-view.js";
import {element} from "../../element.js";
import {fixed} from "../../format.js";
import {lineChart} from "../../plot/line-chart.js";
import {colour} from "../../theme.js";
import {angleOf, directionalDerivative, measuredSlope, unit} from "./directions.js";

const text = {
  title: "Turn, and feel the slope",
  label: "A surface with a point on it, its gradient, and a direction that you turn",
  caption:
    "Drag the point, or move it with the arrow keys. $\\nabla J$ and $-\\nabla J$ are drawn at $0.4$ of their length; $u$ has length $1$ and is drawn at $0.8$. The strong line is the contour through the point: along it the loss stays the same. The measured slope comes from two heights a hair apart.",
  direction: "Direction you look",
  loss: "J",
  steepness: "|∇J|",
  slope: "∇J · u",
  measured: "measured",
  chart: "Slope in every direction",
  angle: "direction, degrees",
  surface: "Surface",
  ravine: "valley",
  saddle: "saddle",
  kinds: {
    up: "That is steepest up.",
    down: "That is steepest down.",
    level: "That is along the contour: level ground.",
    rise: "The ground rises.",
    fall: "The ground falls.",
    flat: "It is flat here: the gradient is zero, and no direction rises or falls."
  },
  says: (degrees: string, slope: string, kind: string) => `At ${degrees} degrees the slope is ${slope}. ${kind}`
};

/** Arrows of ∇J are drawn at this share of their length, u at the other. */
const SHARE = 0.4;
const UNIT = 0.8;
const GRID = 90;
const surfaces = {
  ravine: {...ravineOf({condition: 4}), domain: {x: [-3, 3], y: [-2.2, 2.2]}},
  saddle: surface("saddle")
} as const;

/** A point on a surface with ∇J, −∇J and a direction to turn: the slope that way is ∇J · u, a cosine. */
export function gradientCompass() {
  let on: keyof typeof surfaces = "ravine";
  let point: Point = [1.5, 0.6];
  let degrees = 0;

  const view = surfaceView({
    surface: surfaces[on],
    label: text.label,
    point,
    maxWidth: 600,
    onMove(next) {
      point = next;
      update();
    }
  });
  const turn = slider(
    {label: text.direction, tex: "u", min: -180, max: 180, step: 1, value: 0, format: (v) => `${fixed(v, 0)}°`},
    (v) => look(v)
  );
  const wave = lineChart({
    title: text.chart,
    height: 190,
    x: {domain: [-180, 180], ticks: [-180, -90, 0, 90, 180], label: text.angle},
    y: {domain: [-1, 1]}
  });
  const cells = [text.loss, text.steepness, text.slope, text.measured].map((name) => {
    const value = element("dd");
    return {value, node: element("div", {}, element("dt", {}, name), value)};
  });
  const pick = choice(
    {
      label: text.surface,
      choices: [
        ["ravine", text.ravine],
        ["saddle", text.saddle]
      ],
      value: "ravine"
    },
    show
  );
  const frame = figureFrame({
    id: "gradient-compass",
    title: text.title,
    caption: text.caption,
    body: [view.node],
    side: [turn.node, element("dl", {class: "readout"}, ...cells.map(({node}) => node)), wave.node, pick.node]
  });

  function show(next: "ravine" | "saddle") {
    on = next;
    pick.set(next);
    view.set({surface: surfaces[on]});
    if (on === "saddle") point = [0.9, 0.45];
    else point = [1.5, 0.6];
    update();
  }

  function look(angle: number) {
    degrees = angle;
    turn.set(Math.round(angle));
    update();
  }

  /** The level set through the point. */
  function contour(context: CanvasRenderingContext2D, p: Plane) {
    const {domain} = surfaces[on];
    const losses = Array.from(gridOf(surfaces[on], GRID, GRID, domain));
    const px = (i: number) => ((i - 0.5) * p.width) / (GRID - 1);
    const py = (j: number) => p.height - ((j - 0.5) * p.height) / (GRID - 1);
    context.strokeStyle = colour("ink", view.node);
    context.lineWidth = 1.25;
    const edge = (i: number, j: number) => i < 1 || j < 1 || i > GRID - 1 || j > GRID - 1;
    for (const polygon of contours()
      .size([GRID, GRID])
      .contour(losses, lossAt(surfaces[on], ...point)).coordinates)
      for (const ring of polygon) {
        context.beginPath();
        let pen = false;
        for (const [i, j] of ring) {
          if (edge(i, j)) pen = false;
          else if (pen) context.lineTo(px(i), py(j));
          else {
            context.moveTo(px(i), py(j));
            pen = true;
          }
        }
        context.stroke();
      }
  }

  function update() {
    const {loss, gradient} = gradientAt(surfaces[on], ...point);
    const steepness = Math.hypot(...gradient);
    const u = unit(degrees);
    const slope = directionalDerivative(gradient, u);
    view.set({
      point,
      overlay: contour,
      arrows: [
        {from: point, delta: [SHARE * gradient[0], SHARE * gradient[1]], colour: "var(--uphill)", label: "∇J"},
        {from: point, delta: [-SHARE * gradient[0], -SHARE * gradient[1]], colour: "var(--downhill)", label: "−∇J"},
        {
          from: point,
          delta: [UNIT * u[0], UNIT * u[1]],
          colour: "var(--ink)",
          label: "u",
          dash: [4, 3],
          beside: Math.abs(slope) > 0.9 * steepness
        }
      ]
    });
    const values = [loss, steepness, slope, measuredSlope(surfaces[on], point, u)];
    for (const [i, {value}] of cells.entries()) value.textContent = fixed(values[i], 3);
    const top = 1.15 * Math.max(0.2, steepness);
    const uphill = angleOf(gradient);
    const downhill = uphill > 0 ? uphill - 180 : uphill + 180;
    wave.show({
      y: {domain: [-top, top]},
      curves: [
        {
          points: [
            [-180, 0],
            [180, 0]
          ],
          colour: "var(--rule-strong)",
          width: 1
        },
        {
          points: Array.from({length: 121}, (_, i) => {
            const a = -180 + 3 * i;
            return [a, directionalDerivative(gradient, unit(a))] as const;
          })
        }
      ],
      marks: [
        ...(steepness > 1e-6
          ? [
              {at: [uphill, steepness] as const, colour: "var(--uphill)", label: "∇J"},
              {at: [downhill, -steepness] as const, colour: "var(--downhill)", label: "−∇J"}
            ]
          : []),
        {at: [degrees, slope]}
      ],
      summary: text.says(fixed(degrees, 0), fixed(slope, 2), kindOf(slope, steepness))
    });
    frame.say(text.says(fixed(degrees, 0), fixed(slope, 2), kindOf(slope, steepness)));
  }

  function kindOf(slope: number, steepness: number): string {
    if (steepness < 1e-6) return text.kinds.flat;
    const share = slope / steepness;
    if (share > 0.999) return text.kinds.up;
    if (share < -0.999) return text.kinds.down;
    if (Math.abs(share) < 0.02) return text.kinds.level;
    return share > 0 ? text.kinds.rise : text.kinds.fall;
  }

  update();
  const uphill = () => angleOf(gradientAt(surfaces[on], ...point).gradient);
  const wrap = (a: number) => (a > 180 ? a - 360 : a <= -180 ? a + 360 : a);
  return {
    node: frame.node,
    /** Words of the prose. */
    lookUp: () => look(uphill()),
    lookDown: () => look(wrap(uphill() + 180)),
    lookAlong: () => look(wrap(uphill() + 90)),
    goTo(next: Point, which: keyof typeof surfaces = on) {
      if (which !== on) show(which);
      point = next;
      update();
    },
    dispose() {
      view.dispose();
      wave.dispose();
      frame.dispose();
    }
  };
}
