import type {CurveChart, View} from "./curve-chart.js";

const properties = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font", "color"];

/** A chart as an SVG file of its own: the styles of the page are written into it, on paper. */
export function svgOf({picture, title}: Pick<CurveChart, "picture" | "title">): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const from = [picture, ...picture.querySelectorAll<SVGElement>("*")];
  const to = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  from.forEach((node, i) => {
    const style = getComputedStyle(node);
    to[i].setAttribute("style", properties.map((p) => `${p}:${style.getPropertyValue(p)}`).join(";"));
    to[i].removeAttribute("class");
  });
  const {width, height} = picture.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(Math.round(width)));
  copy.setAttribute("height", String(Math.round(height)));
  copy.style.background = getComputedStyle(document.body).backgroundColor;
  const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
  name.textContent = title;
  copy.prepend(name);
  return new XMLSerializer().serializeToString(copy);
}

/** An SVG file as a PNG, twice its size. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * image.width;
  canvas.height = 2 * image.height;
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("export: the picture could not be drawn"))))
  );
}

/** The points of a chart's curves: curve, x, y, a line a point. */
export function csvOf({curves, xLabel}: Pick<View, "curves" | "xLabel">): string {
  const quote = (s: string) => (/[",\n]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s);
  const rows = curves.flatMap(({label, points}) => points.map(([x, y]) => `${quote(label)},${x},${y}`));
  return [`curve,${xLabel},value`, ...rows, ""].join("\n");
}
