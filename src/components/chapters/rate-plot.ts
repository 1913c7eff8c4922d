import {clipOf} from "../plot/clip.js";
import {draggable, steerable} from "../plot/drag.js";
import {curve, dot, words} from "../plot/marks.js";
import {type Plot, plot} from "../plot/plot.js";
import {svg} from "../svg.js";
import {bestMomentum, ravineRate, stabilityBound} from "./momentum/rate.js";

const text = {
  x: (condition: number) => (condition > 1 ? "αλ of the steepest direction" : "αλ"),
  y: "β",
  bound: "bound",
  best: "best"
};

/** Highest αλ that is shown. */
export const PRODUCT = 4;

/** Where in the plot one is, and of what the plot is. */
export interface RateScene {
  /** αλ of the steepest direction. */
  readonly product: number;
  readonly beta: number;
  readonly condition: number;
  readonly form: "momentum" | "nesterov";
}

/** The rates that the cells show: the factor by which the distance shrinks each step. */
export interface RateCells {
  /** Changes when the rates do. */
  readonly key: string;
  readonly columns: number;
  readonly rows: number;
  /** The rate in the middle of a cell; row 0 has the lowest β. */
  radiusOf(cell: {
    readonly column: number;
    readonly row: number;
    readonly product: number;
    readonly beta: number;
  }): number;
}

/** The middle of a cell. */
export const middleOf = ({columns, rows}: Pick<RateCells, "columns" | "rows">, column: number, row: number) => ({
  product: (PRODUCT * (column + 0.5)) / columns,
  beta: (row + 0.5) / rows
});

/** The rates in closed form. */
export function closedForm({condition, form}: RateScene, columns: number, rows: number): RateCells {
  const options = {nesterov: form === "nesterov"};
  return {
    key: `${condition} ${form}`,
    columns,
    rows,
    radiusOf: ({product, beta}) => ravineRate(product / condition, beta, condition, options).radius
  };
}

/** A heat map of momentum's rate over (αλ, β), with the bound, the best point, and a cross that can be moved. */
export function ratePlot(initial: RateScene, height: number, onMove: (to: {product: number; beta: number}) => void) {
  let scene = {...initial};
  let cells: RateCells | undefined;
  let painted = "";
  let group: SVGGElement | undefined;
  const axes = () =>
    [
      {domain: [0, PRODUCT] as const, label: text.x(scene.condition)},
      {domain: [0, 1] as const, label: text.y}
    ] as const;
  const map = plot({x: axes()[0], y: axes()[1], height}, draw);

  /** Cells of equal rate are joined along a row, so that the picture is a few hundred rectangles. */
  function paintCells(p: Plot, {columns, rows, radiusOf}: RateCells): SVGGElement {
    const painting = svg("g", {class: "cells"});
    const {left, right, top, bottom} = p.edges();
    const [w, h] = [(right - left) / columns, (bottom - top) / rows];
    for (let row = 0; row < rows; ++row) {
      let from = 0;
      const level = (column: number) => levelOf(radiusOf({column, row, ...middleOf({columns, rows}, column, row)}));
      for (let i = 1; i <= columns; ++i) {
        if (i < columns && level(i) === level(from)) continue;
        const shade = level(from);
        painting.append(
          svg("rect", {
            x: (left + from * w).toFixed(2),
            y: (bottom - (row + 1) * h).toFixed(2),
            width: ((i - from) * w + 0.5).toFixed(2),
            height: (h + 0.5).toFixed(2),
            ...(shade < 0
              ? {class: "diverges"}
              : {fill: `color-mix(in oklab, var(--ramp-high) ${shade}%, var(--ramp-deep))`})
          })
        );
        from = i;
      }
    }
    return painting;
  }

  function* draw(p: Plot): Generator<Node> {
    const {condition, form, product, beta} = scene;
    const options = {nesterov: form === "nesterov"};
    if (cells) {
      const key = JSON.stringify([p.edges(), cells.key]);
      if (!group || key !== painted) [group, painted] = [paintCells(p, cells), key];
      yield group;
    }
    const betas = Array.from({length: 101}, (_, i) => i / 100);
    yield curve(
      betas.map((b) => [p.x(stabilityBound(b, options)), p.y(b)] as const),
      {class: "curve bound", "clip-path": clipOf(p)}
    );
    // To the right of the bound all the way up the word, whichever way it leans.
    const clear = Math.max(stabilityBound(0.02, options), stabilityBound(0.1, options));
    yield words([p.x(clear) + 6, p.y(0.03)], text.bound, {class: "curve-label"});
    const best = form === "momentum" ? bestMomentum(condition) : undefined;
    if (best && condition > 1) {
      const at = [p.x(best.alpha * condition), p.y(best.beta)] as const;
      yield svg("rect", {
        x: at[0] - 5,
        y: at[1] - 5,
        width: 10,
        height: 10,
        class: "best",
        transform: `rotate(45 ${at[0]} ${at[1]})`
      });
      yield words([at[0] + 12, at[1] + 4], text.best, {class: "curve-label halo"});
    }
    const [x, y] = [p.x(product), p.y(beta)];
    if (product > PRODUCT) return;
    yield curve(
      [
        [x - 13, y],
        [x + 13, y]
      ],
      {class: "cross"}
    );
    yield curve(
      [
        [x, y - 13],
        [x, y + 13]
      ],
      {class: "cross"}
    );
    yield dot([x, y], 5, {class: "cross-dot"});
  }

  const round = (v: number) => Math.round(100 * v) / 100;
  const move = ([a, b]: [number, number]) =>
    onMove({product: round(Math.min(3.99, Math.max(0.01, a))), beta: round(Math.min(0.99, Math.max(0, b)))});
  const undrag = draggable(map, () => [scene.product, scene.beta], move);
  steerable(map.picture, map, () => [scene.product, scene.beta], move);

  return {
    node: map.node,
    describe: map.describe,
    /** Shows another moment; without `next` the cells stay those that are there. */
    show(now: RateScene, next = cells) {
      const relabel = now.condition > 1 !== scene.condition > 1;
      [scene, cells] = [{...now}, next];
      if (relabel) map.axes(...axes());
      else map.update();
    },
    dispose() {
      undrag();
      map.dispose();
    }
  };
}

/** Shade of a rate, 0 (fast) … 100 (no progress), in steps of 4; −1 where it diverges. The cube spreads the rates near 1, where most of them are. */
function levelOf(radius: number): number {
  if (!(radius <= 1 - 1e-12)) return -1;
  return 4 * Math.round(25 * radius ** 3);
}
