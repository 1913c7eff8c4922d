import {type Hyperparameter, rules, type Settings} from "../../lib/optim/index.js";
import {element} from "../element.js";
import {offSwitch} from "../off-switch.js";
import {scaleOf} from "../slider-scale.js";
import {conventionName} from "./convention-paths.js";
import {letterOf} from "./letter.js";
import {type RulerMark, slider} from "./slider.js";
import type {Run} from "./state.js";
import {lastLeg, MAX_RUNS} from "./state.js";

const text = {
  optimizer: "Optimizer",
  more: "More settings",
  forked: (step: number) => `Forked: these settings hold from step ${step} on.`,
  duplicate: "Duplicate",
  fork: "Fork here",
  solo: "Solo",
  remove: "Remove",
  titles: {
    duplicate: "A second run with the same settings",
    fork: "A second run with the same past, whose settings change from this step on",
    solo: "Show this run alone, or all again",
    remove: "Take this run away"
  }
};

export interface SettingsActions {
  setRule(rule: string): void;
  set(key: string, value: Settings[string]): void;
  duplicate(): void;
  fork(): void;
  solo(): void;
  remove(): void;
}

/** Hyperparameters that are shown at once; the others unfold. */
const isMain = (key: string, h: Hyperparameter) =>
  key === "learningRate" || (typeof h.default === "number" && /^(beta|beta1|beta2|decay|rho|momentum)$/.test(key));

/**
 * The settings of the selected run: its optimizer, a slider for each number, a field for each other choice; below the
 * convention stands what compares it with the others.
 */
export function settingsPanel(actions: SettingsActions, conventions: HTMLElement) {
  const select = element(
    "select",
    {},
    ...Object.values(rules).map(({name, label}) => element("option", {value: name}, label))
  );
  select.setAttribute("aria-label", text.optimizer);
  select.addEventListener("change", () => actions.setRule(select.value));
  const main = element("div", {class: "settings-main"});
  const rest = element("div", {class: "settings-rest"});
  const more = element("details", {class: "settings-more"}, element("summary", {}, text.more), rest);
  const about = element("p", {class: "settings-about"});
  const forked = element("p", {class: "settings-forked", hidden: true});
  const buttons = (["duplicate", "fork", "solo", "remove"] as const).map((name) => {
    const node = element("button", {type: "button", title: text.titles[name]}, text[name]);
    node.addEventListener("click", () => actions[name]());
    return node;
  });
  const [noDuplicate, noFork, noSolo, noRemove] = buttons.map(offSwitch);
  const node = element(
    "section",
    {class: "settings", "aria-label": "Settings of the selected run"},
    select,
    about,
    forked,
    main,
    more,
    element("div", {class: "run-actions"}, ...buttons)
  );
  let built = "";
  let shows: Record<string, (value: Settings[string]) => void> = {};
  let marks: ((list: readonly RulerMark[]) => void) | undefined;

  function build(ruleName: string) {
    built = ruleName;
    shows = {};
    marks = undefined;
    const rule = rules[ruleName];
    main.replaceChildren();
    rest.replaceChildren();
    about.textContent = rule.about;
    for (const [key, h] of Object.entries(rule.hyperparameters)) {
      const control = controlOf(key, h);
      shows[key] = control.show;
      if (key === "learningRate" && "setMarks" in control) marks = control.setMarks;
      (isMain(key, h) ? main : rest).append(control.node);
      if (key === "convention") rest.append(conventions);
    }
    more.hidden = rest.childElementCount === 0;
  }

  function controlOf(key: string, h: Hyperparameter) {
    if (typeof h.default === "number") {
      const control = slider({
        label: h.label,
        letter: letterOf(h.tex),
        description: h.description,
        scale: scaleOf(h),
        limits: h.limits,
        onInput: (value) => actions.set(key, value)
      });
      return {...control, show: (value: Settings[string]) => control.show(Number(value))};
    }
    if (typeof h.default === "boolean") {
      const box = element("input", {type: "checkbox"});
      box.addEventListener("change", () => actions.set(key, box.checked));
      return {
        node: element("label", {class: "check", title: h.description}, box, h.label),
        show: (value: Settings[string]) => {
          box.checked = Boolean(value);
        }
      };
    }
    const choice = element(
      "select",
      {},
      ...(h.choices ?? []).map((c) => element("option", {value: c}, conventionName(c)))
    );
    choice.addEventListener("change", () => actions.set(key, choice.value));
    return {
      node: element("label", {class: "choice", title: h.description}, element("span", {}, h.label), choice),
      show: (value: Settings[string]) => {
        choice.value = String(value);
      }
    };
  }

  return {
    node,
    show(run: Run, runs: number, step: number) {
      const leg = lastLeg(run);
      if (leg.rule !== built) build(leg.rule);
      select.value = leg.rule;
      for (const [key, value] of Object.entries(leg.settings)) shows[key]?.(value);
      forked.hidden = leg.from === 0;
      forked.textContent = text.forked(leg.from);
      noDuplicate(runs >= MAX_RUNS);
      noFork(step === 0 || runs >= MAX_RUNS);
      noSolo(runs <= 1);
      noRemove(runs <= 1);
    },
    /** Marks on the learning rate's ruler. */
    setMarks(list: readonly RulerMark[]) {
      marks?.(list);
    }
  };
}
