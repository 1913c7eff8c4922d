import {element} from "../element.js";
import {recall, recallAll, remember} from "./memory.js";
import type {Closeness} from "./score.js";

/** How far the reader is in a chapter. It is done when its question at the end has been answered. */
export type Progress = "begun" | "done";

const text = {
  new: "not read yet",
  begun: "begun",
  done: "read"
};

/** "chapters/gradient" of a page's address, whatever the site's path. */
export function slugOf(pathname: string): string {
  const parts = pathname.replace(/(\/index)?(\.html)?\/?$/, "").split("/");
  return parts.at(-2) === "chapters" ? `chapters/${parts.at(-1)}` : (parts.at(-1) ?? "");
}

export const progressOf = (slug: string): Progress | undefined => recall<Progress>(`progress:${slug}`);

/** Notes that the reader has begun this page. */
export function beginChapter(slug = slugOf(location.pathname)): void {
  if (slug && !progressOf(slug)) remember(`progress:${slug}`, "begun");
}

/** Notes that the reader has done this page, and tells the page, so that marks on it can follow. */
export function finishChapter(slug = slugOf(location.pathname)): void {
  if (!slug) return;
  remember(`progress:${slug}`, "done");
  dispatchEvent(new CustomEvent("nabla:progress", {detail: slug}));
}

/** How many predictions were made, and how many were right or close. */
export function predictions(): {made: number; close: number} {
  const all = [...recallAll<{closeness?: Closeness}>("predict:").values()];
  return {made: all.length, close: all.filter(({closeness}) => closeness && closeness !== "surprise").length};
}

/** A small mark that shows how far a chapter is read. */
export function progressMark(slug: string): HTMLElement {
  const state = progressOf(slug);
  return element(
    "span",
    {class: "mark", "data-state": state ?? "new", title: text[state ?? "new"]},
    element("span", {class: "spoken"}, text[state ?? "new"])
  );
}
