import type {Surface} from "../../lib/surfaces/index.js";
import {drawnBody} from "./drawn-body.js";
import {predictFrame} from "./predict-frame.js";
import type {Closeness} from "./score.js";
import {type Point, type SurfaceState, surfaceView} from "./surface-view.js";

const text = {
  how: "Drag on the map, or use the arrow keys; with Shift it goes further.",
  at: (label: string, place: string) => `${label} ${place}`
};

export interface MapOptions {
  /** Name under which the guess is remembered: "why-descend/bend". */
  readonly id: string;
  /** May hold `$…$`. */
  readonly question: string;
  /** What is told afterwards. */
  readonly reveal: string;
  /** Name of the map, for ears. */
  readonly label: string;
  readonly surface: Pick<Surface, "J" | "domain" | "levels" | "minima">;
  readonly onReveal?: () => void;
}

export interface MapGuess {
  /** Where the marker is before it is moved. */
  readonly begin: Point;
  /** What the button says. */
  readonly commit: string;
  /** What is on the map for a guess, before and after the answer is told. */
  readonly picture: (guess: Point, told: boolean) => SurfaceState;
  /** Where the marker is, in words. */
  readonly words: (guess: Point) => string;
  readonly judge: (guess: Point) => {closeness: Closeness; said: string};
}

/** A marker to drag on a map before the answer is drawn. The guess is remembered on the device and judged kindly. */
export function predictMap(
  {id, question, reveal, label, surface, onReveal}: MapOptions,
  {begin, commit, picture, words, judge}: MapGuess
): {node: HTMLElement; dispose(): void} {
  let guess = begin;
  let told = false;
  const view = surfaceView({
    surface,
    label,
    maxWidth: 480,
    onMove(to) {
      if (told) return;
      ready();
      guess = to;
      paint();
    }
  });

  function paint() {
    view.set(picture(guess, told));
    view.node.setAttribute("aria-label", text.at(label, words(guess)));
  }

  const {body, ready} = drawnBody<Point>({
    node: view.node,
    picture: view.node,
    how: text.how,
    commit,
    onCommit: () => frame.commit([...guess]),
    show(earlier) {
      [guess, told] = [earlier, true];
      paint();
    },
    clear() {
      [guess, told] = [begin, false];
      paint();
      view.node.focus();
    }
  });
  const frame = predictFrame<Point>({
    id,
    question,
    reveal,
    body,
    judge,
    isGuess: (value): value is Point => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite),
    onReveal
  });
  paint();
  frame.restore();
  return {node: frame.node, dispose: view.dispose};
}
