import {show as showNumber} from "../format.js";
import {type Axis, valueAt} from "../plot/axis.js";
import {type ChartCurve, lineChart} from "../plot/line-chart.js";
import {svg} from "../svg.js";
import {drawnBody} from "./drawn-body.js";
import {predictFrame} from "./predict-frame.js";
import {distance, type Line, pull, sample, scoreSketch, shareOf, stroke} from "./sketch-line.js";

const text = {
  commit: "This is my curve",
  how: "Draw with the mouse or a finger, or move the rings with the arrow keys. The first point is given.",
  guess: "your curve",
  answer: "computed",
  knob: (y: string, x: string) => `Your ${y} at ${x}`,
  away: (percent: number) => `On average your curve is ${percent} % of the height away.`,
  list: (name: string, places: string) => `${name}: ${places}.`,
  place: (x: string, y: string) => `${y} at ${x}`
};

const COLUMNS = 51;
const KNOBS = 5;

export interface SketchOptions {
  /** Name under which the curve is remembered: "momentum/bounces". */
  readonly id: string;
  /** May hold `$…$`. */
  readonly question: string;
  /** Name of the picture. */
  readonly title: string;
  readonly x: Axis & {readonly label: string};
  readonly y: Axis & {readonly label: string};
  /** The computed curve, from the left edge to the right. Its first point is given to the reader. */
  readonly answer: readonly (readonly [number, number])[];
  /** Its colour. */
  readonly colour?: string;
  /** Curves to compare with, that are seen from the start. */
  readonly given?: readonly ChartCurve[];
  /** What is told afterwards. */
  readonly reveal: string;
  readonly height?: number;
  readonly onReveal?: () => void;
}

/** A curve to draw before the computed one is laid over it. The drawing is remembered and judged kindly. */
export function predictSketch({
  id,
  question,
  title,
  x,
  y,
  answer,
  colour = "var(--accent)",
  given = [],
  reveal,
  height = 240,
  onReveal
}: SketchOptions): {node: HTMLElement; dispose(): void} {
  const truth = sample(answer, COLUMNS, x, y);
  const blank: Line = Array(COLUMNS).fill(truth[0]);
  const at = Array.from({length: KNOBS}, (_, k) => Math.round(((k + 1) * (COLUMNS - 1)) / KNOBS));
  // The first column is a knob that nobody moves: it holds the curve at its start.
  const places = [0, ...at];
  let line = blank;
  let told = false;
  /** The column up to which the reader has drawn: what lies beyond follows the pen. */
  let reached = 0;
  const chart = lineChart({title, height, x, y});
  const columnX = (i: number) => valueAt(x, i / (COLUMNS - 1));
  const pointsOf = (l: Line) => l.map((share, i) => [columnX(i), valueAt(y, share)] as const);
  const xText = (i: number) => `${x.label} ${showNumber(columnX(i), 2)}`;
  const yText = (share: number) => showNumber(valueAt(y, share), 2);

  const knobs = at.map((column, k) => {
    const knob = svg("circle", {
      class: "sketch-knob",
      r: 8,
      tabindex: 0,
      role: "slider",
      "aria-orientation": "vertical",
      "aria-label": text.knob(y.label, xText(column)),
      "aria-valuemin": 0,
      "aria-valuemax": 100
    });
    knob.addEventListener("keydown", (event) => {
      const by = {ArrowUp: 0.02, ArrowRight: 0.02, ArrowDown: -0.02, ArrowLeft: -0.02, PageUp: 0.1, PageDown: -0.1};
      const to = {Home: 0, End: 1};
      const key = event.key;
      if (told || !(key in by || key in to)) return;
      event.preventDefault();
      const now = line[column];
      reached = COLUMNS;
      change(pull(line, places, k + 1, key in to ? to[key as "Home"] : now + by[key as "ArrowUp"]));
    });
    return knob;
  });
  const layer = svg("g", {class: "sketch-knobs"}, ...knobs);

  function paint() {
    const described = places.map((i) => text.place(xText(i), yText(line[i]))).join(", ");
    const real = places.map((i) => text.place(xText(i), yText(truth[i]))).join(", ");
    const drawn = line !== blank;
    chart.show({
      curves: [
        ...given,
        ...(told ? [{points: answer, colour, width: 2.5, label: text.answer}] : []),
        {
          points: pointsOf(line),
          colour: told ? "var(--ink-muted)" : "var(--ink)",
          dash: drawn && !told ? undefined : "2 5",
          label: drawn ? text.guess : undefined
        }
      ],
      marks: [{at: answer[0]}],
      summary: [
        `${title}.`,
        text.list(text.guess, described),
        ...given.map(({label = "", points}) => {
          const known = sample(points, COLUMNS, x, y);
          return text.list(label, places.map((i) => text.place(xText(i), yText(known[i]))).join(", "));
        }),
        ...(told ? [text.list(text.answer, real)] : [])
      ].join(" ")
    });
    place();
  }

  function place() {
    knobs.forEach((knob, k) => {
      const [cx, cy] = chart.pixels(pointsOf(line)[at[k]]);
      knob.setAttribute("cx", cx.toFixed(1));
      knob.setAttribute("cy", cy.toFixed(1));
      knob.setAttribute("aria-valuenow", String(Math.round(100 * line[at[k]])));
      knob.setAttribute("aria-valuetext", yText(line[at[k]]));
    });
  }

  function change(next: Line) {
    line = next;
    ready();
    paint();
  }

  function draw(from: readonly [number, number], to: readonly [number, number]) {
    reached = Math.max(reached, Math.round(to[0]));
    change(stroke(line, from, to).map((share, i) => (i > reached ? to[1] : share)));
  }

  let pen: [number, number] | undefined;
  const penAt = (event: PointerEvent): [number, number] => {
    const [a, b] = chart.numbers(event);
    const column = Math.max(1, Math.min(COLUMNS - 1, shareOf(x, a) * (COLUMNS - 1)));
    return [column, shareOf(y, b)];
  };
  // Not an image any more: it holds controls.
  chart.picture.setAttribute("role", "group");
  chart.picture.append(layer);
  chart.picture.classList.add("sketch-pad");
  chart.picture.addEventListener("pointerdown", (event) => {
    if (told) return;
    event.preventDefault();
    chart.picture.setPointerCapture(event.pointerId);
    pen = penAt(event);
    draw(line === blank ? [0, truth[0]] : pen, pen);
  });
  chart.picture.addEventListener("pointermove", (event) => {
    if (!pen) return;
    const next = penAt(event);
    draw(pen, next);
    pen = next;
  });
  for (const end of ["pointerup", "pointercancel"] as const)
    chart.picture.addEventListener(end, () => (pen = undefined));

  const {body, ready} = drawnBody<Line>({
    node: chart.node,
    picture: chart.picture,
    how: text.how,
    commit: text.commit,
    onCommit: () => frame.commit([...line]),
    show(guess) {
      [line, told] = [guess, true];
      layer.remove();
      paint();
    },
    clear() {
      [line, told, reached] = [blank, false, 0];
      chart.picture.append(layer);
      paint();
      knobs[0].focus();
    }
  });
  const frame = predictFrame<Line>({
    id,
    question,
    reveal,
    body,
    judge: (guess) => ({
      closeness: scoreSketch(guess, truth),
      said: text.away(Math.round(100 * distance(guess, truth)))
    }),
    isGuess: (value): value is Line =>
      Array.isArray(value) && value.length === COLUMNS && value.every((v) => typeof v === "number" && v >= 0 && v <= 1),
    onReveal
  });
  chart.onDraw(place);
  paint();
  frame.restore();
  return {node: frame.node, dispose: () => chart.dispose()};
}
