// The library as one file, for Node and for pages that have no build step; and its reference, from the docstrings.
import {spawnSync} from "node:child_process";
import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";
import {withPolicy} from "./finish/html.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Bundles what `contents` exports, as one ES module that imports nothing but `external`. Returns its text.
 * @param {string} contents
 * @param {{external?: string[]}} options
 */
export async function bundle(contents, {external = []} = {}) {
  const {outputFiles, metafile} = await build({
    stdin: {contents, resolveDir: root, loader: "ts"},
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    write: false,
    external,
    metafile: true,
    logLevel: "warning"
  });
  const [output] = Object.values(metafile.outputs);
  const [outside] = output.imports;
  if (outside && !external.length)
    throw new Error(`library: unknown import: ${outside.path}; expected none outside lib/`);
  return outputFiles[0].text;
}

/** The whole library. */
export const bundleLibrary = () => bundle('export * from "./lib/index.ts"');

/** Writes the API reference below `folder`, with the guide as its first page, under the policy of the other pages. */
export function writeReference(folder) {
  const typedoc = fileURLToPath(import.meta.resolve("typedoc")).replace(/dist\/index\.js$/, "bin/typedoc");
  const {status} = spawnSync(process.execPath, [typedoc, "--out", folder, "--logLevel", "Warn"], {
    cwd: root,
    stdio: "inherit"
  });
  if (status !== 0) throw new Error("library: failed: API reference");
  for (const name of readdirSync(folder, {recursive: true}).filter((name) => name.endsWith(".html"))) {
    const page = join(folder, name);
    writeFileSync(page, withPolicy(readFileSync(page, "utf8")));
  }
}
