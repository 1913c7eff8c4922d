import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";

/** Writes embed.js, for pages elsewhere, and embedded.js, for this site's pages when they stand in one. */
export async function writeEmbed(folder) {
  for (const [name, format] of [
    ["embed", "iife"],
    ["embedded", "esm"]
  ])
    await build({
      entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
      outfile: join(folder, `${name}.js`),
      bundle: true,
      minify: true,
      format,
      target: "es2022",
      logLevel: "warning"
    });
}
