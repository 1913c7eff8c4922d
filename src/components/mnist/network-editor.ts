import type {Activation, Initializer} from "../../lib/nn/index.js";
import {element} from "../element.js";
import {choice, choose, field, integerInput} from "./fields.js";
import {type LabSettings, limits} from "./settings.js";

const text = {
  network: "Network",
  networks: {dense: "Dense layers", conv: "Two convolutions, then dense layers"},
  hidden: "Hidden layers",
  add: "Add a layer",
  remove: "Remove",
  units: "Units of hidden layer",
  none: "none",
  activation: "Activation",
  init: "Initial weights",
  dropout: "Dropout",
  loss: "Loss",
  losses: {crossEntropy: "Cross-entropy", mse: "Squared error"}
};

const activationNames: Partial<Record<Activation, string>> = {
  relu: "ReLU",
  leakyRelu: "Leaky ReLU",
  tanh: "tanh",
  sigmoid: "Sigmoid",
  softplus: "Softplus",
  geluErf: "GELU",
  geluTanh: "GELU (by tanh)",
  linear: "None (linear)"
};

const initNames: Record<Initializer, string> = {
  glorotUniform: "Glorot uniform",
  glorotNormal: "Glorot normal",
  heUniform: "He uniform",
  heNormal: "He normal",
  lecunUniform: "LeCun uniform",
  lecunNormal: "LeCun normal",
  orthogonal: "Orthogonal",
  zeros: "Zeros",
  ones: "Ones"
};

export type NetworkSettings = Pick<LabSettings, "network" | "hidden" | "activation" | "init" | "dropout" | "loss">;

/** A share of units for people: "25 %". */
const shareText = (rate: number) => (rate ? `${Number((100 * rate).toPrecision(6))} %` : "None");

/** Name of an activation for people. */
export const activationText = (name: Activation) => activationNames[name] ?? name;

/** Layers, activation, initial weights, dropout and loss. */
export function networkEditor(initial: NetworkSettings, onChange: () => void) {
  let hidden: number[] = [];
  let locked = false;
  const network = choice(Object.entries(text.networks));
  const activation = choice(Object.entries(activationNames));
  const init = choice(Object.entries(initNames));
  const dropout = choice([0, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5].map((r) => [String(r), shareText(r)]));
  const loss = choice(Object.entries(text.losses));
  const list = element("div", {class: "layer-list"});
  const inputs = [network, activation, init, dropout, loss];
  for (const input of inputs) input.addEventListener("change", onChange);

  function drawLayers() {
    const boxes = hidden.map((units, i) => {
      const box = integerInput(limits.hidden, units);
      box.setAttribute("aria-label", `${text.units} ${i + 1}`);
      box.disabled = locked;
      box.addEventListener("change", () => {
        hidden[i] = Number(box.value);
        onChange();
      });
      const remove = element("button", {type: "button", class: "quiet", disabled: locked}, "×");
      remove.setAttribute("aria-label", `${text.remove} ${i + 1}`);
      remove.addEventListener("click", () => edit(hidden.filter((_, j) => j !== i)));
      return element("span", {class: "layer"}, box, remove);
    });
    const full = hidden.length >= limits.layers[1];
    const add = element("button", {type: "button", class: "small", disabled: locked || full}, text.add);
    add.addEventListener("click", () => edit([...hidden, hidden.at(-1) ?? 64]));
    list.replaceChildren(...boxes, add);
  }

  function edit(next: number[]) {
    hidden = next;
    drawLayers();
    onChange();
  }

  function fill(next: NetworkSettings) {
    hidden = [...next.hidden];
    network.value = next.network;
    choose(activation, next.activation, activationText(next.activation));
    init.value = next.init;
    choose(dropout, String(next.dropout), shareText(next.dropout));
    loss.value = next.loss;
    drawLayers();
  }

  fill(initial);
  return {
    node: element(
      "div",
      {class: "fields"},
      field(text.network, network),
      element(
        "div",
        {class: "field wide", role: "group", "aria-label": text.hidden},
        element("span", {}, text.hidden),
        list
      ),
      field(text.activation, activation),
      field(text.init, init),
      field(text.dropout, dropout),
      field(text.loss, loss)
    ),
    value: (): NetworkSettings => ({
      network: network.value as LabSettings["network"],
      hidden: [...hidden],
      activation: activation.value as Activation,
      init: init.value as Initializer,
      dropout: Number(dropout.value),
      loss: loss.value as LabSettings["loss"]
    }),
    set: fill,
    lock(now: boolean) {
      locked = now;
      for (const input of inputs) input.disabled = locked;
      drawLayers();
    }
  };
}
