import {readFileSync} from "node:fs";

/** Window widths at which `npm run rooms` measures; a reader's window uses the nearest below. */
export const widths = [360, 412, 600, 900, 1200];

const file = new URL("rooms.json", import.meta.url);

/** Heights of what each cell will show, by its id, one for each of `widths`. */
export const readRooms = () => JSON.parse(readFileSync(file, "utf8"));

const escaped = (text) => text.replace(/[&<>]/g, (character) => ({"&": "&amp;", "<": "&lt;", ">": "&gt;"})[character]);

/** The words of the handles in a page's prose, by the id of their cell. */
function words(html) {
  const cell = /define\(\{id: "([\w-]+)", mode: "inline"[^\n]*\ndisplay\(await\(\s*handle\(\s*("(?:[^"\\\n]|\\.)*")/g;
  return new Map([...html.matchAll(cell)].map(([, id, literal]) => [id, JSON.parse(literal)]));
}

/**
 * Keeps the place of what a page's scripts will show, so that nothing jumps when they have run: room for each figure,
 * and in the prose the words of each handle, which a reader without scripts can then read too. Framework takes the
 * placeholder away in the moment in which it shows the cell.
 */
export function keepPlaces(html, rooms) {
  const handles = words(html);
  return html
    .replace(
      /<div class="observablehq observablehq--block">(?:<observablehq-loading><\/observablehq-loading>)?(<!--:([\w-]+):-->)/g,
      (whole, comment, id) => {
        const heights = rooms[id];
        if (!heights) return whole;
        const style = heights.map((height, i) => `--room-${i}:${height}px`).join(";");
        return `<div class="observablehq observablehq--block"><observablehq-loading class="room" style="${style}"></observablehq-loading>${comment}`;
      }
    )
    .replace(/<observablehq-loading><\/observablehq-loading>(<!--:([\w-]+):-->)/g, (whole, comment, id) => {
      const text = handles.get(id);
      if (text === undefined) return whole;
      return `<observablehq-loading class="words"><span class="handle">${escaped(text)}</span></observablehq-loading>${comment}`;
    });
}
