import {element} from "../element.js";
import {saveFile} from "../save-file.js";

const text = {
  title: "Keep and share",
  link: "Copy link",
  code: "Copy code",
  map: "SVG of the map",
  chart: "SVG of the chart",
  png: "PNG of the map",
  csv: "CSV",
  json: "JSON",
  copied: "Copied.",
  shown: "The browser does not let the page copy; here it is to copy by hand."
};

export interface ShareSources {
  link(): string;
  code(): string;
  csv(): string;
  json(): string;
  picture(): HTMLCanvasElement;
  /** The map, and the chart, as SVG files. */
  map(): string;
  chart(): string;
}

/** Copies a link or a program, and saves the picture and the numbers. */
export function share(sources: ShareSources) {
  const said = element("p", {class: "share-said", role: "status", "aria-live": "polite"});
  const shown = element("textarea", {readOnly: true, hidden: true, rows: 8});
  shown.setAttribute("aria-label", text.title);

  async function copy(words: string) {
    shown.hidden = true;
    try {
      await navigator.clipboard.writeText(words);
      said.textContent = text.copied;
    } catch {
      said.textContent = text.shown;
      shown.hidden = false;
      shown.value = words;
      shown.select();
    }
  }

  const button = (label: string, run: () => void) => {
    const node = element("button", {type: "button"}, label);
    node.addEventListener("click", run);
    return node;
  };
  const node = element(
    "details",
    {class: "share"},
    element("summary", {}, text.title),
    element(
      "div",
      {class: "share-buttons"},
      button(text.link, () => void copy(sources.link())),
      button(text.code, () => void copy(sources.code())),
      button(text.png, () => sources.picture().toBlob((data) => data && saveFile("arena.png", data, data.type))),
      button(text.map, () => saveFile("arena-map.svg", sources.map(), "image/svg+xml")),
      button(text.chart, () => saveFile("arena-chart.svg", sources.chart(), "image/svg+xml")),
      button(text.csv, () => saveFile("arena.csv", sources.csv(), "text/csv")),
      button(text.json, () => saveFile("arena.json", sources.json(), "application/json"))
    ),
    said,
    shown
  );
  return {node};
}
