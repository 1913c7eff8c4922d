type Point = readonly [number, number];

/**
 * Places for labels of points: above, below, right or left of each, or a little further off, wherever it covers the
 * least of the labels and points before it. None leaves `within`, the picture's left and right edge: beside its point it
 * is not placed there, above and below it moves sideways. Labels are centred on their place; sizes in pixels, `width` for a letter.
 */
export function placeLabels(
  points: readonly Point[],
  labels: readonly string[],
  {
    width,
    height,
    within: [left, right] = [-Infinity, Infinity]
  }: {width: number; height: number; within?: readonly [number, number]}
): Point[] {
  const boxes: [number, number, number, number][] = points.map(([x, y]) => [x - 5, y - 5, x + 5, y + 5]);
  return points.map(([x, y], i) => {
    const half = (labels[i].length * width) / 2;
    const choices: Point[] = [-8, height + 5, -8 - height, 2 * height + 5].map((dy) => [x, y + dy]);
    const beside: Point[] = [
      [x + half + 10, y + 4],
      [x - half - 10, y + 4]
    ];
    choices.splice(2, 0, ...beside.filter(([cx]) => cx - half >= left && cx + half <= right));
    for (const choice of choices.keys()) {
      const [cx, cy] = choices[choice];
      choices[choice] = [Math.max(left + half, Math.min(right - half, cx)), cy];
    }
    const boxOf = ([cx, cy]: Point) => [cx - half, cy - height, cx + half, cy] as [number, number, number, number];
    const cover = (place: Point) => {
      const [a, b, c, d] = boxOf(place);
      return boxes.reduce((sum, [e, f, g, h], k) => {
        if (k === i) return sum;
        return sum + Math.max(0, Math.min(c, g) - Math.max(a, e)) * Math.max(0, Math.min(d, h) - Math.max(b, f));
      }, 0);
    };
    const best = choices.reduce((a, b) => (cover(b) < cover(a) ? b : a));
    boxes.push(boxOf(best));
    return best;
  });
}
