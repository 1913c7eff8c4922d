import {element} from "../element.js";
import type {Panel, PanelContext} from "./panel.js";
import {weightsView} from "./weights-view.js";

const text = {
  about:
    "Blue pixels excite the unit, orange ones quieten it; paper has no say. Each image is stretched over its own range. They start as noise, and strokes appear."
};

/** The first layer's weights, all of them that fit. */
export function unitsPanel({control}: PanelContext): Panel {
  const view = weightsView();
  return {
    node: element("div", {class: "panel units-panel"}, element("p", {class: "hint"}, text.about), view.node),
    update(changes) {
      if (changes.has("weights") && control.weights) view.show(control.weights);
    },
    dispose: view.dispose
  };
}
