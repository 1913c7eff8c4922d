import {copyField} from "../copy-field.js";
import {element} from "../element.js";
import {saveFile} from "../save-file.js";
import {lessonLink} from "./lesson-link.js";

const text = {
  title: "Keep and share",
  link: "Copy link",
  code: "Copy code",
  map: "SVG of the map",
  chart: "SVG of the chart",
  png: "PNG of the map",
  relief: "PNG of the 3-D view",
  csv: "CSV",
  json: "JSON"
};

export interface ShareSources {
  /** A link to the present state; it leaves out the parts that it is given. */
  link(hide?: readonly string[]): string;
  code(): string;
  csv(): string;
  json(): string;
  picture(): HTMLCanvasElement;
  /** The 3-D view; undefined while it is closed. */
  relief(): HTMLCanvasElement | undefined;
  /** The map, and the chart, as SVG files. */
  map(): string;
  chart(): string;
}

/** Copies a link or a program, and saves the picture and the numbers. */
export function share(sources: ShareSources) {
  const said = element("p", {class: "share-said", role: "status", "aria-live": "polite"});
  const {field, copy} = copyField(text.title, 8);
  const copied = async (words: string) => {
    said.textContent = await copy(words);
  };
  const savePng = (name: string, picture: HTMLCanvasElement | undefined) =>
    picture?.toBlob((data) => data && saveFile(name, data, data.type));

  const button = (label: string, run: () => void) => {
    const node = element("button", {type: "button"}, label);
    node.addEventListener("click", run);
    return node;
  };
  const relief = button(text.relief, () => savePng("arena-3d.png", sources.relief()));
  relief.className = "share-relief";
  const node = element(
    "details",
    {class: "share"},
    element("summary", {}, text.title),
    element(
      "div",
      {class: "share-buttons"},
      button(text.link, () => void copied(sources.link())),
      button(text.code, () => void copied(sources.code())),
      button(text.png, () => savePng("arena.png", sources.picture())),
      relief,
      button(text.map, () => saveFile("arena-map.svg", sources.map(), "image/svg+xml")),
      button(text.chart, () => saveFile("arena-chart.svg", sources.chart(), "image/svg+xml")),
      button(text.csv, () => saveFile("arena.csv", sources.csv(), "text/csv")),
      button(text.json, () => saveFile("arena.json", sources.json(), "application/json"))
    ),
    lessonLink((hide) => void copied(sources.link(hide))),
    said,
    field
  );
  return {node};
}
