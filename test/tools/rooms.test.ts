import {expect, test} from "vitest";
import {mend} from "../../tools/finish/html.js";
import {keepPlaces, readRooms, widths} from "../../tools/finish/rooms.js";

const block = (id: string) => `<div class="observablehq observablehq--block"><!--:${id}:--></div>`;
const inline = (id: string) => `<p>Set <observablehq-loading></observablehq-loading><!--:${id}:--> now.</p>`;
const cell = (id: string, text: string) =>
  `define({id: "${id}", mode: "inline", inputs: ["handle","display"], body: async (handle,display) => {\ndisplay(await(\nhandle(${JSON.stringify(text)}, () => {})\n))\n}});\n`;

test("a figure has the room that was measured for it, and only where it was", () => {
  const kept = keepPlaces(block("0a") + block("0b"), {"0b": [500, 480, 460, 440, 420]});
  expect(kept).toContain(block("0a"));
  expect(kept.match(/class="room"/g)).toHaveLength(1);
  expect(kept).toMatch(/--room-0:500px;.*--room-4:420px"><\/observablehq-loading><!--:0b:-->/);
});

test("a handle's words stand in the page before its scripts have run, as text", () => {
  const kept = keepPlaces(`${inline("0c")}<script>${cell("0c", 'α < "2" & β')}</script>${inline("0d")}`, {});
  expect(kept).toContain('<span class="handle">α &lt; "2" &amp; β</span></observablehq-loading><!--:0c:-->');
  expect(kept).toContain(inline("0d"));
});

test("a mended page asks for the fonts of its first screen at once", () => {
  const page = "<html><head></head><body></body></html>";
  expect(mend(page, "../", {fonts: ["_npm/a.woff2"]})).toMatch(/rel="preload" as="font"[^>]*href="..\/_npm\/a.woff2"/);
});

test("every measured cell has a height for each width", () => {
  const rooms: Record<string, number[]> = readRooms();
  expect(Object.keys(rooms).length).toBeGreaterThan(20);
  for (const heights of Object.values(rooms)) {
    expect(heights).toHaveLength(widths.length);
    expect(Math.max(...heights)).toBeGreaterThan(0);
  }
});
