import {whenNear} from "../book/when-near.js";
import {svg} from "../svg.js";

/** A picture without axes that fills the width it is given. */
export interface Room {
  readonly node: HTMLElement;
  readonly picture: SVGSVGElement;
  readonly width: number;
  readonly height: number;
  /** Draws again. */
  update(): void;
  describe(text: string): void;
  dispose(): void;
}

/** Makes a room; `draw` returns what stands in it, for the present width. The height may depend on the width. */
export function room(height: number | ((width: number) => number), draw: (room: Room) => Iterable<Node>): Room {
  let width = 640;
  let near = false;
  const tall = () => (typeof height === "number" ? height : height(width));
  const picture = svg("svg", {class: "plot", role: "img", "aria-label": "…"});
  const node = document.createElement("div");
  node.className = "plot-room";
  node.append(picture);
  const size = () => {
    picture.setAttribute("viewBox", `0 0 ${width} ${tall()}`);
    picture.setAttribute("height", String(tall()));
  };
  const made: Room = {
    node,
    picture,
    get width() {
      return width;
    },
    get height() {
      return tall();
    },
    update() {
      size();
      if (near) picture.replaceChildren(...draw(made));
    },
    describe: (text) => picture.setAttribute("aria-label", text),
    dispose() {
      observer.disconnect();
      forget();
    }
  };
  const observer = new ResizeObserver(([entry]) => {
    const next = Math.round(entry.contentRect.width);
    if (next === width || next === 0) return;
    width = next;
    made.update();
  });
  observer.observe(node);
  const forget = whenNear(node, () => {
    near = true;
    made.update();
  });
  size();
  return made;
}
