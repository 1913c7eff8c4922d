/** What the arena's drawings ask of a canvas; `svgPen` understands the same, so that one drawing serves both. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | "arc"
  | "beginPath"
  | "clearRect"
  | "clip"
  | "fill"
  | "fillRect"
  | "fillStyle"
  | "fillText"
  | "font"
  | "globalAlpha"
  | "lineCap"
  | "lineDashOffset"
  | "lineJoin"
  | "lineTo"
  | "lineWidth"
  | "moveTo"
  | "rect"
  | "restore"
  | "save"
  | "setLineDash"
  | "setTransform"
  | "stroke"
  | "strokeStyle"
  | "textAlign"
  | "textBaseline"
> & {readonly canvas: {readonly width: number; readonly height: number}};

const round = (value: number) => String(Math.round(value * 100) / 100);
/** Words as they may stand in markup. */
export const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const anchors: Readonly<Record<string, string>> = {center: "middle", right: "end", end: "end"};

/** A pen that writes SVG: every stroke and fill becomes an element, in order. Transforms are not followed. */
export function svgPen(width: number, height: number): Pen & {readonly markup: string} {
  const parts: string[] = [];
  let path = "";
  let dash: readonly number[] = [];
  let groups = 0;
  let clips = 0;
  const shape = (attributes: string) => parts.push(`<path d="${path}"${attributes}/>`);
  return {
    canvas: {width, height},
    fillStyle: "#000",
    strokeStyle: "#000",
    lineWidth: 1,
    globalAlpha: 1,
    lineCap: "butt",
    lineDashOffset: 0,
    lineJoin: "miter",
    font: "12px sans-serif",
    textAlign: "start",
    textBaseline: "alphabetic",
    get markup() {
      return parts.join("\n") + "</g>".repeat(groups);
    },
    setTransform() {},
    clearRect() {},
    save() {},
    restore() {
      if (groups > 0) {
        parts.push("</g>");
        --groups;
      }
    },
    clip() {
      parts.push(`<clipPath id="clip${++clips}"><path d="${path}"/></clipPath><g clip-path="url(#clip${clips})">`);
      ++groups;
    },
    beginPath() {
      path = "";
    },
    moveTo(x: number, y: number) {
      path += `M${round(x)},${round(y)}`;
    },
    lineTo(x: number, y: number) {
      path += `L${round(x)},${round(y)}`;
    },
    rect(x: number, y: number, w: number, h: number) {
      path += `M${round(x)},${round(y)}h${round(w)}v${round(h)}h${round(-w)}Z`;
    },
    /** Only whole circles are drawn in the arena. */
    arc(x: number, y: number, r: number) {
      const [d, a] = [round(2 * r), round(r)];
      path += `M${round(x - r)},${round(y)}a${a},${a},0,1,0,${d},0a${a},${a},0,1,0,-${d},0Z`;
    },
    setLineDash(next: number[]) {
      dash = [...next];
    },
    fill() {
      shape(` fill="${this.fillStyle}" fill-opacity="${this.globalAlpha}"`);
    },
    stroke() {
      const offset = this.lineDashOffset ? ` stroke-dashoffset="${round(this.lineDashOffset)}"` : "";
      const dashes = dash.length ? ` stroke-dasharray="${dash.join(" ")}"${offset}` : "";
      shape(
        ` fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}" stroke-opacity="${this.globalAlpha}" stroke-linecap="${this.lineCap}" stroke-linejoin="${this.lineJoin}"${dashes}`
      );
    },
    fillRect(x: number, y: number, w: number, h: number) {
      parts.push(
        `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="${this.fillStyle}" fill-opacity="${this.globalAlpha}"/>`
      );
    },
    fillText(text: string, x: number, y: number) {
      const baseline = this.textBaseline === "middle" ? ' dominant-baseline="central"' : "";
      parts.push(
        `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchors[this.textAlign] ?? "start"}"${baseline} style="font:${escaped(this.font).replaceAll("&#34;", "'")}" fill="${this.fillStyle}" fill-opacity="${this.globalAlpha}">${escaped(text)}</text>`
      );
    }
  };
}
