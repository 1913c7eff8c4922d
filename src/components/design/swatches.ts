import {element} from "../element.js";
import {svg} from "../svg.js";
import {type ColourName, css, dashOf, hueNames, hueVariable, lossRamp, signedRamp, watchScheme} from "../theme.js";

const text = {
  ramp: "Loss, low to high",
  signed: "Signed values, −1 to 1"
};

const names: readonly ColourName[] = [
  "paper",
  "paper-raised",
  "paper-sunk",
  "ink",
  "ink-muted",
  "ink-faint",
  "rule",
  "rule-strong",
  "accent",
  "accent-soft",
  "good",
  "bad",
  "uphill",
  "downhill",
  "class-0",
  "class-1",
  "class-2"
];

/** Every colour of the theme with its name. */
export function swatches(): HTMLElement {
  return element(
    "ul",
    {class: "swatches"},
    ...names.map((name) => {
      const chip = element("i");
      chip.style.background = `var(--${name})`;
      return element("li", {}, chip, element("code", {}, name));
    })
  );
}

/** Every optimizer's hue, as a stroke with its dashes. */
export function hues(): HTMLElement {
  return element(
    "ul",
    {class: "swatches"},
    ...hueNames.map((name) =>
      element(
        "li",
        {},
        svg(
          "svg",
          {width: 56, height: 12, "aria-hidden": "true"},
          svg("line", {
            x1: 2,
            x2: 54,
            y1: 6,
            y2: 6,
            "stroke-width": 3,
            style: `stroke:${hueVariable(name)};stroke-dasharray:${dashOf(name).join(" ") || "none"}`
          })
        ),
        element("code", {}, name)
      )
    )
  );
}

/** The two ramps, as they are used. */
export function ramps(): {node: HTMLElement; dispose(): void} {
  const bar = (label: string) => {
    const canvas = element("canvas", {width: 256, height: 1, role: "img", "aria-label": label});
    return {canvas, node: element("div", {class: "ramp"}, canvas, element("span", {}, label))};
  };
  const [loss, signed] = [bar(text.ramp), bar(text.signed)];
  const node = element("div", {class: "ramps"}, loss.node, signed.node);
  const draw = () => {
    for (const [{canvas}, ramp] of [[loss, lossRamp(node)] as const, [signed, signedRamp(node)] as const]) {
      const context = canvas.getContext("2d")!;
      for (let i = 0; i < 256; ++i) {
        context.fillStyle = css(ramp(i / 255));
        context.fillRect(i, 0, 1, 1);
      }
    }
  };
  // Colours are known only once the node is in the page.
  const observer = new ResizeObserver(draw);
  observer.observe(node);
  const unwatch = watchScheme(draw);
  return {
    node,
    dispose() {
      observer.disconnect();
      unwatch();
    }
  };
}
