import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {expect, test} from "vitest";
import {rules} from "../../lib/optim/index.js";
import {bundle, bundleLibrary} from "../../tools/library.js";

/** Kilobytes after gzip, without the kernels. */
const weigh = async (contents: string) =>
  gzipSync(await bundle(contents, {external: ["../kernels/*"]}), {level: 9}).length / 1000;

const autograd = [
  "tensor",
  "elementwise",
  "reduce",
  "shaping",
  "matmul",
  "softmax",
  "losses",
  "convolution",
  "grad",
  "graph"
]
  .map((file) => `export * from "./lib/tensor/${file}.ts";`)
  .join("");
const optimizers = Object.keys(rules)
  .map((name) => `export {${name}} from "./lib/optim/${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}.ts";`)
  .join("");

test("the core, autograd and every optimizer, weighs less than 20 kB", async () => {
  expect(await weigh(optimizers + autograd)).toBeLessThan(20);
});

test("the autograd alone weighs less than 8 kB", async () => {
  expect(await weigh(autograd)).toBeLessThan(8);
});

test("a gradient and one optimizer weigh less than 8 kB: what is not used is left out", async () => {
  expect(await weigh('export {grad, mul, tensor, adam} from "./lib/index.ts"')).toBeLessThan(8);
});

test("plain Node runs the library from one file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nabla-library-"));
  try {
    writeFileSync(join(folder, "nabla.mjs"), await bundleLibrary());
    writeFileSync(
      join(folder, "program.mjs"),
      `import {adam, descend, data, dense, evaluate, fit, sequential, surface} from "./nabla.mjs";
       const moments = [...descend(surface("bowl"), adam({learningRate: 0.1}), {start: [1, 1], steps: 200})];
       const digits = data.syntheticDigits(200);
       const model = sequential([dense(784, 16, {activation: "relu"}), dense(16, 10)]);
       for await (const event of fit(model, digits, {optimizer: adam({learningRate: 0.01}), epochs: 5}));
       console.log(moments[200].loss < 1e-3, evaluate(model, digits).accuracy > 0.8);`
    );
    const output = execFileSync(process.execPath, [join(folder, "program.mjs")], {encoding: "utf8"});
    expect(output.trim()).toBe("true true");
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
});
