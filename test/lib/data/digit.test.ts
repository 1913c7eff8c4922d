import {expect, test} from "vitest";
import {normalizeDigit} from "../../../lib/data/digit.js";

/** A filled rectangle of ink. */
function rectangle(width: number, height: number, x0: number, y0: number, w: number, h: number) {
  const data = new Uint8Array(width * height);
  for (let y = y0; y < y0 + h; ++y) data.fill(255, y * width + x0, y * width + x0 + w);
  return {data, width, height};
}

function boxOf(image: Uint8Array) {
  const on = [...image.keys()].filter((i) => image[i] > 0);
  const xs = on.map((i) => i % 28);
  const ys = on.map((i) => Math.floor(i / 28));
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1];
}

test("a tall stroke is fitted to 20 pixels of height keeping its aspect, in the middle", () => {
  expect(boxOf(normalizeDigit(rectangle(280, 280, 10, 20, 50, 200)))).toEqual([12, 4, 17, 24]);
});

test("a wide stroke is fitted to 20 pixels of width", () => {
  expect(boxOf(normalizeDigit(rectangle(300, 200, 0, 150, 300, 30)))).toEqual([4, 13, 24, 15]);
});

test("where and how large it was drawn does not matter", () => {
  const a = normalizeDigit(rectangle(400, 400, 0, 0, 80, 160));
  const b = normalizeDigit(rectangle(200, 300, 77, 123, 40, 80));
  expect(b).toEqual(a);
});

test("edges are anti-aliased: half-covered pixels are half grey, and ink is kept to 1 %", () => {
  const disc = new Uint8Array(200 * 200);
  for (let y = 0; y < 200; ++y)
    for (let x = 0; x < 200; ++x) if (Math.hypot(x + 0.5 - 100, y + 0.5 - 100) < 90) disc[y * 200 + x] = 255;
  const image = normalizeDigit({data: disc, width: 200, height: 200});
  const ink = image.reduce((a, b) => a + b, 0) / 255;
  expect(Math.abs(ink / (Math.PI * 100) - 1)).toBeLessThan(0.01);
  expect(image.filter((v) => v > 0 && v < 255).length).toBeGreaterThan(20);
});

test("the centre of mass, not the box, is centred: it lies in [14, 15) both ways", () => {
  const {data, width, height} = rectangle(100, 100, 10, 10, 10, 80);
  for (let y = 80; y < 90; ++y) data.fill(255, y * width + 10, y * width + 80);
  const image = normalizeDigit({data, width, height});
  let [m, mx, my] = [0, 0, 0];
  image.forEach((v, i) => {
    m += v;
    mx += v * ((i % 28) + 0.5);
    my += v * (Math.floor(i / 28) + 0.5);
  });
  for (const c of [mx / m, my / m]) {
    expect(c).toBeGreaterThanOrEqual(14);
    expect(c).toBeLessThan(15);
  }
  const [x0, , x1] = boxOf(image);
  expect(x0 + x1).toBeGreaterThan(28 + 2);
});

test("an empty drawing stays empty; a wrong size is named; the input is not touched", () => {
  expect(normalizeDigit({data: new Uint8Array(100), width: 10, height: 10}).every((v) => v === 0)).toBe(true);
  expect(() => normalizeDigit({data: new Uint8Array(9), width: 2, height: 5})).toThrow(
    "normalizeDigit: mismatched size: 9 pixels; expected 2×5"
  );
  const ink = rectangle(30, 30, 3, 3, 5, 20);
  const before = ink.data.slice();
  normalizeDigit(ink);
  expect(ink.data).toEqual(before);
});

test("a single dot is an image too", () => {
  expect(boxOf(normalizeDigit(rectangle(50, 50, 4, 4, 1, 1)))).toEqual([4, 4, 24, 24]);
});
