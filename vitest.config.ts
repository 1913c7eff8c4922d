import {fileURLToPath} from "node:url";
import {defineConfig} from "vitest/config";

const alias = [
  // In pages and components `npm:` names the package that Framework serves; in tests it is the installed one.
  {find: /^npm:(.*)$/, replacement: "$1"},
  // What package.json exports; Vite does not look a package up in itself.
  {find: /^nabla$/, replacement: fileURLToPath(new URL("lib/index.ts", import.meta.url))}
];

export default defineConfig({
  resolve: {alias},
  test: {
    // Files share the modules that they import, which saves loading and compiling them anew; what a test stubs it restores.
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "test/lib/**/*.test.ts",
            "test/components/**/*.test.ts",
            "test/tools/**/*.test.ts",
            "test/docs/**/*.test.ts"
          ],
          testTimeout: 60_000,
          // Vitest leaves one core free; nothing else needs it here.
          maxWorkers: 2,
          isolate: false
        }
      },
      {
        extends: true,
        test: {
          name: "site",
          include: ["test/site/**/*.test.ts"],
          // A busy machine is slow to paint; what must happen still must.
          expect: {poll: {timeout: 15_000}},
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          isolate: false,
          // For tests that only open pages and look.
          maxConcurrency: 2
        }
      }
    ]
  }
});
