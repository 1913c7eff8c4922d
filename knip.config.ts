import type {KnipConfig} from "knip";

/** The imports in a page's cells. */
const cells = (text: string) =>
  [...text.matchAll(/^```(?:js|ts)\n([\s\S]*?)^```/gm)]
    .flatMap(([, code]) => code.match(/^\s*import\s[^;]*?from\s*["'][^"']+["'];?/gm) ?? [])
    .join("\n");

export default {
  entry: [
    "observablehq.config.ts",
    "tools/*.{js,ts,cjs}",
    "tools/{finish,fuzz,golden,numerics}/*.{js,ts}",
    "tools/{other-browsers,plants}/index.ts",
    "src/**/*.md",
    "src/data/*.ts",
    "src/numbers/*.ts",
    // Started by import.meta.resolve.
    "src/components/**/*worker*.ts",
    "test/**/*.ts",
    // Public lists: of the library's parts, and of the book's components.
    "lib/*/index.ts",
    "src/components/book/index.ts"
  ],
  project: ["{lib,src,tools,test}/**/*.{ts,js,md}", "!src/lib/**", "!lib/kernels/assembly/**"],
  // Framework's schemes, and packages that tools/packages.js names.
  ignoreDependencies: ["npm", "observablehq", /^@fontsource-variable\//, /^(@types\/)?three$/],
  // gates/ has a package.json of its own.
  ignore: ["gates/**"],
  ignoreBinaries: ["nginx"],
  ignoreExportsUsedInFile: true,
  compilers: {md: cells}
} satisfies KnipConfig;
