// Makes src/lib a link to lib/, clears Framework's cache, and fills it from node_modules, so that no `npm:` import is
// ever looked up in a registry or loaded from a CDN.
import {existsSync} from "node:fs";
import {cp, lstat, mkdir, readFile, rename, rm, symlink, writeFile} from "node:fs/promises";
import {basename, dirname, join, relative} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";
import {fontSubsets, fonts, packages, unused} from "./packages.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const cache = join(root, "src/.observablehq/cache");
const seeded = join(cache, "_npm");

/** src/lib → ../lib; a junction on Windows. */
async function link() {
  const at = join(root, "src/lib");
  if (existsSync(join(at, "index.ts"))) return;
  if (await lstat(at).catch(() => undefined)) await rm(at, {recursive: true, force: true});
  await symlink(process.platform === "win32" ? join(root, "lib") : "../lib", at, "junction");
}

/** Where each package comes from and where its bundle goes. */
async function locate(name) {
  const from = join(root, "node_modules", name);
  const {version} = JSON.parse(await readFile(join(from, "package.json"), "utf8"));
  return [name, {from, to: join(seeded, `${name}@${version}`)}];
}

async function seed(name, {copy = [], alias = {}, only}, places) {
  const {from, to} = places[name];
  await mkdir(to, {recursive: true});
  await build({
    ...(only
      ? {stdin: {contents: `export {${only}} from "${name}";`, resolveDir: root}}
      : {entryPoints: [fileURLToPath(import.meta.resolve(name))]}),
    outfile: join(to, "_esm.js"),
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "eof",
    logLevel: "warning",
    define: {"process.env.NODE_ENV": '"production"'},
    plugins: [
      {
        name: "shared",
        setup({onResolve}) {
          // A package that is seeded itself is imported, not bundled twice.
          onResolve({filter: /^[@a-z]/i}, ({path, kind}) =>
            kind !== "entry-point" && path !== name && places[path]
              ? {path: relative(to, join(places[path].to, "_esm.js")).replace(/^(?!\.)/, "./"), external: true}
              : undefined
          );
        }
      }
    ]
  });
  for (const file of copy) await cp(join(from, file), join(to, file), {recursive: true});
  for (const [as, file] of Object.entries(alias)) await cp(join(from, file), join(to, as));
}

/**
 * One stylesheet and its woff2 files as a pseudo-package, `npm:book-fonts`. Its module lists the files, so that
 * `<link rel="x-assets">` makes Framework copy them.
 */
async function seedFonts() {
  const to = join(seeded, "book-fonts@1.0.0");
  const wanted = new RegExp(`-(${fontSubsets.join("|")})-`);
  const {metafile} = await build({
    stdin: {loader: "css", resolveDir: root, contents: fonts.map((f) => `@import "${f}";`).join("\n")},
    bundle: true,
    minify: true,
    outdir: to,
    assetNames: "[name].[hash]",
    loader: {".woff2": "file"},
    metafile: true,
    logLevel: "warning",
    plugins: [
      {
        name: "subsets",
        setup({onLoad}) {
          onLoad({filter: /@fontsource.*\.css$/}, async ({path}) => ({
            loader: "css",
            resolveDir: dirname(path),
            contents: (await readFile(path, "utf8")).replace(/\/\*[^*]*\*\/\s*@font-face\s*{[^}]*}/g, (rule) =>
              wanted.test(rule) ? rule : ""
            )
          }));
        }
      }
    ]
  });
  const files = Object.keys(metafile.outputs).filter((file) => file.endsWith(".woff2"));
  await rename(join(to, "stdin.css"), join(to, "fonts.css"));
  const urls = files.map((file) => `import.meta.resolve("./${basename(file)}")`);
  await writeFile(join(to, "_esm.js"), `export default [${urls.join(", ")}];\n`);
}

export async function prepare() {
  const start = performance.now();
  await link();
  await rm(cache, {recursive: true, force: true});
  const places = Object.fromEntries(await Promise.all(Object.keys(packages).map(locate)));
  await Promise.all([
    ...unused.map((name) => mkdir(join(seeded, `${name}@0.0.0`), {recursive: true})),
    ...Object.entries(packages).map(([name, extra]) => seed(name, extra, places)),
    seedFonts()
  ]);
  console.log(`prepare: ${Object.keys(packages).length} packages in ${Math.round(performance.now() - start)} ms`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await prepare();
