// What Framework leaves undone in a built site.
import {readdir, readFile, writeFile} from "node:fs/promises";
import {join, sep} from "node:path";
import {mend} from "./html.js";
import {writeManifest, writeOfflineWorker} from "./offline.js";

/** Mends every page below `folder`, and makes the site installable and readable offline. */
export async function finish(folder) {
  const pages = (await readdir(folder, {recursive: true})).filter((file) => file.endsWith(".html"));
  for (const page of pages) {
    const path = join(folder, page);
    const root = "../".repeat(page.split(sep).length - 1) || "./";
    await writeFile(path, mend(await readFile(path, "utf8"), root));
  }
  await writeManifest(folder);
  const files = await writeOfflineWorker(folder);
  console.log(`finish: ${pages.length} pages, ${files} files for offline reading`);
}
