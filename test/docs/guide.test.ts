import {execFileSync} from "node:child_process";
import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {format} from "node:util";
import {afterAll, beforeAll, describe, expect, test, vi} from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const guide = await readFile(join(root, "docs/guide.md"), "utf8");
/** Every TypeScript block, under the heading it stands below. Their types are checked by `npm run types`. */
const programs = guide.split(/^## /m).flatMap((section) => {
  const title = section.slice(0, section.indexOf("\n"));
  return [...section.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]): [string, string] => [title, code]);
});

// Inside the repository, so that `nabla` means this package.
let folder: string;
const fileOf = (title: string) => join(folder, `${title.replace(/\W+/g, "-")}.ts`);
beforeAll(async () => {
  folder = await mkdtemp(join(root, ".guide-"));
  for (const [title, code] of programs) await writeFile(fileOf(title), code);
});
afterAll(() => rm(folder, {recursive: true, force: true}));

/** What each program prints. */
const expected: Record<string, RegExp> = {
  "Fit a line": /y = 1\.99x \+ 1\.04/,
  "Descend a surface": /Momentum \[ 0\.9\d+, 0\.9\d+ \][\s\S]*Adam \[ \d/,
  "Type a formula": /^4 x \\, .* \+ 0\.2\n\[ -1\.02\d*, .*\n6 formula: unknown name: z; expected x, y, /,
  "Train MNIST in Node": /epoch 2: loss 0\.\d+\n\{ loss: 0\.[23]\d*, accuracy: 0\.[89]\d* \}/,
  "Save, load, hand over": /^\[ \[ -?\d/,
  "Write your own optimizer in ten lines": /^\[ -?0\.0\d+(e-\d+)?, -?0\.0\d+/,
  "Find what went wrong": /^log: invalid result: NaN at element 2/
};

describe("the guide's code", () => {
  test("is all there", () => {
    expect(programs.map(([title]) => title)).toEqual(Object.keys(expected));
  });
  test.each(programs)("%s", async (title) => {
    // Away from any real MNIST: the test must take seconds, wherever it runs.
    vi.stubEnv("MNIST_DIR", folder);
    const lines: string[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((...args) => {
      lines.push(format(...args));
    });
    try {
      await import(fileOf(title));
    } finally {
      log.mockRestore();
      vi.unstubAllEnvs();
    }
    expect(lines.join("\n")).toMatch(expected[title]);
  });
  test("runs by tsx, as the guide says", () => {
    const output = execFileSync(process.execPath, ["--import=tsx", fileOf("Fit a line")], {
      cwd: root,
      encoding: "utf8"
    });
    expect(output).toMatch(expected["Fit a line"]);
  });
  test("the ten lines are ten at most", () => {
    const [, code] = programs.find(([title]) => title.startsWith("Write your own")) as [string, string];
    const body = code.slice(code.indexOf("update("), code.indexOf("\n});"));
    expect(body.split("\n").length).toBeLessThanOrEqual(10);
  });
});
