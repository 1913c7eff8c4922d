import {element} from "../element.js";
import type {Control} from "./control.js";
import {type Change, changes} from "./lab-state.js";

/** A part of the lab that is unfolded on demand. */
export interface Panel {
  readonly node: HTMLElement;
  /** Called at most once a frame, with what changed since the last time. */
  update(changes: ReadonlySet<Change>): void;
  /** Told when it is unfolded or folded. */
  open?(open: boolean): void;
  dispose?(): void;
}

/** What a panel is made from. */
export interface PanelContext {
  readonly control: Control;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** One line beside the title. */
  readonly about: string;
  readonly create: () => Panel;
}

/** Every change there is: what a panel that was just made is told. */
export const everything: ReadonlySet<Change> = new Set(changes);

/** Sections one below the other, folded; each is made when it is first opened. */
export function unfoldings(sections: readonly Section[]) {
  const made = new Map<HTMLDetailsElement, Panel>();
  const node = element("div", {class: "unfoldings"});
  for (const {id, title, about, create} of sections) {
    const details = element(
      "details",
      {class: "section", "data-section": id},
      element("summary", {}, element("b", {}, title), element("span", {}, about))
    );
    details.addEventListener("toggle", () => {
      let panel = made.get(details);
      if (details.open && !panel) {
        panel = create();
        made.set(details, panel);
        details.append(panel.node);
      }
      panel?.open?.(details.open);
      if (details.open) panel?.update(everything);
    });
    node.append(details);
  }
  return {
    node,
    update(changes: ReadonlySet<Change>) {
      for (const [details, panel] of made) if (details.open) panel.update(changes);
    },
    dispose() {
      for (const panel of made.values()) panel.dispose?.();
    }
  };
}
