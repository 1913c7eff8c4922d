import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {writeIdx} from "../../../lib/data/idx.js";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import {rules, settingsOf} from "../../../lib/optim/index.js";
import {drawnDigits} from "../../../src/components/mnist/digits.js";
import type {News} from "../../../src/components/mnist/messages.js";
import {programOf} from "../../../src/components/mnist/program.js";
import {createSession} from "../../../src/components/mnist/session.js";
import {articleSettings, type LabSettings} from "../../../src/components/mnist/settings.js";
import {synthetic} from "../../../src/components/mnist/synthetic-sizes.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const data = {
  train: syntheticDigits(200, {seed: 3}),
  test: syntheticDigits(50, {seed: 4}),
  source: "synthetic" as const
};

/** The hash that the lab's session ends with. */
function hashInLab(settings: LabSettings): Promise<string> {
  return new Promise((resolve, reject) => {
    const host = {
      post(news: News) {
        if (news.type === "done") resolve(news.hash);
        if (news.type === "failed") reject(new Error(news.message));
      },
      now: () => performance.now(),
      breathe: () => new Promise<void>((done) => setImmediate(done))
    };
    createSession(host, data, settings, {watch: {weights: false, layers: true}}).go("end");
  });
}

test.each<[string, LabSettings]>([
  ["the article", {...articleSettings, epochs: 2}],
  [
    "schedule, dropout, layers and fewer digits",
    {
      ...articleSettings,
      optimizer: "momentum",
      hyper: settingsOf(rules.momentum, {learningRate: 0.05, nesterov: true}),
      hidden: [32, 16],
      activation: "tanh",
      init: "heNormal",
      dropout: 0.2,
      schedule: "oneCycle",
      batchSize: 20,
      epochs: 2,
      seed: 7,
      examples: 150
    }
  ],
  ["the convolutional network", {...articleSettings, network: "conv", hidden: [16], epochs: 1, examples: 64}]
])("the program, run by Node, ends with the weights of the lab: %s", async (_, settings) => {
  const folder = mkdtempSync(join(tmpdir(), "nabla-program-"));
  try {
    for (const [name, part] of [
      ["train", data.train],
      ["t10k", data.test]
    ] as const) {
      const {inputs, labels, count} = part;
      writeFileSync(
        join(folder, `${name}-images-idx3-ubyte`),
        writeIdx({data: inputs as Uint8Array, shape: [count, 28, 28]})
      );
      writeFileSync(join(folder, `${name}-labels-idx1-ubyte`), writeIdx({data: labels, shape: [count]}));
    }
    const program = programOf(settings, {count: 200, library: join(root, "lib/index.js"), folder});
    writeFileSync(join(folder, "run.mts"), program);
    const output = execFileSync(process.execPath, ["--import=tsx", join(folder, "run.mts")], {
      cwd: root,
      encoding: "utf8"
    });
    expect(output).toContain(await hashInLab(settings));
    expect(output).toMatch(/accuracy: 0?\.?\d/);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
});

test("with synthetic digits the program needs no files, and draws those that the lab has", async () => {
  const program = programOf({...articleSettings, examples: 100}, {count: 20_000, synthetic: true});
  expect(program).not.toContain("readFileSync");
  const sizes = {train: {count: 400, seed: 1}, test: {count: 200, seed: 1_000_003}};
  const told: number[] = [];
  const drawn = await drawnDigits((_, done) => told.push(done), undefined, sizes);
  expect(drawn.train.inputs).toEqual(syntheticDigits(400, {seed: 1}).inputs);
  expect(drawn.test.labels).toEqual(syntheticDigits(200, {seed: 1_000_003}).labels);
  expect(told).toEqual([200 / 600, 400 / 600, 1]);
  for (const {count, seed} of Object.values(synthetic)) expect(program).toContain(`[${count}, {seed: ${seed}}]`);
});
