// What each page makes a reader load first, each lab with all that it may load later, and the library, after gzip:
// `npm run build && npm run size`. The files of a page are those that its HTML names: style, scripts, preloaded fonts.
import {readdirSync, readFileSync} from "node:fs";
import {posix} from "node:path";

/** Budgets in kB, a tenth above what was needed when they were set. About 100 kB of each are two fonts. */
const budgets = {
  chapter: 295,
  "/chapters/at-work": 335,
  "/chapters/learning-rate": 315,
  "/chapters/what-comes-next": 320,
  "/chapters/where-it-fails": 300,
  "/index": 277,
  "/arena": 322,
  "/mnist": 308,
  "/speed": 210,
  "/licences": 150,
  "/404": 148
};

/** Code of the labs: what opens later, workers and packages included, data left out. */
const labs = {
  "/arena": {
    limit: 585,
    files: ["_page/arena-*.js", "_page/judge-worker-*.js", "_npm/three@*/*.js", "_npm/mathjs@*/*.js"]
  },
  "/mnist": {limit: 149, files: ["_page/mnist-*.js"]},
  "/speed": {limit: 136, files: ["_page/speed-*.js"]}
};
const pages = ["dist", "dist/chapters"].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".html"))
    .map((file) => `${folder.slice(4)}/${file.slice(0, -5)}`)
);

/** The page and every file that it names in its head. */
function firstLoad(path) {
  const html = readFileSync(`dist${path}.html`, "utf8");
  const links = (html.match(/<link\s[^>]*rel="(?:stylesheet|preload)"[^>]*>/g) ?? []).map(
    (tag) => tag.match(/href="([^"]*)"/)[1]
  );
  const scripts = JSON.parse(html.match(/const scripts = (\[[^\]]*\])/)[1]);
  const files = [...links, ...scripts].map((address) => posix.join(`dist${path}`, "..", address));
  return [`dist${path}.html`, ...new Set(files)];
}

export default [
  {name: "library, all of it with its kernels", path: "dist/nabla.js", limit: "95 kB", gzip: true},
  ...pages.map((path) => ({
    name: `first load of ${path}`,
    path: firstLoad(path),
    limit: `${budgets[path] ?? budgets.chapter} kB`,
    gzip: true
  })),
  ...Object.entries(labs).map(([path, {limit, files}]) => ({
    name: `all of ${path}`,
    path: files.map((file) => `dist/${file}`),
    limit: `${limit} kB`,
    gzip: true
  }))
];
