import {element} from "../../element.js";
import {saveFile} from "../../save-file.js";
import {type Drawing, drawingsFile} from "../svg-file.js";
import {client, type JudgeWorker} from "./client.js";
import type {Jobs, Kind, OrderOf} from "./messages.js";
import type {Report} from "./report.js";

const text = {
  working: "Computing",
  failed: (why: string) => `This could not be computed${why ? `: ${why}` : ""}.`,
  again: "Start again",
  save: "Save as SVG"
};

export interface PanelOptions<K extends Kind> {
  readonly kind: K;
  readonly title: string;
  readonly body: readonly Node[];
  /** Something was found. */
  show(result: Jobs[K]["result"]): void;
  /** The order is done, or was left. */
  settle?(): void;
  /** What it shows, to be saved as a picture; a panel of words has none. */
  drawings?(): readonly Drawing[];
  /** The panel was opened. */
  opened(): void;
  startWorker?(): JudgeWorker;
}

/** A part of the judge that unfolds. Closed it has no worker and computes nothing. */
export function panel<K extends Kind>(options: PanelOptions<K>) {
  const {kind, title, body, show, settle = () => {}, drawings, opened, startWorker} = options;
  const words = element("p", {class: "judge-words"});
  const bar = element("progress", {max: 1, value: 0, "aria-label": text.working});
  const trouble = element("p", {class: "judge-trouble", role: "alert"});
  const again = element("button", {type: "button", hidden: true}, text.again);
  const save = element("button", {type: "button", class: "judge-save", hidden: true}, text.save);
  const content = element("div", {class: "judge-content"}, ...body, save);
  const node = element(
    "details",
    {class: "judge-panel", "data-judge": kind, "data-state": "idle"},
    element("summary", {}, title),
    words,
    content,
    bar,
    trouble,
    again
  );
  const work = client<K>({
    hear({share, result}: Report<Jobs[K]["result"]>) {
      bar.value = share;
      if (result !== undefined) {
        show(result);
        save.hidden = !drawings;
      }
      if (share === 1 && result !== undefined) state("done");
    },
    fail(message) {
      state("failed");
      trouble.textContent = text.failed(message);
    },
    startWorker
  });
  let last: {key: string; order: OrderOf<K>} | undefined;

  function state(name: "idle" | "working" | "done" | "failed") {
    node.dataset.state = name;
    again.hidden = name !== "failed";
    if (name !== "failed") trouble.textContent = "";
    if (name !== "working") settle();
  }

  function send(order: OrderOf<K>) {
    bar.value = 0;
    state("working");
    work.ask(order);
  }

  function begin(order: OrderOf<K>, key = JSON.stringify(order)) {
    last = {key, order};
    send(order);
  }

  save.addEventListener("click", () => {
    if (drawings) saveFile(`arena-${kind}.svg`, drawingsFile(drawings()), "image/svg+xml");
  });
  again.addEventListener("click", () => {
    if (!last) return;
    send(last.order);
    // The button goes, and with it the focus.
    node.querySelector("summary")?.focus();
  });
  node.addEventListener("toggle", () => {
    if (node.open) {
      opened();
      return;
    }
    work.stop();
    last = undefined;
    state("idle");
  });

  return {
    node,
    content,
    get open() {
      return node.open;
    },
    /** Has something computed, unless it was the last thing asked for. True if it was not. */
    ask(order: OrderOf<K>): boolean {
      const key = JSON.stringify(order);
      if (last?.key === key) return false;
      begin(order, key);
      return true;
    },
    /** Has something computed, whether or not it was the last thing asked for. */
    begin,
    /** Leaves off what is being computed. */
    cancel() {
      work.cancel();
      last = undefined;
      state("idle");
    },
    /** What the panel shows, and what it leaves out. */
    say(sentence: string) {
      if (words.textContent !== sentence) words.textContent = sentence;
    },
    dispose: work.stop
  };
}
