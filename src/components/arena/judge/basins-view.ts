import type {Critical} from "../../../lib/index.js";
import {element} from "../../element.js";
import {svg} from "../../svg.js";
import {type ColourName, colour, rampThrough, watchScheme} from "../../theme.js";
import {bandsOf, pathOf} from "../contours.js";
import {short} from "../format.js";
import {type Drawing, inlined} from "../svg-file.js";
import {fromX, fromY, toX, toY} from "../viewport.js";
import {type Basins, cellOf, fate, type Share, sharesOf} from "./basins.js";
import type {Case} from "./case.js";

const text = {
  minimum: (n: number) => `minimum ${n}`,
  at: ({x, y}: Critical) => ` at (${short(x)}, ${short(y)})`,
  notArrived: "not arrived",
  diverged: "diverged",
  others: (n: number) => `${n} other minima`,
  none: "No minimum of this surface is known.",
  start: (where: string, end: string) => `The start ${where}: ${end}.`,
  outside: (where: string) => `The start ${where} lies outside the picture.`,
  picture: (name: string) => `Where ${name} ends from every start`,
  help: "Click to start the runs there, or move the start with the arrow keys, with Shift further."
};

/** Tints of the minima, in turn. */
const TINTS = 6;
const tintOf = (one: number): ColourName => `basin-${one % TINTS}`;

/** A colour of the page as red, green and blue. */
const bytesOf = (name: ColourName, within: Element) => {
  const value = colour(name, within);
  return rampThrough([value, value])(0);
};

/** Minima that the list names; the rest are counted together. */
const NAMED = 8;
/** Minima that carry their number on the picture. */
const NUMBERED = 40;

const nameOf = (one: number) =>
  one === fate.notArrived ? text.notArrived : one === fate.diverged ? text.diverged : text.minimum(one + 1);

/** A picture of every start in the colour of its end, and how many per cent end where; choosing a point starts there. */
export function basinsView(onStart: (start: readonly [number, number]) => void) {
  const canvas = element("canvas", {"aria-hidden": "true"});
  const marks = svg("svg", {"aria-hidden": "true"});
  const picture = element("div", {class: "basins-picture", role: "application", tabIndex: 0}, canvas, marks);
  picture.setAttribute("aria-roledescription", "map");
  const legend = element("ul", {class: "basins-legend"});
  const here = element("p", {class: "basins-start-says", role: "status"});
  const node = element("div", {class: "basins"}, picture, element("div", {}, legend, here));
  let found: Basins | undefined;
  let now: {about: Case; name: string} | undefined;
  let sentence = "";
  let contours = {key: "", paths: [] as SVGPathElement[]};

  function paint() {
    if (!found) return;
    const {grid, fates} = found;
    const {columns, rows} = grid;
    Object.assign(canvas, {width: columns, height: rows});
    const image = new ImageData(columns, rows);
    const [bad, paper, sunk] = (["bad", "paper", "rule"] as const).map((name) => bytesOf(name, node));
    const tints = Array.from({length: TINTS}, (_, k) => bytesOf(tintOf(k), node));
    for (const [i, one] of fates.entries()) {
      // Diagonal stripes tell what diverged without colour.
      const striped = ((i % columns) + Math.floor(i / columns)) % 6 < 3;
      const [r, g, b] =
        one === fate.diverged ? (striped ? bad : paper) : one === fate.notArrived ? sunk : tints[one % TINTS];
      image.data.set([r, g, b, 255], 4 * i);
    }
    canvas.getContext("2d")!.putImageData(image, 0, 0);
  }

  /** Contours, the minima's numbers and the start, in the pixels of the map above. */
  function annotate() {
    if (!found || !now) return;
    const {view, surface, state} = now.about;
    const {minima} = found;
    picture.style.aspectRatio = `${view.width} / ${view.height}`;
    // No larger than the map, so that lines and marks are as strong as there.
    picture.style.maxWidth = `${view.width}px`;
    marks.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`);
    const key = JSON.stringify([surface.tex, view]);
    if (contours.key !== key)
      contours = {
        key,
        paths: bandsOf(surface, view)
          .rings.slice(1)
          .map((rings) => svg("path", {class: "basins-contour", d: pathOf(rings)}))
      };
    const {left, top, width, height} = place(now.about, found);
    Object.assign(canvas.style, {
      left: `${(100 * left) / view.width}%`,
      top: `${(100 * top) / view.height}%`,
      width: `${(100 * width) / view.width}%`,
      height: `${(100 * height) / view.height}%`
    });
    const inside = ({x, y}: Critical) =>
      Math.abs(x - view.center[0]) * view.scale < view.width / 2 &&
      Math.abs(y - view.center[1]) * view.scale < view.height / 2;
    marks.replaceChildren(
      ...contours.paths,
      ...minima.slice(0, NUMBERED).flatMap((one, k) => {
        if (!inside(one)) return [];
        const [cx, cy] = [toX(view, one.x), toY(view, one.y)];
        return [
          svg("circle", {class: "basins-minimum", cx, cy, r: 9}),
          svg("text", {x: cx, y: cy, dy: "0.35em", "text-anchor": "middle"}, String(k + 1))
        ];
      }),
      svg("circle", {class: "basins-start", cx: toX(view, state.start[0]), cy: toY(view, state.start[1]), r: 7})
    );
  }

  function list(shares: readonly Share[]): string {
    if (!found) return "";
    const {minima} = found;
    const rest = shares.filter((share) => share.fate < 0);
    const ends = shares.filter((share) => share.fate >= 0);
    const shown = ends.length > NAMED ? [...ends].sort((a, b) => b.percent - a.percent).slice(0, NAMED) : ends;
    const sum = ends.filter((one) => !shown.includes(one)).reduce((total, {percent}) => total + percent, 0);
    const lines: {swatch: HTMLElement; words: string; percent: number}[] = [...shown, ...rest].map((share) => {
      const swatch = element("i", {"data-fate": share.fate < 0 ? nameOf(share.fate) : "minimum"});
      if (share.fate >= 0) swatch.style.setProperty("--tint", `var(--${tintOf(share.fate)})`);
      const where = share.fate >= 0 ? text.at(minima[share.fate]) : "";
      return {swatch, words: nameOf(share.fate) + where, percent: share.percent};
    });
    if (ends.length > shown.length)
      lines.push({swatch: element("i", {}), words: text.others(ends.length - shown.length), percent: sum});
    legend.replaceChildren(
      ...lines.map(({swatch, words, percent}) =>
        element("li", {}, swatch, element("span", {}, words), element("b", {}, `${percent} %`))
      )
    );
    if (!minima.length) legend.append(element("li", {class: "basins-none"}, text.none));
    return lines.map(({words, percent}) => `${words} ${percent} %`).join(", ");
  }

  /** Where the canvas lies, in the pixels of the map: what was computed may still be that of the view before. */
  function place({view}: Case, {grid}: Basins) {
    const [left, right] = [toX(view, grid.x[0]), toX(view, grid.x[1])];
    const [top, bottom] = [toY(view, grid.y[1]), toY(view, grid.y[0])];
    return {left, top, width: right - left, height: bottom - top};
  }

  /** What becomes of the start, in words. */
  function follow() {
    if (!found || !now) return;
    const {start} = now.about.state;
    const where = `(${start.map((v) => short(v)).join(", ")})`;
    const cell = cellOf(found.grid, start);
    here.textContent = cell === undefined ? text.outside(where) : text.start(where, nameOf(found.fates[cell]));
  }

  const choose = (event: PointerEvent) => {
    if (!now) return;
    const {view} = now.about;
    const box = picture.getBoundingClientRect();
    const x = fromX(view, ((event.clientX - box.left) * view.width) / box.width);
    const y = fromY(view, ((event.clientY - box.top) * view.height) / box.height);
    move(x, y);
  };
  /** To about half a pixel, so that a start is short enough to read. */
  const move = (x: number, y: number) => {
    const digits = Math.min(12, Math.max(0, Math.ceil(Math.log10(2 * (now?.about.view.scale ?? 1)))));
    onStart([Number(x.toFixed(digits)), Number(y.toFixed(digits))]);
  };
  picture.addEventListener("click", choose);
  picture.addEventListener("keydown", (event) => {
    const direction = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
    if (!direction || !now) return;
    event.preventDefault();
    const {state, view} = now.about;
    const step = (event.shiftKey ? 50 : 5) / view.scale;
    move(state.start[0] + direction[0] * step, state.start[1] + direction[1] * step);
  });
  const unwatch = watchScheme(paint);

  /** Another case: the start may have moved, the picture is still the one before. */
  function turn(about: Case, name: string) {
    now = {about, name};
    annotate();
    follow();
  }
  return {
    node,
    turn,
    /** Paints what was found; returns how many per cent end where. */
    show(next: Basins): readonly Share[] {
      found = next;
      const shares = sharesOf(next.fates);
      paint();
      annotate();
      follow();
      sentence = list(shares);
      picture.setAttribute("aria-label", `${text.picture(now?.name ?? "")}: ${sentence}. ${text.help}`);
      return shares;
    },
    /** The picture, to be saved. */
    drawings(): Drawing[] {
      if (!found || !now) return [];
      const {width, height} = now.about.view;
      const {left, top, ...size} = place(now.about, found);
      const pixels = `<image x="${left}" y="${top}" width="${size.width}" height="${size.height}" preserveAspectRatio="none" style="image-rendering:pixelated" href="${canvas.toDataURL()}"/>`;
      return [{title: `${now.name}: ${sentence}`, width, height, content: pixels + inlined(marks)}];
    },
    dispose: unwatch
  };
}
