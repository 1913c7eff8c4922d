// Sets a line of text in one of the book's fonts as SVG outlines: what draws the pictures knows no web fonts.
import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {create, type Font} from "fontkit";

export interface Typesetter {
  /** Width of a line in pixels. */
  width(text: string, size: number): number;
  /** A line whose baseline starts at (x, y), as one `<path>`. */
  line(text: string, x: number, y: number, size: number): string;
}

/** Of the Latin subset of a variable font package, in its regular weight. */
export function typesetter(name: "source-serif-4" | "inter"): Typesetter {
  const file = `../../node_modules/@fontsource-variable/${name}/files/${name}-latin-wght-normal.woff2`;
  const font = create(readFileSync(fileURLToPath(new URL(file, import.meta.url)))) as Font;
  return {
    width: (text, size) => (font.layout(text).advanceWidth * size) / font.unitsPerEm,
    line(text, x, y, size) {
      const {glyphs, positions} = font.layout(text);
      const scale = size / font.unitsPerEm;
      let at = 0;
      const outlines = glyphs.map((glyph, i) => {
        const moved = glyph.path.translate(at + positions[i].xOffset, positions[i].yOffset).toSVG();
        at += positions[i].xAdvance;
        return moved;
      });
      return `<path transform="translate(${x} ${y}) scale(${scale} ${-scale})" d="${outlines.join("")}"/>`;
    }
  };
}
