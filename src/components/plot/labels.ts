/** Words that belong to a place in a picture. */
export interface Label {
  readonly text: string;
  /** Pixels. */
  readonly at: readonly [number, number];
}

export interface PlacedLabel {
  /** Where its baseline begins or ends. */
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Mean width of a letter and height of a line of the labels' type, 12 px semibold Inter. */
const LETTER = 6.9;
const LINE = 14;

/**
 * Places labels beside their points so that they stay in the picture, off each other, and off the curves where that can
 * be had: of some places around its point each label, in turn, takes the one that costs least.
 */
export function placeLabels(
  labels: readonly Label[],
  {
    width,
    height,
    lines = []
  }: {width: number; height: number; lines?: readonly (readonly (readonly [number, number])[])[]}
): PlacedLabel[] {
  const ink = lines.flatMap(dense);
  const taken: Box[] = [];
  return labels.map(({text, at: [x, y]}) => {
    const long = text.length * LETTER;
    let best: {cost: number; label: PlacedLabel; box: Box} | undefined;
    for (const anchor of x > width * 0.6 ? (["end", "start"] as const) : (["start", "end"] as const))
      for (const dy of [-8, 18, -24, 34, -40, 50, 4]) {
        const label = {x: x + (anchor === "start" ? 8 : -8), y: y + dy, anchor};
        const left = anchor === "start" ? label.x : label.x - long;
        const box = {left, right: left + long, top: label.y - LINE + 3, bottom: label.y + 3};
        const outside =
          Math.max(0, -box.left) +
          Math.max(0, box.right - width) +
          Math.max(0, -box.top) +
          Math.max(0, box.bottom - height);
        const cost =
          20 * outside +
          200 * taken.filter((other) => meet(box, other)).length +
          3 * ink.filter((point) => holds(box, point)).length +
          0.4 * Math.abs(dy + 8) +
          (best && anchor !== best.label.anchor ? 4 : 0);
        if (!best || cost < best.cost) best = {cost, label, box};
      }
    taken.push(best!.box);
    return best!.label;
  });
}

/**
 * Labels at the ends of curves, moved apart by height so that each can be read: sorted from the top down, each at least
 * `gap` below the one above; those that would be lower than `lowest` move up.
 */
export function spread<End extends {readonly y: number}>(ends: readonly End[], gap: number, lowest = Infinity): End[] {
  const sorted = [...ends].sort((a, b) => a.y - b.y);
  const ys = sorted.map(({y}) => y);
  for (let i = 1; i < ys.length; ++i) ys[i] = Math.max(ys[i], ys[i - 1] + gap);
  for (let i = ys.length - 1, low = lowest; i >= 0; --i, low -= gap) ys[i] = Math.min(ys[i], low);
  return sorted.map((end, i) => ({...end, y: ys[i]}));
}

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const holds = ({left, right, top, bottom}: Box, [x, y]: readonly [number, number]) =>
  x > left - 2 && x < right + 2 && y > top - 2 && y < bottom + 2;

/** A curve's points, with more between those that are far apart. */
function dense(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  return points.flatMap((to, i) => {
    const from = points[i - 1] ?? to;
    const n = Math.min(80, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 6)) || 1;
    return Array.from({length: n}, (_, k) => {
      const t = (k + 1) / n;
      return [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])] as const;
    });
  });
}
