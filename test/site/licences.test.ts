import {readdirSync, readFileSync} from "node:fs";
import {expect, test} from "vitest";

interface Shipped {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

const data = "dist/_file/data";
const listed: Shipped[] = JSON.parse(
  readFileSync(`${data}/${readdirSync(data).find((file) => /^licences\.\w+\.json$/.test(file))}`, "utf8")
);
/** Licences that let us pass a package on, with its notice. */
const free = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "OFL-1.1"];
/** Made by tools/prepare.js out of the font packages, which are listed. */
const ours = /^book-fonts@/;

test("the page names every package that the site has a folder of, in its version", () => {
  const folders = readdirSync("dist/_npm").flatMap((name) =>
    name.startsWith("@") ? readdirSync(`dist/_npm/${name}`).map((inner) => `${name}/${inner}`) : [name]
  );
  expect(folders.length).toBeGreaterThan(2);
  const names = new Set(listed.map(({name, version}) => `${name}@${version}`));
  expect(folders.filter((folder) => !names.has(folder) && !ours.test(folder))).toEqual([]);
});

test("it names what the site has in other places: the service worker, the search, the kernels, the reference", () => {
  const names = listed.map(({name}) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      "workbox-precaching",
      "minisearch",
      "@observablehq/framework",
      "assemblyscript",
      "typedoc",
      "lunr"
    ])
  );
});

test("each has a licence that lets us ship it, and comes with its words", () => {
  expect(listed.filter(({licence}) => !free.includes(licence))).toEqual([]);
  expect(listed.filter(({text}) => !/copyright|author|permission/i.test(text)).map(({name}) => name)).toEqual([]);
});
