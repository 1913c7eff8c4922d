import {after, append, copyOf, create, instead, lawless, noise, run, show} from "./edits.js";
import type {Edit} from "./scratch.js";

/** A fault, the gate that must catch it, and what the gate says then. */
export interface Plant {
  readonly gate: string;
  readonly what: string;
  readonly edits: readonly Edit[];
  readonly command: string;
  readonly says: RegExp;
}

const unit = (test: string) => `npx vitest run --project unit test/${test}`;
const site = (test: string, name: string) => `npx vitest run --project site test/site/${test}.test.ts -t "${name}"`;
const clean = site("pages", "/licences");
const page = "/licences";

export const plants: readonly Plant[] = [
  {
    gate: "types",
    what: "a text where a number is promised",
    edits: [append("lib/rng.ts", 'export const planted: number = "one";')],
    command: "npm run types",
    says: /lib\/rng\.ts.*Type 'string' is not assignable to type 'number'/
  },
  {
    gate: "types of pages",
    what: "a cell that calls what is not there",
    edits: [
      append("src/licences.md", "```js\nlicenceList(await FileAttachment('data/licences.json').json()).planted();\n```")
    ],
    command: "npm run types",
    says: /Property 'planted' does not exist/
  },
  {
    gate: "lint",
    what: "an import that is not used: a warning only",
    edits: [after("lib/rng.ts", /^/, 'import {planted} from "./planted.js";\n')],
    command: "npm run lint",
    says: /noUnusedImports/
  },
  {
    gate: "format",
    what: "spaces that the format does not have",
    edits: [append("lib/rng.ts", "export const planted  =  1 ;")],
    command: "npm run lint",
    says: /Formatter would have printed/
  },
  {
    gate: "spelling",
    what: "a misspelt word on a page",
    edits: [append("src/licences.md", "The licenses are mispelled.")],
    command: "npm run spell",
    says: /licences\.md.*Unknown word \(mispelled\)/
  },
  {
    gate: "unused",
    what: "a file that nobody imports",
    edits: [create("lib/optim/planted.ts", "export const planted = 1;\n")],
    command: "npm run unused",
    says: /lib\/optim\/planted\.ts/
  },
  {
    gate: "duplicates",
    what: "a copy of a function",
    edits: [copyOf("src/components/planted.ts", "src/components/licence-list.ts")],
    command: "npm run duplicates",
    says: /tokens at src\/components\/licence-list\.ts:\d+ and src\/components\/planted\.ts/
  },
  {
    gate: "kernels",
    what: "a sign changed in the source of the matrix product",
    edits: [{file: "lib/kernels/assembly/gemm.ts", change: (text) => text.replace(" + ", " - ")}],
    command: "npm run kernels -- --check",
    says: /kernels: /
  },
  {
    gate: "imports",
    what: "the library imports a component, for its side effect alone",
    edits: [after("lib/train/fit.ts", /^/, 'import "../../src/components/element.js";\n')],
    command: unit("tools/imports"),
    says: /train\/fit\.ts imports/
  },
  {
    gate: "diagram",
    what: "an arrow taken out of the diagram of imports",
    edits: [instead("docs/architecture.md", "  lib_data --> lib_rng\n", "")],
    command: unit("tools/diagram"),
    says: /FAIL.*diagram/
  },
  {
    gate: "numbers in the prose",
    what: "a result typed by hand",
    edits: [append("src/licences.md", "The loss fell to 0.1234.")],
    command: unit("tools/prose-numbers"),
    says: /0\.1234/
  },
  {
    gate: "golden values",
    what: "Adam without the root of the second moment",
    edits: [instead("lib/optim/adam.ts", "Math.sqrt(", "Math.abs(")],
    command: unit("tools/golden"),
    says: /FAIL.*golden/
  },
  {
    gate: "fuzz",
    what: "the reader of CSV files fails with an error that says nothing",
    edits: [
      after("lib/data/csv.ts", /export function readCsv\([\s\S]*?\{\n/, '  if (text.includes("9")) null!.planted;\n')
    ],
    command: unit("tools/fuzz"),
    says: /readCsv of \d+ bytes: .*(null|undefined)/
  },
  {
    gate: "fuzz: memory",
    what: "the reader of packs believes whatever size a header claims",
    edits: [instead("lib/data/pack.ts", "size > LARGEST_PACK", "size < 0")],
    command: unit("tools/fuzz"),
    says: /createUnpacker of \d+ bytes: (took \d+ MB|Invalid typed array|Array buffer)/
  },
  {
    gate: "build",
    what: "a page quotes a number that nobody computes",
    edits: [append("src/chapters/momentum.md", "It took {{planted}} steps.")],
    command: "npm run build -- --no-network",
    says: /planted/
  },
  {
    gate: "build without a network",
    what: "a data loader that asks another host",
    edits: [after("src/data/sources.json.ts", /^/, 'await fetch("http://127.0.0.1:9/");\n')],
    command: "npm run build -- --no-network",
    says: /blocked: 127\.0\.0\.1/
  },
  {
    gate: "cells",
    what: "a cell of a page throws; Framework builds it and exits with 0",
    edits: [append("src/licences.md", '```js\nthrow new Error("planted");\n```')],
    command: `npm run build -- --no-network && ${clean}`,
    says: /planted/
  },
  {
    gate: "size",
    what: "a script of 300 kB that cannot be compressed",
    edits: [
      create("dist/planted.js", noise(400_000)),
      after(`dist${page}.html`, /<meta name="viewport"[^>]*>/, '<link rel="preload" as="script" href="./planted.js">')
    ],
    command: "npm run size",
    says: /limit has exceeded/
  },
  {
    gate: "pictures",
    what: "figures drawn at half their strength",
    edits: [show("/chapters/momentum", "<style>figure :is(svg, canvas) { opacity: 0.5 }</style>")],
    command: "npm run visual -- --only momentum --out .visual/planted",
    says: /visual: chapters-momentum-[\w-]+: [1-9]\d?\.?\d* %/
  },
  {
    gate: "console",
    what: "a warning in the console",
    edits: run(page, 'console.warn("planted");'),
    command: clean,
    says: /console: planted/
  },
  {
    gate: "errors",
    what: "a promise that nobody catches",
    edits: run(page, 'Promise.reject(new Error("planted"));'),
    command: clean,
    says: /error: planted/
  },
  {
    gate: "requests",
    what: "a picture that is not there",
    edits: [show(page, '<img src="./planted.png" alt="">')],
    command: clean,
    says: /404: .*planted\.png/
  },
  {
    gate: "third parties",
    what: "a picture of another host, on a page without its policy",
    edits: [lawless(page), show(page, '<img src="http://127.0.0.1:9/planted.png" alt="">')],
    command: clean,
    says: /foreign: http:\/\/127\.0\.0\.1:9\/planted\.png/
  },
  {
    gate: "policy",
    what: "a script in the page whose hash is not in its policy",
    edits: [show(page, "<script>1;</script>")],
    command: clean,
    says: /violates the following Content Security Policy/
  },
  {
    gate: "policy",
    what: "a request to another host",
    edits: run(page, 'fetch("http://127.0.0.1:9/planted").catch(() => {});'),
    command: clean,
    says: /violates the following Content Security Policy/
  },
  {
    gate: "width",
    what: "a block wider than the screen",
    edits: [show(page, '<div style="width: 2000px">wide</div>')],
    command: clean,
    says: /expected \d+ to be \+?0/
  },
  {
    gate: "layout shift",
    what: "a block that comes late and pushes everything down",
    edits: run(
      page,
      `addEventListener("load", () => setTimeout(() => {
  const block = Object.assign(document.createElement("div"), {textContent: "late"});
  block.style.height = "400px";
  document.querySelector("main").prepend(block);
}, 150));`
    ),
    command: clean,
    says: /layout shift/
  },
  {
    gate: "axe",
    what: "a picture without a name",
    edits: [show(page, '<img src="./icon-192.png">')],
    command: site("axe", "/licences"),
    says: /image-alt/
  },
  {
    gate: "axe",
    what: "words too pale to be read",
    edits: [show(page, '<p style="color: #888; background: #999">pale</p>')],
    command: site("axe", "/licences"),
    says: /color-contrast/
  },
  {
    gate: "links",
    what: "a link to a page that is not there, and one to an anchor that is not",
    edits: [show(page, '<a href="./planted.html">one</a> <a href="#planted">two</a>')],
    command: site("links", "licences"),
    says: /"\.\/planted\.html",\s+"#planted"|\+ +"\.\/planted\.html"[\s\S]*#planted/
  },
  {
    gate: "licences",
    what: "a package that is shipped and not named",
    edits: [{file: "dist/_npm/planted@1.0.0/index.js", change: () => "export {};\n"}],
    command: site("licences", "names every package"),
    says: /planted@1\.0\.0/
  },
  {
    gate: "weight",
    what: "a page that loads 300 kB more",
    edits: run("/index", noise(400_000)),
    command: site("pages", "/index is clean and light"),
    says: /largest: planted\.js/
  },
  {
    gate: "offline",
    what: "a file of the arena left out of what is kept",
    edits: [instead("dist/offline.js", /\{url:"arena\.html",[^}]*\},?/g, "")],
    command: site("offline", "after the first visit"),
    says: /ERR_INTERNET_DISCONNECTED|ERR_FAILED/
  },
  {
    gate: "offline, no mix",
    what: "a new version that takes over while pages of the old one are open",
    edits: [
      append("tools/finish/offline-worker.ts", "void (self as unknown as ServiceWorkerGlobalScope).skipWaiting();")
    ],
    command: site("offline", "half of each"),
    says: /FAIL.*half of each/
  },
  {
    gate: "offline, no mix",
    what: "a worker that takes files whatever they hold",
    edits: [instead("dist/offline.js", /,integrity:"[^"]*"/g, "")],
    command: site("offline", "exchanged"),
    says: /FAIL.*exchanged/
  },
  {
    gate: "faults: worker",
    what: "nobody hears that the worker died",
    edits: run(
      "/mnist",
      `const listen = Worker.prototype.addEventListener;
Worker.prototype.addEventListener = function (type, ...rest) { if (type !== "error") listen.call(this, type, ...rest); };
Object.defineProperty(Worker.prototype, "onerror", {set() {}});`
    ),
    command: site("mnist", "a worker that dies"),
    says: /FAIL.*a worker that dies/
  },
  {
    gate: "faults: storage",
    what: "something is stored without asking whether there is room",
    edits: run("/chapters/momentum", 'localStorage.setItem("planted", "1");'),
    command: site("faults", "with storage"),
    says: /error: .*full|QuotaExceededError/
  },
  {
    gate: "faults: requests",
    what: "a page that remembers that a file was missing, and stays dead",
    edits: run(
      "/arena",
      `addEventListener("pagehide", () => {
  if (performance.getEntriesByType("resource").some((entry) => entry.responseStatus === 0)) sessionStorage.planted = 1;
});
if (sessionStorage.planted) addEventListener("click", (event) => event.stopImmediatePropagation(), true);`
    ),
    command: site("faults", "every third"),
    says: /FAIL.*every third/
  },
  {
    gate: "faults: resize",
    what: "a block that keeps the width that the window had",
    edits: run(
      "/arena",
      'addEventListener("load", () => { document.querySelector("main").style.minWidth = innerWidth - 60 + "px"; });'
    ),
    command: site("faults", "resizing"),
    says: /\/arena at \d+: expected/
  },
  {
    gate: "faults: frozen tab",
    what: "a page that begins anew when it comes back",
    edits: run("/arena", 'document.addEventListener("resume", () => location.reload());'),
    command: site("faults", "a frozen tab"),
    says: /FAIL.*a frozen tab/
  },
  {
    gate: "Lighthouse",
    what: "a page without a description and a title",
    edits: [instead(`dist${page}.html`, /<meta name="description"[^>]*>|<title>.*?<\/title>/g, "")],
    command: `node gates/lighthouse.js --runs 1 --pages ${page}`,
    says: /FAIL \/licences desktop seo/
  },
  {
    gate: "soak",
    what: "every press of a button leaves a node behind",
    edits: run(
      "/arena",
      'const kept = []; addEventListener("click", () => kept.push(document.createElement("p"), new Array(50000).fill(1)), true);'
    ),
    command: "npm run soak -- --minutes 3 --only arena",
    says: /soak: \/arena: heap .* rises by/
  }
];
