import {bytesOf} from "../oklab.js";
import {inkOf, paperOf} from "./palette.js";
import {escaped} from "./pen.js";

const FONT = '13px "Inter Variable", Inter, sans-serif';
const [TITLE, GAP] = [26, 14];

/** A picture that needs nothing from the page that it came from. */
export function svgDocument(width: number, height: number, paper: string, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="${paper}"/>
${content}
</svg>
`;
}

/** What the page's styles give to the parts of a drawing, and a file has to carry itself. */
const carried = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linejoin",
  "opacity",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor"
];

/** A mixed colour, which a browser gives back in OKLab, as every program that draws SVG understands it. */
function everywhere(value: string): string {
  const [, parts, alpha] = /^oklab\(([^/)]*)(?:\/ *([\d.]+))?\)$/.exec(value) ?? [];
  if (!parts) return value;
  const [L, a, b] = parts.trim().split(/\s+/).map(Number);
  const channels = bytesOf([L, a, b]).join(", ");
  return alpha ? `rgba(${channels}, ${alpha})` : `rgb(${channels})`;
}

/** The markup of a drawing on the page, every style written into its elements. */
export function inlined(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = drawing.querySelectorAll("*");
  for (const [i, node] of copy.querySelectorAll("*").entries()) {
    const style = getComputedStyle(originals[i]);
    for (const name of carried) node.setAttribute(name, everywhere(style.getPropertyValue(name)));
    for (const name of ["class", "style", "data-term"]) node.removeAttribute(name);
  }
  return new XMLSerializer().serializeToString(copy).replace(/^<svg[^>]*>|<\/svg>$/g, "");
}

/** A drawing to save: its size, its markup, and what it shows. */
export interface Drawing {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly content: string;
}

/** A drawing of the page, to save. */
export function drawingOf(picture: SVGSVGElement, title: string): Drawing {
  const {width, height} = picture.viewBox.baseVal;
  return {title, width, height, content: inlined(picture)};
}

/** Drawings as one file, one below the other, each under its title. */
export function drawingsFile(drawings: readonly Drawing[]): string {
  const width = Math.max(...drawings.map((one) => one.width));
  let top = 0;
  const parts = drawings.map(({title, height, content}) => {
    const style = escaped(`font:${FONT}`).replaceAll("&#34;", "'");
    const words = `<text x="8" y="${TITLE - 9}" style="${style}" fill="${inkOf()}">${escaped(title)}</text>`;
    const part = `<g transform="translate(0 ${top})">${words}<g transform="translate(0 ${TITLE})">${content}</g></g>`;
    top += TITLE + height + GAP;
    return part;
  });
  return svgDocument(width, top - GAP, paperOf(), parts.join("\n"));
}
