import {existsSync, readdirSync, readFileSync} from "node:fs";
import {dirname, join, posix} from "node:path";
import {expect, test} from "vitest";

const dist = "dist";
const pages = readdirSync(dist, {recursive: true, encoding: "utf8"})
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".html"));
const read = (page: string) => readFileSync(join(dist, page), "utf8");

/** Addresses in a page's tags, scripts left out. */
function addressesIn(html: string): string[] {
  const plain = html.replace(/<script[\s\S]*?<\/script>/g, "");
  return [...plain.matchAll(/<(?:a|link|img|source|meta)\b[^>]*?\s(?:href|src|content)="([^"]*)"/g)].map(([, url]) =>
    url.replaceAll("&amp;", "&")
  );
}

/** The built file that a relative address leads to, and the anchor in it. */
function target(page: string, url: string): {file: string; anchor: string} {
  const [path, anchor = ""] = url.split("#");
  const at = path.replace(/\?.*$/, "");
  const file = at.startsWith("/") ? at.slice(1) : at ? posix.normalize(posix.join(dirname(page), at)) : page;
  const full = file === "." || file.endsWith("/") ? `${file === "." ? "" : file}index.html` : file;
  return {file: existsSync(join(dist, full)) || /\.\w+$/.test(full) ? full : `${full}.html`, anchor};
}

const isAddress = (url: string) => /^(\.{0,2}\/|#|[\w-]+\.html)/.test(url);

test.each(pages)("every link of %s leads to a file, and every anchor to an element", (page) => {
  const broken: string[] = [];
  for (const url of addressesIn(read(page)).filter(isAddress)) {
    const {file, anchor} = target(page, url);
    if (!existsSync(join(dist, file))) broken.push(url);
    // Figures put their elements into pages later, so an anchor must be the page's own.
    else if (anchor && file.endsWith(".html") && !new RegExp(`\\sid="${decodeURIComponent(anchor)}"`).test(read(file)))
      broken.push(url);
  }
  expect([...new Set(broken)]).toEqual([]);
});
