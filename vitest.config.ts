import {defineConfig} from "vitest/config";

// In pages and components `npm:` names the package that Framework serves; in tests it is the installed one.
const alias = [{find: /^npm:(.*)$/, replacement: "$1"}];

export default defineConfig({
  resolve: {alias},
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/lib/**/*.test.ts", "test/components/**/*.test.ts", "test/tools/**/*.test.ts"],
          testTimeout: 60_000
        }
      },
      {
        extends: true,
        test: {
          name: "site",
          include: ["test/site/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false
        }
      }
    ]
  }
});
