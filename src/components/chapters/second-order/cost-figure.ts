import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {grouped} from "../../format.js";
import {curve, sampled, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {svg} from "../../svg.js";
import {hueVariable} from "../../theme.js";
import {controls} from "../controls.js";
import {bytes, costOf, type Method, seconds, time} from "./cost.js";

const text = {
  title: "What one step costs",
  caption:
    "Memory for what a method keeps, in float64, and time for its own arithmetic at ten billion operations a second; the gradient itself is not counted, since all of them need it. L-BFGS keeps ten pairs. Both axes are logarithmic.",
  n: "Parameters",
  x: "parameters n",
  y: "bytes",
  names: {adam: "Adam: 2n", lbfgs: "L-BFGS: 20n", newton: "Newton: n²"},
  says: (n: string, newton: string, newtonTime: string, lbfgs: string, adam: string) =>
    `With ${n} parameters Newton keeps ${newton} and computes for ${newtonTime} a step; L-BFGS keeps ${lbfgs}, Adam ${adam}.`
};

const drawn: readonly (Method & keyof typeof text.names)[] = ["adam", "lbfgs", "newton"];

/** Memory per step of Adam, L-BFGS and Newton against the number of parameters. */
export function costFigure({n: initial = 101_770}: {n?: number} = {}) {
  let n = initial;
  const picture = plot(
    {
      x: {domain: [10, 1e12], log: true, label: text.x, format: bytes.power},
      y: {domain: [10, 1e16], log: true, label: text.y, format: (v) => bytes.show(v)},
      height: 320,
      left: 66
    },
    draw
  );

  function* draw(p: typeof picture): Generator<Node> {
    const {top, bottom} = p.edges();
    yield svg("line", {x1: p.x(n), x2: p.x(n), y1: top, y2: bottom, class: "marker"});
    for (const method of drawn) {
      const points = sampled((e) => Math.log10(8 * costOf(method, 10 ** e).memory), [1, 12], 60).map(
        ([e, m]) => [p.x(10 ** e), p.y(10 ** m)] as const
      );
      yield curve(
        points.filter(([, y]) => y >= top && y <= bottom),
        {class: "curve", stroke: hueVariable(method)}
      );
      const right = method !== "lbfgs";
      const e = method === "newton" ? 6.8 : method === "adam" ? 8.6 : 9.4;
      const at = [p.x(10 ** e), p.y(8 * costOf(method, 10 ** e).memory)] as const;
      yield words([at[0] + (right ? 8 : -8), at[1] + (right ? 16 : -4)], text.names[method], {
        "text-anchor": right ? "start" : "end",
        class: "curve-label halo",
        fill: hueVariable(method)
      });
    }
  }

  function update() {
    const memory = (method: Method) => bytes.show(8 * costOf(method, n).memory);
    const sentence = text.says(
      grouped(n),
      memory("newton"),
      time(seconds("newton", n)),
      memory("lbfgs"),
      memory("adam")
    );
    parts.say(sentence);
    picture.describe(`${text.title}. ${sentence}`);
    picture.update();
  }

  function set(next: {n: number}) {
    n = Math.round(next.n);
    count.set(n);
    update();
  }

  const count = slider(
    {
      label: text.n,
      tex: "n",
      min: 10,
      max: 1e12,
      scale: "log",
      step: 0.05,
      value: n,
      format: grouped
    },
    (value) => set({n: value})
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "cost",
    body: [picture.node, controls(count.node)]
  });
  update();
  return {
    node: parts.node,
    set,
    dispose() {
      picture.dispose();
      parts.dispose();
    }
  };
}
