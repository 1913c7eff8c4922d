// What Framework leaves undone in the pages that it writes.
import {readdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";

/** Names the language, and lets readers zoom. */
function mend(html) {
  return html
    .replace("<html>", '<html lang="en">')
    .replace("width=device-width, initial-scale=1, maximum-scale=1", "width=device-width, initial-scale=1");
}

/** Mends every page below `folder`. */
export async function finish(folder) {
  const files = (await readdir(folder, {recursive: true})).filter((file) => file.endsWith(".html"));
  for (const file of files) {
    const path = join(folder, file);
    await writeFile(path, mend(await readFile(path, "utf8")));
  }
  console.log(`finish: ${files.length} pages`);
}
