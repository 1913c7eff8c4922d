import {expect, test} from "vitest";
import {placeLabels} from "../../../../src/components/chapters/at-work/place-labels.js";

const size = {width: 6, height: 13};

test("a lonely label stands above its point", () => {
  expect(placeLabels([[100, 100]], ["film"], size)).toEqual([[100, 92]]);
});

test("labels of close points do not cover one another", () => {
  const points = [
    [100, 100],
    [104, 103],
    [98, 106]
  ] as const;
  const labels = ["The first film", "The second film", "The third film"];
  const boxes = placeLabels(points, labels, size).map(([x, y], i) => {
    const half = (labels[i].length * size.width) / 2;
    return [x - half, y - size.height, x + half, y];
  });
  for (const [i, [a, b, c, d]] of boxes.entries())
    for (const [e, f, g, h] of boxes.slice(i + 1))
      expect(Math.min(c, g) - Math.max(a, e) > 0 && Math.min(d, h) - Math.max(b, f) > 0).toBe(false);
});

test("labels stay within the picture, above or below a point at its edge", () => {
  const [[left], [right]] = placeLabels(
    [
      [3, 100],
      [297, 50]
    ],
    ["A long name", "Another one"],
    {...size, within: [0, 300]}
  );
  expect(left).toBe(33);
  expect(right).toBe(267);
});
