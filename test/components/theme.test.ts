import {readdirSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {rules} from "../../lib/optim/index.js";
import {type Oklab, oklabOfLinear, parseColour} from "../../src/components/oklab.js";
import {hueNames, rampThrough} from "../../src/components/theme.js";

const tokens = readFileSync(new URL("../../src/style/tokens.css", import.meta.url), "utf8");
const schemes = ["light", "dark"] as const;

function token(name: string, scheme: (typeof schemes)[number]): [number, number, number] {
  const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens);
  if (!found) throw new Error(`missing token: ${name}`);
  return parseColour(found[scheme === "light" ? 1 : 2]);
}

const luminance = ([r, g, b]: readonly number[]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
function contrast(a: readonly number[], b: readonly number[]): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear light. */
const sight = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039]
};

function seen(colour: readonly number[], m: readonly number[]): Oklab {
  const row = (i: number) => m[i] * colour[0] + m[i + 1] * colour[1] + m[i + 2] * colour[2];
  return oklabOfLinear([row(0), row(3), row(6)].map((v) => Math.min(1, Math.max(0, v))));
}
const distance = (a: Oklab, b: Oklab) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** Those that the book often shows together. */
const core: ReadonlySet<string> = new Set(
  "gradientDescent momentum nesterov adagrad rmsprop adam adamw newton lbfgs".split(" ")
);

it("every hue is a rule's", () => {
  for (const name of hueNames) expect(rules).toHaveProperty(name);
});

describe.each(schemes)("tokens, %s", (scheme) => {
  it.each(["paper", "paper-raised", "paper-sunk"])("text reads on %s with a contrast of 4.5 or more", (ground) => {
    for (const name of ["ink", "ink-muted", "accent", "good", "bad", "uphill"])
      expect(contrast(token(name, scheme), token(ground, scheme)), name).toBeGreaterThan(4.5);
  });

  it("a primary button's text reads on the accent with a contrast of 4.5 or more", () => {
    expect(contrast(token("accent", scheme), token("on-accent", scheme))).toBeGreaterThan(4.5);
  });

  it("every hue stands out from the paper with a contrast of 3 or more", () => {
    for (const name of hueNames)
      expect(contrast(token(`hue-${name}`, scheme), token("paper", scheme)), name).toBeGreaterThan(3);
  });

  it.each(Object.entries(sight))("hues stay apart for %s sight: 0.06 in OKLab for the core, 0.035 for all", (_, m) => {
    const colours = hueNames.map((name) => seen(token(`hue-${name}`, scheme), m));
    for (let i = 0; i < colours.length; ++i)
      for (let j = 0; j < i; ++j) {
        const least = core.has(hueNames[i]) && core.has(hueNames[j]) ? 0.06 : 0.035;
        expect(distance(colours[i], colours[j]), `${hueNames[j]} and ${hueNames[i]}`).toBeGreaterThan(least);
      }
  });

  it("the loss ramp is even: steps of an eighth differ by less than a tenth in OKLab", () => {
    const found = /--ramp-low: light-dark\((#\w{6}), (#\w{6})\);\s*--ramp-high: light-dark\((#\w{6}), (#\w{6})\)/.exec(
      tokens
    )!;
    const ramp = rampThrough(scheme === "light" ? [found[1], found[3]] : [found[2], found[4]]);
    const stops = Array.from({length: 9}, (_, i) => oklabOfLinear(parseColour(`rgb(${ramp(i / 8).join(", ")})`)));
    const steps = stops.slice(1).map((stop, i) => distance(stops[i], stop));
    const mean = steps.reduce((a, b) => a + b) / steps.length;
    for (const step of steps) expect(Math.abs(step / mean - 1)).toBeLessThan(0.1);
    for (let i = 1; i < stops.length; ++i) expect(stops[i][0]).toBeGreaterThan(stops[i - 1][0]);
  });
});

it("every CSS variable that the pages and figures use is set somewhere", () => {
  const files = readdirSync("src", {recursive: true, encoding: "utf8"})
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.(ts|css|md)$/.test(file) && !/^(lib|\.observablehq)\//.test(file))
    .map((file) => readFileSync(`src/${file}`, "utf8"));
  const all = files.join("\n");
  const set = new Set([...all.matchAll(/(--[\w-]+)["'`]?\s*[:,]/g)].map(([, name]) => name));
  // Framework's own, and the rooms that tools/finish measures.
  const used = [...all.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name);
  expect(used.length).toBeGreaterThan(300);
  expect([...new Set(used)].filter((name) => !set.has(name) && !/^--(theme-|room-\d)/.test(name))).toEqual([]);
});
