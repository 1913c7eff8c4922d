import {readdirSync, readFileSync} from "node:fs";
import {expect, test} from "vitest";

/** Each part may import from itself and from those before it. */
const order = ["rng", "kernels", "tensor", "optim", "surfaces", "nn", "data", "train"];
const root = new URL("../../lib/", import.meta.url);
const files = readdirSync(root, {recursive: true, encoding: "utf8"}).filter(
  (file) => file.endsWith(".ts") && !file.includes("assembly")
);
const part = (path: string) => path.split("/")[0].replace(/\.ts$/, "");
/** Also what is imported later. Types cost nothing at run time and bind nothing; a rule that is read in one place may be typed in another. */
const imports = (file: string) =>
  [
    ...readFileSync(new URL(file, root), "utf8").matchAll(
      /^(?:import|export)\s(?!type\s)(?:[^;"]*?from\s+)?"([^"]+)"|\bimport\("([^"]+)"\)/gm
    )
  ].map(([, now, later]) => now ?? later);

test("lib/ has files in every part", () => {
  for (const name of order) expect(files.some((file) => part(file) === name)).toBe(true);
});

test.each(files.filter((file) => file !== "index.ts"))(
  "lib/%s imports only from its own part and earlier ones",
  (file) => {
    for (const target of imports(file)) {
      expect(target, "lib imports no package").toMatch(/^\.{1,2}\//);
      expect(target).toMatch(/\.js$/);
      const path = new URL(target, new URL(file, root)).href.slice(root.href.length).replace(/\.js$/, ".ts");
      expect(order.indexOf(part(path)), `${file} imports ${path}`).toBeGreaterThanOrEqual(0);
      expect(order.indexOf(part(path)), `${file} imports ${path}`).toBeLessThanOrEqual(order.indexOf(part(file)));
    }
  }
);

test.each(files)("lib/%s touches no DOM, clock or Math.random", (file) => {
  const code = readFileSync(new URL(file, root), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  expect(code).not.toMatch(/\bMath\.random\b|\bDate\b|\bperformance\b|\bdocument\b|\bnavigator\b|\bsetTimeout\b/);
});
