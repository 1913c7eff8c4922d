import {readdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {transform} from "esbuild";

/** Minifies the site's own modules, which Framework writes as they are, comments and all. Packages are small already. */
export async function minifyModules(folder) {
  const modules = join(folder, "_import");
  const files = (await readdir(modules, {recursive: true})).filter((file) => file.endsWith(".js"));
  for (const file of files) {
    const path = join(modules, file);
    const {code} = await transform(await readFile(path, "utf8"), {minify: true, format: "esm", target: "es2022"});
    await writeFile(path, code);
  }
  return files.length;
}
