import {PNG} from "pngjs";
import {expect, test} from "vitest";
import {differ, reduced} from "../../tools/picture-compare.js";

/** A grey square of 40 × 40 with a dark line of the given rows. */
function picture(rows: readonly number[], width = 40): PNG {
  const png = new PNG({width, height: 40});
  for (let y = 0; y < 40; ++y)
    for (let x = 0; x < width; ++x)
      png.data.set([...Array(3).fill(rows.includes(y) ? 20 : 240), 255], (y * width + x) * 4);
  return png;
}

test("a picture is equal to itself, and to one that differs by less than an eye sees", () => {
  expect(differ(reduced(picture([8, 9])), reduced(picture([8, 9]))).share).toBe(0);
  const paler = picture([8, 9]);
  for (let i = 0; i < paler.data.length; ++i) if (i % 4 < 3) paler.data[i] += 4;
  expect(differ(reduced(picture([8, 9])), reduced(paler)).share).toBe(0);
});

test("a line that is missing or has moved counts with its pixels", () => {
  const {share, why} = differ(reduced(picture([8, 9])), reduced(picture([])));
  expect(share).toBe(0.05);
  expect(why).toBe("5.00 % of its pixels differ");
  expect(differ(reduced(picture([8, 9])), reduced(picture([20, 21]))).share).toBe(0.1);
});

test("a figure that has grown differs altogether", () => {
  const {share, why} = differ(reduced(picture([])), reduced(picture([], 60)));
  expect(share).toBe(1);
  expect(why).toBe("it is 30 × 20 instead of 20 × 20");
});
