import {createHash} from "node:crypto";
import {readdir, readFile, writeFile} from "node:fs/promises";
import {join, sep} from "node:path";
import {fileURLToPath} from "node:url";
import {Resvg} from "@resvg/resvg-js";
import {build} from "esbuild";

/** Kept for offline reading: all but the large packs and the font formats that no browser of today asks for. */
const kept = (path) => !/\.(bin|ttf|woff|map)$/.test(path) && path !== "offline.js" && !path.startsWith("social/");

/**
 * Every file to keep, with its hash: as its revision, and whole, so that a worker whose files were exchanged for those of
 * another version while it fetched them is not installed. The next visit tries again.
 */
async function filesOf(folder) {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join("/")
    )
    .filter(kept)
    .sort();
  return Promise.all(
    paths.map(async (url) => {
      const hash = createHash("sha256").update(await readFile(join(folder, url)));
      const digest = hash.digest("base64");
      return {url, revision: digest.slice(0, 16), integrity: `sha256-${digest}`};
    })
  );
}

/** Writes the manifest and the icons that make the site installable. */
export async function writeManifest(folder) {
  const svg = await readFile(fileURLToPath(new URL("../../src/icon.svg", import.meta.url)), "utf8");
  const icons = [192, 512];
  for (const size of icons) {
    const picture = new Resvg(svg, {fitTo: {mode: "width", value: size}, background: "#faf8f3"}).render();
    await writeFile(join(folder, `icon-${size}.png`), picture.asPng());
  }
  const manifest = {
    name: "Nabla: gradient descent you can touch",
    short_name: "Nabla",
    start_url: "./index.html",
    scope: "./",
    display: "standalone",
    background_color: "#faf8f3",
    theme_color: "#faf8f3",
    icons: icons.map((size) => ({src: `./icon-${size}.png`, sizes: `${size}x${size}`, type: "image/png"}))
  };
  await writeFile(join(folder, "manifest.webmanifest"), JSON.stringify(manifest, null, 2));
}

/** Writes the service worker, with the list of all that it keeps. Last, since it hashes the finished files. */
export async function writeOfflineWorker(folder) {
  const files = await filesOf(folder);
  await build({
    entryPoints: [fileURLToPath(new URL("offline-worker.ts", import.meta.url))],
    outfile: join(folder, "offline.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    logLevel: "warning",
    define: {FILES: JSON.stringify(files), "process.env.NODE_ENV": '"production"'}
  });
  return files.length;
}
