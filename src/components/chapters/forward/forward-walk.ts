import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {slider} from "../../book/slider.js";
import {formula} from "../../formula.js";
import {words} from "../../plot/marks.js";
import {type Room, room} from "../../plot/room.js";
import {svg} from "../../svg.js";
import {controls} from "../controls.js";
import {type activationTex, smallNetwork, walk, walkTex} from "./walk.js";

type Chosen = keyof typeof activationTex;

const text = {
  title: "Follow the numbers through a network",
  caption:
    "Blue lines carry positive weights and orange ones negative; the thicker, the larger. Numbers are rounded to two places for show only.",
  next: "Next step",
  back: "Back",
  all: "To the end",
  activation: "Activation",
  x1: "First input",
  x2: "Second input",
  columns: ["inputs", "weighted sums and activations", "output"],
  idle: "Two numbers wait at the entrance. Press Next step, and watch the formula.",
  sum: (name: string, value: string) => `${name} adds up what reaches it: ${value}.`,
  activation_: (name: string, before: string, after: string) => `${name} turns ${before} into ${after}.`,
  end: (value: string, percent: string) =>
    `The output is ${value}: the network gives “class 1” a probability of ${percent} %.`,
  hidden: (unit: number) => `Hidden unit ${unit}`,
  output: "The output unit",
  silent: (name: string) => `${name} is silent: its sum was below zero, and ReLU lets nothing through.`
};

const two = (value: number) => String(Number(value.toFixed(2))).replace("-", "−");

/** A network of two inputs and three hidden units, walked one operation at a time. */
export function forwardWalk() {
  const x = [0.9, -0.5];
  let activation: Chosen = "tanh";
  let step = 0;
  const live = formula("x_1,\\; x_2", {display: true});
  const picture = room((width) => (width < 520 ? 300 : 330), draw);

  const steps = () => walk(smallNetwork, x, activation);

  function places({width, height}: Room) {
    const columns = [Math.max(34, width * 0.08), width * 0.5, width - Math.max(44, width * 0.1)];
    const rows = (n: number, i: number) => height * ((i + 1) / (n + 1)) + 8;
    return {
      input: (i: number) => [columns[0], rows(2, i)] as const,
      hidden: (i: number) => [columns[1], rows(3, i)] as const,
      output: [columns[2], rows(1, 0)] as const
    };
  }

  function* draw(r: Room): Generator<Node> {
    const at = places(r);
    const done = steps().slice(0, step);
    const now = done.at(-1);
    const lit = (layer: string, unit: number) => now?.kind === "sum" && now.layer === layer && now.unit === unit;
    const edge = (
      [x1, y1]: readonly [number, number],
      [x2, y2]: readonly [number, number],
      weight: number,
      on: boolean
    ) =>
      svg("line", {
        x1,
        y1,
        x2,
        y2,
        stroke: weight < 0 ? "var(--negative)" : "var(--positive)",
        "stroke-width": 1 + 2.4 * Math.abs(weight),
        opacity: on ? 1 : 0.22,
        "stroke-linecap": "round"
      });
    const {w1, w2} = smallNetwork;
    for (let i = 0; i < 2; ++i)
      for (let j = 0; j < 3; ++j) yield edge(at.input(i), at.hidden(j), w1[i][j], lit("hidden", j));
    for (let j = 0; j < 3; ++j) yield edge(at.hidden(j), at.output, w2[j], lit("output", 0));
    if (now?.kind === "sum") {
      const to = now.layer === "hidden" ? at.hidden(now.unit) : at.output;
      for (const [i, {weight}] of now.inputs.entries()) {
        const from = now.layer === "hidden" ? at.input(i) : at.hidden(i);
        yield words([from[0] * 0.62 + to[0] * 0.38, from[1] * 0.62 + to[1] * 0.38 - 7], `× ${two(weight)}`, {
          class: "curve-label halo",
          "text-anchor": "middle"
        });
      }
    }
    const unit = ([cx, cy]: readonly [number, number], label: string, value: string | undefined, on: boolean) => [
      svg("circle", {cx, cy, r: 25, class: on ? "unit lit" : "unit"}),
      words([cx, cy + 4.5], value ?? "·", {"text-anchor": "middle", class: "unit-value"}),
      words([cx, cy - 32], label, {"text-anchor": "middle", class: "halo"})
    ];
    for (let i = 0; i < 2; ++i) yield* unit(at.input(i), `x${"₁₂"[i]}`, two(x[i]), step === 0);
    const shown = (layer: string, index: number) => done.filter((s) => s.layer === layer && s.unit === index).at(-1);
    for (let j = 0; j < 3; ++j) {
      const s = shown("hidden", j);
      yield* unit(
        at.hidden(j),
        `${s?.kind === "sum" ? "z" : "h"}${"₁₂₃"[j]}`,
        s && two(s.value),
        now?.layer === "hidden" && now.unit === j
      );
    }
    const out = shown("output", 0);
    yield* unit(at.output, out?.kind === "sum" ? "z" : "ŷ", out && two(out.value), now?.layer === "output");
  }

  function sentence(): string {
    const all = steps();
    if (step === 0) return text.idle;
    const now = all[step - 1];
    const name = now.layer === "hidden" ? text.hidden(now.unit + 1) : text.output;
    if (step === all.length) return text.end(two(now.value), two(100 * now.value));
    if (now.kind === "sum") return text.sum(name, two(now.value));
    if (activation === "relu" && now.layer === "hidden" && now.inputs[0].value < 0) return text.silent(name);
    return text.activation_(name, two(now.inputs[0].value), two(now.value));
  }

  function update() {
    const all = steps();
    live.set(
      step === 0
        ? `x_1 = ${two(x[0]).replace("−", "-")},\\quad x_2 = ${two(x[1]).replace("−", "-")}`
        : walkTex(all[step - 1], activation)
    );
    back.disabled = step === 0;
    next.disabled = step === all.length;
    parts.say(sentence());
    picture.describe(
      `${text.title}. Inputs ${two(x[0])} and ${two(x[1])}, step ${step} of ${all.length}. ${sentence()}`
    );
    picture.update();
  }

  function set(changes: {x1?: number; x2?: number; activation?: Chosen; step?: number}) {
    x[0] = changes.x1 ?? x[0];
    x[1] = changes.x2 ?? x[1];
    activation = changes.activation ?? activation;
    step = Math.max(0, Math.min(steps().length, changes.step ?? step));
    sliders[0].set(x[0]);
    sliders[1].set(x[1]);
    activations.set(activation);
    update();
  }

  const next = button(text.next, () => set({step: step + 1}), "primary");
  const back = button(text.back, () => set({step: step - 1}));
  const end = button(text.all, () => set({step: 99}));
  const sliders = [0, 1].map((i) =>
    slider(
      {
        label: i ? text.x2 : text.x1,
        tex: `x_${i + 1}`,
        min: -2,
        max: 2,
        step: 0.1,
        value: x[i],
        format: two
      },
      (value) => set(i ? {x2: value} : {x1: value})
    )
  );
  const activations = choice<Chosen>(
    {
      label: text.activation,
      choices: [
        ["tanh", "tanh"],
        ["relu", "ReLU"],
        ["sigmoid", "sigmoid"]
      ],
      value: activation
    },
    (value) => set({activation: value})
  );
  live.node.classList.add("live", "tall");
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "forward-walk",
    body: [
      picture.node,
      live.node,
      controls(next, back, end),
      controls(activations.node, ...sliders.map(({node}) => node))
    ]
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
