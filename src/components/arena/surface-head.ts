import {type Formula, type Surface, surfaces} from "../../lib/surfaces/index.js";
import {element} from "../element.js";
import {scaleOf} from "../slider-scale.js";
import {formulaEditor} from "./formula-editor.js";
import {typeset} from "./live-equation.js";
import {slider} from "./slider.js";
import type {ArenaState} from "./state.js";

const text = {surface: "Surface", own: "Your own formula …", condition: "Condition number"};

export interface SurfaceActions {
  choose(id: string): void;
  setCondition(condition: number): void;
  setFormula(source: string): void;
  /** What `error` says has changed. */
  noteError(): void;
}

/** Which surface it is, its formula, what it is for, and what can be changed about it. */
export function surfaceHead(actions: SurfaceActions) {
  const picker = element(
    "select",
    {},
    ...surfaces.map(({id, name}) => element("option", {value: id}, name)),
    element("option", {value: "formula"}, text.own)
  );
  picker.setAttribute("aria-label", text.surface);
  picker.addEventListener("change", () => actions.choose(picker.value));
  const symbols = element("div", {class: "surface-formula"});
  const about = element("p", {class: "surface-about"});
  const condition = slider({
    label: text.condition,
    letter: "κ",
    scale: scaleOf({scale: "log", range: [1, 1000]}),
    limits: [1, 10_000],
    onInput: actions.setCondition
  });
  condition.node.hidden = true;
  const editor = formulaEditor(actions.setFormula, actions.noteError);
  const node = element("div", {class: "arena-head"}, picker, symbols, about, condition.node, editor.node);
  node.dataset.part = "surface";
  return {
    node,
    /** Shows the surface in force. */
    show(surface: Surface, state: ArenaState, formula: Formula | undefined) {
      picker.value = state.surface;
      symbols.replaceChildren(typeset(`J(x,y) = ${surface.tex}`));
      about.textContent = surface.about;
      condition.node.hidden = state.surface !== "ravine";
      condition.show(state.condition);
      if (state.surface === "formula") editor.show(formula, state.formula);
      else editor.hide();
    },
    /** Says what is wrong with a formula that could not be taken over. */
    fail(problem: unknown, source: string) {
      picker.value = "formula";
      editor.fail(problem, source);
    },
    get error(): string {
      return editor.node.hidden ? "" : editor.error;
    }
  };
}
