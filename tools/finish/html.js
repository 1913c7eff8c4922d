import {createHash} from "node:crypto";
import {withBundles} from "./bundle.js";
import {keepPlaces} from "./rooms.js";
import {mendSidebar} from "./sidebar.js";

const sha256 = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Contents of the scripts that stand in the page itself. */
const inlineScripts = (html) =>
  [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]);

/**
 * A policy under which the page may load from its own host only, and run only the scripts that were there when it was
 * built. WebAssembly may be compiled; `eval` may not be called. KaTeX sets sizes in style attributes.
 */
export function policyOf(html) {
  const hashes = [...new Set(inlineScripts(html).map(sha256))];
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${hashes.join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'none'"
  ].join("; ");
}

/** The page with its policy, first in its head: it holds for what comes after it. */
export const withPolicy = (html) =>
  html.replace(
    /<meta charset="utf-8"\s*\/?>/,
    (charset) => `${charset}\n<meta http-equiv="Content-Security-Policy" content="${policyOf(html)}">`
  );

/**
 * Mends what Framework leaves undone: the language, a viewport that lets readers zoom, the sidebar, the offline worker (not in
 * a frame elsewhere, where nobody asked for the whole site), figures alone for `?embed=`, the places of what scripts will
 * show, the bundles, the fonts, and the policy, last, since it holds the hashes of the scripts. `root` leads from the page to the
 * site's root: "../"; `fonts` are the files, from there, that the first screen is set in.
 * @param {string} html
 * @param {string} root
 * @param {{fonts?: string[], rooms?: Record<string, number[]>, bundles?: {scripts: string[], style: string}}} [found]
 */
export function mend(html, root, {fonts = [], rooms = {}, bundles} = {}) {
  const preload = fonts.map(
    (font) => `<link rel="preload" as="font" type="font/woff2" href="${root}${font}" crossorigin>\n`
  );
  const head = `${preload.join("")}<link rel="manifest" href="${root}manifest.webmanifest">
<script>if (self === top) addEventListener("load", () => navigator.serviceWorker?.register(${JSON.stringify(`${root}offline.js`)}).catch(() => {}));
if (new URLSearchParams(location.search).has("embed")) {
  document.documentElement.classList.add("embedded");
  import(${JSON.stringify(`${root}embedded.js`)});
}</script>
</head>`;
  const placed = keepPlaces(mendSidebar(html), rooms);
  const mended = (bundles ? withBundles(placed, bundles) : placed)
    .replace("<html>", '<html lang="en">')
    .replace("width=device-width, initial-scale=1, maximum-scale=1", "width=device-width, initial-scale=1")
    // A list may hold only its items.
    .replace(/<ol>\s*(<label id="observablehq-sidebar-close"[^>]*><\/label>)/, "$1<ol>")
    // Written after the pages, so that Framework, which checks links, does not know it; the preview does without.
    .replace("<!-- reference -->", () => `<a href="${root}api/index.html">The library’s reference</a> · `)
    .replace("</head>", () => head);
  return withPolicy(mended);
}
