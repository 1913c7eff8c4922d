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
  let state: "away" | "loading" | "here" | "gone" = "away";

  async function load() {
    state = "loading";
    says.textContent = text.loading;
    try {
      const {judge} = await import("./judge.js");
      // The page may have been left meanwhile.
      if ((state as string) === "gone") return;
      loaded = judge(actions);
      says.replaceWith(loaded.node);
      if (now) loaded.show(now);
      state = "here";
    } catch {
      state = "away";
      says.textContent = text.failed;
    }
  }

  node.addEventListener("toggle", () => {
    if (node.open && state === "away") load();
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
      state = "gone";
      loaded?.dispose();
    }
  };
}
