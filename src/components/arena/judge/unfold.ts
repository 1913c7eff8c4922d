import {element} from "../../element.js";
import type {Case} from "./case.js";
import type {Judge, JudgeActions} from "./judge.js";

const text = {
  title: "Judge",
  loading: "Loading.",
  failed: "This part of the page could not be loaded. Close it and open it again."
};

/** The judge behind a line that unfolds: its panels, and the library that they need, are loaded when it is first opened. */
export function judgeUnfold(actions: JudgeActions) {
  const says = element("p", {class: "judge-words", role: "status"});
  const node = element("details", {class: "judge"}, element("summary", {}, text.title), says);
  let now: Case | undefined;
  let loaded: Judge | undefined;
  let loading = false;
  let disposed = false;

  async function load() {
    loading = true;
    says.textContent = text.loading;
    try {
      const {judge} = await import("./judge.js");
      if (disposed) return;
      loaded = judge(actions);
      says.replaceWith(loaded.node);
      if (now) loaded.show(now);
    } catch {
      says.textContent = text.failed;
    } finally {
      loading = false;
    }
  }

  node.addEventListener("toggle", () => {
    if (node.open && !loaded && !loading) load();
    if (!node.open) loaded?.fold();
  });

  return {
    node,
    /** Takes over another case. */
    show(next: Case) {
      now = next;
      loaded?.show(next);
    },
    dispose() {
      disposed = true;
      loaded?.dispose();
    }
  };
}
