import {element} from "../element.js";

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

  function save(name: string, data: Blob) {
    const href = URL.createObjectURL(data);
    element("a", {href, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
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
      button(text.png, () => sources.picture().toBlob((data) => data && save("arena.png", data))),
      button(text.map, () => save("arena-map.svg", new Blob([sources.map()], {type: "image/svg+xml"}))),
      button(text.chart, () => save("arena-chart.svg", new Blob([sources.chart()], {type: "image/svg+xml"}))),
      button(text.csv, () => save("arena.csv", new Blob([sources.csv()], {type: "text/csv"}))),
      button(text.json, () => save("arena.json", new Blob([sources.json()], {type: "application/json"})))
    ),
    said,
    shown
  );
  return {node};
}
