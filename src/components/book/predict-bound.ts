import {show as showNumber} from "../format.js";
import {type Axis, valueAt} from "../plot/axis.js";
import {type ChartCurve, lineChart} from "../plot/line-chart.js";
import {svg} from "../svg.js";
import {drawnBody} from "./drawn-body.js";
import {predictFrame} from "./predict-frame.js";
import {scoreNumber} from "./score.js";
import {shareOf} from "./sketch-line.js";

const text = {
  commit: "The bound is here",
  how: "Drag the line, or move its ring with the arrow keys.",
  yours: (guess: string, answer: string) => `You said ${guess}; it is ${answer}.`,
  guess: "your bound",
  answer: "the bound"
};

export interface BoundOptions {
  /** Name under which the guess is remembered: "momentum/bound-line". */
  readonly id: string;
  /** May hold `$…$`. */
  readonly question: string;
  /** Name of the picture. */
  readonly title: string;
  /** What the line bounds, for ears. */
  readonly label: string;
  readonly x: Axis & {readonly label: string};
  readonly y: Axis;
  /** Where the line is at first. */
  readonly value: number;
  readonly answer: number;
  /** Curves that are seen from the start … */
  readonly given: readonly ChartCurve[];
  /** … and those that show the answer. */
  readonly shown: readonly ChartCurve[];
  /** What is told afterwards. */
  readonly reveal: string;
  readonly onReveal?: () => void;
}

/** A bound to drag along an axis before the curves that settle it are drawn. Remembered, and judged kindly. */
export function predictBound({
  id,
  question,
  title,
  label,
  x,
  y,
  value,
  answer,
  given,
  shown,
  reveal,
  onReveal
}: BoundOptions): {node: HTMLElement; dispose(): void} {
  let at = value;
  let told = false;
  const chart = lineChart({title, height: 240, x, y});
  const format = (v: number) => showNumber(v, 2);
  const line = (v: number) => y.domain.map((end) => [v, end] as const);
  const knob = svg("circle", {
    class: "sketch-knob",
    r: 8,
    tabindex: 0,
    role: "slider",
    "aria-orientation": "horizontal",
    "aria-label": label,
    "aria-valuemin": x.domain[0],
    "aria-valuemax": x.domain[1]
  });
  const layer = svg("g", {class: "sketch-knobs"}, knob);

  function move(share: number) {
    if (told) return;
    // Two decimals: what is read out is what is judged.
    at = Math.round(100 * valueAt(x, Math.min(1, Math.max(0, share)))) / 100;
    ready();
    paint();
  }

  function paint() {
    chart.show({
      curves: [
        ...given,
        ...(told ? [...shown, {points: line(answer), colour: "var(--accent)", label: text.answer}] : []),
        {
          points: line(at),
          colour: told ? "var(--ink-muted)" : "var(--ink)",
          // As a curve that nobody has drawn yet: it is not printed.
          dash: told || at === value ? "2 5" : undefined,
          label: told ? text.guess : undefined
        }
      ],
      summary: [
        `${title}.`,
        ...given.flatMap((curve) => (curve.label ? [`${curve.label}.`] : [])),
        `${x.label}: ${format(at)}.`,
        ...(told ? [text.yours(format(at), format(answer))] : [])
      ].join(" ")
    });
    place();
  }

  function place() {
    const middle = valueAt(y, 0.5);
    const [cx, cy] = chart.pixels([at, middle]);
    knob.setAttribute("cx", cx.toFixed(1));
    knob.setAttribute("cy", cy.toFixed(1));
    knob.setAttribute("aria-valuenow", String(at));
    knob.setAttribute("aria-valuetext", format(at));
  }

  knob.addEventListener("keydown", (event) => {
    const by = {ArrowUp: 0.01, ArrowRight: 0.01, ArrowDown: -0.01, ArrowLeft: -0.01, PageUp: 0.1, PageDown: -0.1};
    const to = {Home: 0, End: 1};
    const {key} = event;
    if (!(key in by || key in to)) return;
    event.preventDefault();
    move(key in to ? to[key as "Home"] : shareOf(x, at) + by[key as "ArrowUp"]);
  });
  // Not an image any more: it holds a control.
  chart.picture.setAttribute("role", "group");
  chart.picture.append(layer);
  chart.picture.classList.add("sketch-pad", "slides");
  const drag = (event: PointerEvent) => move(shareOf(x, chart.numbers(event)[0]));
  chart.picture.addEventListener("pointerdown", (event) => {
    if (told) return;
    event.preventDefault();
    chart.picture.setPointerCapture(event.pointerId);
    drag(event);
  });
  chart.picture.addEventListener("pointermove", (event) => {
    if (chart.picture.hasPointerCapture(event.pointerId)) drag(event);
  });

  const {body, ready} = drawnBody<number>({
    node: chart.node,
    picture: chart.picture,
    how: text.how,
    commit: text.commit,
    onCommit: () => frame.commit(at),
    show(guess) {
      [at, told] = [guess, true];
      layer.remove();
      paint();
    },
    clear() {
      [at, told] = [value, false];
      chart.picture.append(layer);
      paint();
      knob.focus();
    }
  });
  const frame = predictFrame<number>({
    id,
    question,
    reveal,
    body,
    judge: (guess) => ({
      closeness: scoreNumber(guess, answer, {min: x.domain[0], max: x.domain[1]}),
      said: text.yours(format(guess), format(answer))
    }),
    isGuess: (v): v is number => typeof v === "number" && v >= x.domain[0] && v <= x.domain[1],
    onReveal
  });
  chart.onDraw(place);
  paint();
  frame.restore();
  return {node: frame.node, dispose: () => chart.dispose()};
}
