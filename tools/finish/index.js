// What Framework leaves undone in a built site.
import {spawnSync} from "node:child_process";
import {readdir, readFile, writeFile} from "node:fs/promises";
import {join, sep} from "node:path";
import {fileURLToPath} from "node:url";
import {bundlePages} from "./bundle.js";
import {writeEmbed} from "./embed-scripts.js";
import {mend} from "./html.js";
import {writeManifest, writeOfflineWorker} from "./offline.js";
import {readRooms} from "./rooms.js";

/** Draws previews, mends every page below `folder`, and makes the site embeddable, installable and readable offline. */
export async function finish(folder) {
  const social = fileURLToPath(new URL("social.ts", import.meta.url));
  const {status} = spawnSync(process.execPath, ["--import=tsx", social, folder], {stdio: "inherit"});
  if (status !== 0) throw new Error("finish: failed: social previews");
  const files = (await readdir(folder, {recursive: true})).map((file) => file.replaceAll(sep, "/"));
  const pages = files.filter((file) => file.endsWith(".html"));
  const fonts = files.filter((file) => /(source-serif-4|inter)-latin-wght-normal\.\w+\.woff2$/.test(file));
  const rooms = readRooms();
  const bundles = await bundlePages(folder, pages);
  for (const page of pages) {
    const path = join(folder, page);
    const root = "../".repeat(page.split("/").length - 1) || "./";
    await writeFile(path, mend(await readFile(path, "utf8"), root, {fonts, rooms, bundles: bundles.get(page)}));
  }
  await writeEmbed(folder);
  await writeManifest(folder);
  const kept = await writeOfflineWorker(folder);
  console.log(`finish: ${pages.length} pages, ${kept} files for offline reading`);
}
