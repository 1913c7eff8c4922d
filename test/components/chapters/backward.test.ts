import {expect, test} from "vitest";
import {checkGradient, div, grad, mul, sin, sqrt, type Tensor, tensor} from "../../../lib/tensor/index.js";
import {chainOf, gradientsAfter} from "../../../src/components/chapters/backward/chain.js";
import {examples} from "../../../src/components/chapters/backward/examples.js";
import {localTex} from "../../../src/components/chapters/backward/local-tex.js";

test("the sweep, one node at a time, ends at the gradients of the library", () => {
  for (const {f, at} of examples) {
    const chain = chainOf(f, at);
    const sums = gradientsAfter(chain, chain.steps.length);
    for (const node of chain.nodes)
      if (node.kind !== "constant") expect(sums.get(node.id)).toBeCloseTo(node.gradient!, 12);
    const names = Object.keys(at);
    const first = grad(f)(...names.map((name) => tensor(at[name]))).item();
    expect(chain.nodes.find(({name}) => name === names[0])!.gradient).toBeCloseTo(first, 12);
  }
});

test("a variable on two paths gets a part from each", () => {
  const chain = chainOf(examples[1].f, examples[1].at);
  const a = chain.nodes.find(({name}) => name === "a")!;
  const parts = chain.steps.flatMap(({links}) => links).filter(({to}) => to === a.id);
  expect(parts).toHaveLength(2);
  expect(parts[0].amount + parts[1].amount).toBeCloseTo(3 + Math.exp(0.5), 12);
});

test("a square is a product of a node with itself: two links to the same input", () => {
  const chain = chainOf(examples[0].f, examples[0].at);
  expect(chain.steps[0].links.map(({to}) => to)).toEqual([chain.steps[0].links[0].to, chain.steps[0].links[0].to]);
});

test("links run from later columns to earlier ones, and the output stands last", () => {
  for (const {f, at} of examples) {
    const {nodes, output, columns, steps} = chainOf(f, at);
    expect(nodes[output].column).toBe(columns - 1);
    for (const {links} of steps)
      for (const {from, to} of links) expect(nodes[to].column).toBeLessThan(nodes[from].column);
  }
});

test("no node stands on the straight way of a link that skips columns", () => {
  const f = (x: Tensor) => {
    const r = sqrt(mul(x, x));
    return div(sin(r), r);
  };
  const {nodes} = chainOf((x) => f(x), {x: 0.8});
  for (const to of nodes)
    for (const from of to.parents.map((p) => nodes[p]))
      for (const {column, row} of nodes) {
        if (column <= from.column || column >= to.column) continue;
        const way = from.row + ((to.row - from.row) * (column - from.column)) / (to.column - from.column);
        expect(Math.abs(way - row)).toBeGreaterThan(0.3);
      }
});

test("local derivatives are written in symbols", () => {
  expect(localTex("mul", 0, {inputs: ["w", "x"], output: "v_1"})).toBe("x");
  expect(localTex("pow", 0, {inputs: ["a", "3"], output: "J"})).toBe("3\\,a^{2}");
  expect(localTex("erf", 0, {inputs: ["a"], output: "J"})).toBe("\\frac{\\partial J}{\\partial a}");
});

test("the examples' gradients pass the library's check against differences", () => {
  for (const {f, at} of examples)
    expect(
      checkGradient(
        f,
        Object.values(at).map((v) => tensor(v))
      ).error
    ).toBeLessThan(1e-7);
});
