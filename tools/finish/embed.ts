// dist/embed.js: puts a figure of this site into a page elsewhere, where its script tag stands (docs/embedding.md).
//   <script src="https://HOST/nabla/embed.js" data-figure="momentum/ravine" async></script>
// A classic script, since a module runs once however many tags name it, and does not know which tag that was.

/** Height of the frame until its figure says how high it is, in pixels. */
const HEIGHT = 480;
/** Pages with a figure that are not chapters. */
const pages = ["index", "arena", "mnist"];

/** Address of a figure: "arena", "arena/map,time" or "momentum/ravine"; `link` is what stands after its "#". */
function addressOf(figure: string, link: string, site: string): URL {
  const [, page, part = ""] = /^([a-z0-9-]+)(?:\/([a-z0-9,-]+))?$/.exec(figure) ?? [];
  if (!page) throw new Error(`embed: invalid data-figure: ${figure}; expected "page" or "page/figure"`);
  const url = new URL(`${pages.includes(page) ? "" : "chapters/"}${page}.html`, site);
  url.searchParams.set("embed", part);
  url.hash = link;
  return url;
}

function insert(script: HTMLScriptElement) {
  const {figure = "", link = "", title = `Nabla: ${figure}`} = script.dataset;
  const url = addressOf(figure, link, script.src);
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.loading = "lazy";
  frame.allow = "clipboard-write";
  frame.style.cssText = `display: block; width: 100%; height: ${HEIGHT}px; border: 0`;
  frame.src = url.href;
  addEventListener("message", ({source, origin, data}) => {
    if (source !== frame.contentWindow || origin !== url.origin) return;
    if (Number.isFinite(data?.nablaHeight)) frame.style.height = `${data.nablaHeight}px`;
  });
  script.after(frame);
}

insert(document.currentScript as HTMLScriptElement);
