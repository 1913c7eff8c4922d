import {FileAttachment} from "observablehq:stdlib";
import {element} from "../element.js";
import {highlight} from "./highlight.js";

const text = {
  shows: "The code that ran: ",
  loading: "Loading …",
  failed: "The code could not be loaded."
};

let sources: Promise<Readonly<Record<string, string>>> | undefined;

/**
 * The library code behind a figure, folded away: a whole file, or one declaration of it. The text is taken from the
 * file at build time (src/data/sources.json.ts), and loaded when somebody looks.
 */
export function codeLink(path: string, name?: string): HTMLElement {
  const code = element("code", {class: "language-ts"}, text.loading);
  // Scrolls sideways on a phone, so the keyboard must be able to reach it.
  const pre = element("pre", {tabIndex: 0, role: "region", "aria-label": name ?? path}, code);
  const node = element(
    "details",
    {class: "code-link"},
    element("summary", {}, element("span", {}, text.shows, element("code", {}, name ? `${name} · ${path}` : path))),
    pre
  );
  node.addEventListener("toggle", async () => {
    if (!node.open || code.childElementCount) return;
    sources ??= FileAttachment("../../data/sources.json").json<Record<string, string>>();
    try {
      code.replaceChildren(...highlight((await sources)[name ? `${path}#${name}` : path]));
    } catch {
      sources = undefined;
      code.textContent = text.failed;
    }
  });
  return node;
}
