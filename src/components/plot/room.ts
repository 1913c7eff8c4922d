import {element} from "../element.js";
import {svg} from "../svg.js";
import {whenNear} from "../when-near.js";

/** A picture without axes that fills the width it is given. */
export interface Room {
  readonly node: HTMLElement;
  readonly picture: SVGSVGElement;
  readonly width: number;
  readonly height: number;
  /** Draws again. */
  update(): void;
  /** What the picture shows, in words. */
  describe(text: string): void;
  dispose(): void;
}

/** Makes a room; `draw` fills it for the present width, once it comes near. The height may depend on the width. */
export function emptyRoom(height: number | ((width: number) => number), draw: (room: Room) => void): Room {
  let width = 640;
  let near = false;
  const tall = () => (typeof height === "number" ? height : height(width));
  const picture = svg("svg", {class: "plot", role: "img", "aria-label": "…"});
  const node = element("div", {class: "plot-room"}, picture);
  const room: Room = {
    node,
    picture,
    get width() {
      return width;
    },
    get height() {
      return tall();
    },
    update() {
      picture.setAttribute("viewBox", `0 0 ${width} ${tall()}`);
      picture.setAttribute("height", String(tall()));
      if (near) draw(room);
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
    room.update();
  });
  observer.observe(node);
  // By then the width is known, so that nothing is drawn twice.
  const forget = whenNear(node, () => {
    near = true;
    room.update();
  });
  room.update();
  return room;
}

/** A room in which stands what `draw` returns. */
export const room = (height: number | ((width: number) => number), draw: (room: Room) => Iterable<Node>): Room =>
  emptyRoom(height, (made) => made.picture.replaceChildren(...draw(made)));
