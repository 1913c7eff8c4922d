import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {expect, test} from "vitest";
import {bundle, bundleLibrary} from "../../tools/library.js";

/** Kilobytes after gzip. */
const weigh = async (contents: string) => gzipSync(await bundle(contents), {level: 9}).length / 1000;

test("the autograd weighs less than 10 kB", async () => {
  expect(await weigh('export * from "./lib/tensor/index.ts"')).toBeLessThan(10);
});

test("a gradient and one optimizer weigh less than 12 kB: what is not used is left out", async () => {
  expect(
    await weigh('export {grad, mul, tensor} from "./lib/index.ts"; export {adam} from "./lib/index.ts"')
  ).toBeLessThan(12);
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
