import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {short, texNumber} from "../../format.js";
import {formula} from "../../formula.js";
import {controls} from "../controls.js";
import {type Chain, chainOf, gradientsAfter} from "./chain.js";
import {compile} from "./compile.js";
import {type Example, examples} from "./examples.js";
import {graphPicture, plainName} from "./graph-picture.js";

const text = {
  title: "Blame, flowing back",
  caption:
    "Every circle is one operation on the library’s tape, with the value it computed. A number marked ∂ is $\\partial J/\\partial$ of that node. “…” means that another path still has to deliver its part.",
  expression: "Expression",
  own: "your own",
  ownLabel: "Your expression in x and y",
  read: "Draw it",
  ownStart: "(x * y - 1)^2 + sin(x)",
  next: "One node back",
  back: "Undo",
  all: "All the way",

  bare: "No operation stands between the loss and its inputs: there is nothing to hand back.",
  idle: "Forward is done: every node knows its value. The sweep starts at the loss, where ∂J/∂J = 1. Press One node back.",
  hands: (from: string, parts: string) => `${from} hands its gradient to its inputs: ${parts}.`,
  part: (to: string, amount: string) => `${amount} to ${to}`,
  nothing: (from: string) => `${from} has only constants before it: nothing to hand on.`,
  done: (parts: string) => `The sweep is done: ${parts}.`,
  unreadable: (message: string) => `This cannot be read: ${message}`
};

type Which = "0" | "1" | "2" | "own";

/** The computation graph of an expression, its own or the reader's, and the reverse sweep over it, node by node. */
export function backwardGraph() {
  let example: Example = examples[0];
  let at: Record<string, number> = {...example.at};
  let chain: Chain = chainOf(example.f, at);
  let step = 0;
  const live = formula("J", {display: true});
  const picture = graphPicture(() => ({chain, step}));
  const knobs = element("div", {class: "controls"});
  const name = (id: number) => plainName(chain.nodes[id]);
  const factor = (v: number) => (v < 0 ? `(${texNumber(v)})` : texNumber(v));

  function liveTex(): string {
    const now = chain.steps[step - 1];
    if (!now?.links.length) return "\\frac{\\partial J}{\\partial J} = 1";
    const rows = now.links.map(({from, to, local, localTex, amount}) => {
      const [f, t] = [chain.nodes[from].name, chain.nodes[to].name];
      // Of J itself the local derivative and the gradient would have one name: only its value is written.
      const last = from === chain.output;
      const before = last ? "1" : `\\frac{\\partial J}{\\partial ${f}}`;
      const symbols = last ? "" : `${before}\\cdot\\frac{\\partial ${f}}{\\partial ${t}} = `;
      return `\\frac{\\partial J}{\\partial ${t}} &\\mathrel{+}= ${symbols}${before}\\cdot ${localTex} = ${factor(chain.nodes[from].gradient ?? 0)}\\cdot ${factor(local)} = ${texNumber(amount)}`;
    });
    return `\\begin{aligned}${rows.join("\\\\[4pt]")}\\end{aligned}`;
  }

  let asked = 0;

  function sentence(): string {
    const now = chain.steps[step - 1];
    if (!chain.steps.length) return text.bare;
    if (!now) return text.idle;
    if (step === chain.steps.length) {
      const sums = gradientsAfter(chain, step);
      const ends = chain.nodes.filter(({kind}) => kind === "variable");
      return text.done(ends.map((n) => `∂J/∂${n.name} = ${short(sums.get(n.id) ?? 0)}`).join(", "));
    }
    if (!now.links.length) return text.nothing(name(now.node));
    return text.hands(name(now.node), now.links.map(({to, amount}) => text.part(name(to), short(amount))).join(", "));
  }

  function update() {
    back.disabled = step === 0;
    next.disabled = all.disabled = step >= chain.steps.length;
    live.set(liveTex());
    parts.say(sentence());
    const values = chain.nodes.filter(({kind}) => kind === "variable").map((n) => `${n.name} = ${short(n.value)}`);
    picture.describe(
      `${text.title}. J = ${example.source} at ${values.join(", ")} is ${short(chain.nodes[chain.output].value)}. Step ${step} of ${chain.steps.length}. ${sentence()}`
    );
    picture.update();
  }

  function load(next: Example) {
    example = next;
    at = {...next.at};
    knobs.replaceChildren(
      ...Object.keys(at).map(
        (key) =>
          slider(
            {label: "Value of", tex: key, min: -3, max: 3, step: 0.1, value: at[key], format: (v) => short(v)},
            (value) => {
              at[key] = value;
              chain = chainOf(example.f, at);
              update();
            }
          ).node
      )
    );
    chain = chainOf(example.f, at);
    step = 0;
    update();
  }

  function go(to: number) {
    step = Math.max(0, Math.min(chain.steps.length, to));
    update();
  }

  /** Reads what was typed; only the newest reading counts, since the first one waits for the parser. */
  async function readOwn() {
    const ticket = ++asked;
    try {
      const own = await compile(input.value, at);
      if (ticket !== asked) return;
      chainOf(own.f, own.at);
      input.removeAttribute("aria-invalid");
      load(own);
    } catch (error) {
      if (ticket !== asked) return;
      input.setAttribute("aria-invalid", "true");
      parts.say(
        text.unreadable(error instanceof Error ? error.message.replace(/^formula: /, "") : String(error)),
        "error"
      );
    }
  }

  function pick(which: Which) {
    // Whatever is still being read is not wanted any more.
    asked++;
    form.hidden = which !== "own";
    if (which === "own") void readOwn();
    else load(examples[Number(which)]);
  }

  const next = button(text.next, () => go(step + 1), "primary");
  const back = button(text.back, () => go(step - 1), "quiet");
  const all = button(text.all, () => go(chain.steps.length), "quiet");
  const which = choice<Which>(
    {
      label: text.expression,
      choices: [...examples.map(({source}, i) => [String(i) as Which, source] as const), ["own", text.own]],
      value: "0"
    },
    pick
  );
  const input = element("input", {
    type: "text",
    value: text.ownStart,
    "aria-label": text.ownLabel,
    spellcheck: false,
    autocomplete: "off"
  });
  const form = element(
    "form",
    {class: "controls own-expression"},
    input,
    button(text.read, () => undefined)
  );
  form.querySelector("button")?.setAttribute("type", "submit");
  form.hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void readOwn();
  });
  live.node.classList.add("live", "tall");
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "backward-graph",
    body: [controls(which.node), form, picture.node, live.node, controls(next, back, all), knobs]
  });
  load(example);
  return {
    node: parts.node,
    /** Shows one of the examples, some steps into the sweep. */
    show(index: 0 | 1 | 2, steps = 0) {
      which.set(String(index) as Which);
      pick(String(index) as Which);
      go(steps);
    },
    dispose() {
      asked++;
      picture.dispose();
      parts.dispose();
    }
  };
}
