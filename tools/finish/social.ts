// For those who share a link: draws a preview picture for each page, its title on a surface with a real descent, and
// names it in the page.
//   node --import=tsx tools/finish/social.ts dist
import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {Resvg} from "@resvg/resvg-js";
import {contours} from "d3";
import {optimizer, type Settings} from "../../lib/optim/index.js";
import {descend, gridOf, surface} from "../../lib/surfaces/index.js";
import {book} from "../../src/book.js";
import {typesetter} from "./outlines.js";

export const WIDTH = 1200;
export const HEIGHT = 630;

/** A descent to draw: surface, start, rule, settings, steps. */
type Scene = readonly [string, readonly [number, number], string, Settings, number];

const scenes: Readonly<Record<string, Scene>> = {
  default: ["rosenbrock", [-1.2, 1.9], "momentum", {learningRate: 0.0012, beta: 0.9}, 320],
  "why-descend": ["himmelblau", [0.4, 4.4], "gradientDescent", {learningRate: 0.006}, 60],
  network: ["beale", [-2.4, 3.2], "adam", {learningRate: 0.12}, 120],
  loss: ["bowl", [-2, 1.6], "gradientDescent", {learningRate: 0.12}, 40],
  gradient: ["himmelblau", [-1, -0.9], "gradientDescent", {learningRate: 0.004}, 60],
  "learning-rate": ["ravine", [-2.6, 1], "gradientDescent", {learningRate: 0.096}, 60],
  forward: ["ravine", [-2.6, 1], "momentum", {learningRate: 0.01, beta: 0.8}, 120],
  backward: ["saddle", [-2, 0.02], "gradientDescent", {learningRate: 0.12}, 80],
  update: ["bowl", [2.2, 1.7], "gradientDescent", {learningRate: 0.3}, 20],
  stochastic: ["himmelblau", [0.2, -0.4], "momentum", {learningRate: 0.004, beta: 0.9}, 120],
  momentum: ["ravine", [-2.6, 1], "momentum", {learningRate: 0.03, beta: 0.88}, 120],
  adam: ["rosenbrock", [-1.6, 2.4], "adam", {learningRate: 0.12}, 160],
  "where-it-fails": ["saddle", [-2, 0.0005], "momentum", {learningRate: 0.06, beta: 0.85}, 160],
  "what-comes-next": ["rastrigin", [2.3, -1.6], "momentum", {learningRate: 0.0024, beta: 0.94}, 160]
};

export interface SocialPage {
  readonly slug: string;
  /** Of its HTML file, without the ending: "chapters/loss". */
  readonly path: string;
  readonly title: string;
  readonly question: string;
}

/** Every page of the book, and the front page as "index". */
export const socialPages: readonly SocialPage[] = [
  {slug: "index", path: "index", title: "Nabla", question: "Gradient descent you can touch"},
  ...book.flatMap(({chapters}) =>
    chapters.map(({path, name, question}) => ({
      slug: path.slice(path.lastIndexOf("/") + 1),
      path: path.slice(1),
      title: name,
      question
    }))
  )
];

const root = fileURLToPath(new URL("../..", import.meta.url));
const tokens = readFileSync(join(root, "src/style/tokens.css"), "utf8");

/** A colour of the book on paper, by its name in tokens.css. */
function ink(name: string): string {
  const found = new RegExp(`--${name}:\\s*(?:light-dark\\()?(#[0-9a-f]{6})`).exec(tokens);
  if (!found) throw new Error(`social: unknown colour: ${name}; expected one of src/style/tokens.css`);
  return found[1];
}

/** Title and question on a descent, as SVG with outlines instead of text. */
export function socialPicture({slug, title, question}: SocialPage): string {
  const [id, start, rule, settings, steps] = scenes[slug] ?? scenes.default;
  const place = surface(id);
  // Parameter space keeps its aspect; its middle lies right of the text.
  const {x, y} = place.domain;
  const scale = Math.min(640 / (x[1] - x[0]), 600 / (y[1] - y[0]));
  const [cx, cy] = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
  const [left, top] = [880, HEIGHT / 2];
  const px = (v: number) => left + (v - cx) * scale;
  const py = (v: number) => top - (v - cy) * scale;
  const cell = 10;
  const [nx, ny] = [WIDTH / cell + 1, HEIGHT / cell + 1];
  const grid = gridOf(place, nx, ny, {
    x: [cx - left / scale, cx + (WIDTH - left) / scale],
    y: [cy - (HEIGHT - top) / scale, cy + top / scale]
  });
  const low = Math.min(...grid);
  const heights = Array.from(grid, (v) => Math.log1p(v - low));
  const most = [...heights].sort((a, b) => a - b)[Math.floor(0.97 * heights.length)];
  const levels = Array.from({length: 15}, (_, i) => (most * (i + 1)) / 15);
  const bands = contours()
    .size([nx, ny])
    .thresholds([-1, ...levels])(heights)
    .map(({coordinates}, i) => {
      const d = coordinates.flatMap((polygon) =>
        polygon.map(
          (ring) =>
            `M${ring.map(([u, v]) => `${((u - 0.5) * cell).toFixed(1)},${(HEIGHT - (v - 0.5) * cell).toFixed(1)}`).join("L")}Z`
        )
      );
      return `<path d="${d.join("")}" fill="${mixed(ink("ramp-low"), ink("ramp-high"), i / 15)}" stroke="${ink("contour")}" stroke-opacity="0.35"/>`;
    });
  const path = [...descend(place, optimizer(rule, settings), {start, steps})]
    .filter(({stopped}) => !stopped)
    .map(({theta}) => [px(theta[0]), py(theta[1])] as const);
  const hue = ink(`hue-${rule}`);
  const serif = typesetter("source-serif-4");
  const sans = typesetter("inter");
  const titleLines = wrap(title, (line) => serif.width(line, 72) < 480);
  const questionLines = wrap(question, (line) => sans.width(line, 30) < 440);
  const first = 360 - 40 * titleLines.length - 20 * questionLines.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
<defs><linearGradient id="page" x2="1"><stop offset="0.4" stop-color="${ink("paper")}"/><stop offset="0.68" stop-color="${ink("paper")}" stop-opacity="0"/></linearGradient></defs>
<rect width="${WIDTH}" height="${HEIGHT}" fill="${ink("paper")}"/>
${bands.join("\n")}
<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#page)"/>
<path d="M${path.map(([u, v]) => `${u.toFixed(1)},${v.toFixed(1)}`).join("L")}" fill="none" stroke="${hue}" stroke-width="4" stroke-linejoin="round"/>
${path.map(([u, v]) => `<circle cx="${u.toFixed(1)}" cy="${v.toFixed(1)}" r="2.5" fill="${hue}"/>`).join("")}
<circle cx="${path[0][0].toFixed(1)}" cy="${path[0][1].toFixed(1)}" r="9" fill="${ink("paper")}" stroke="${hue}" stroke-width="4"/>
<circle cx="${path.at(-1)![0].toFixed(1)}" cy="${path.at(-1)![1].toFixed(1)}" r="12" fill="${hue}" stroke="${ink("paper")}" stroke-width="3"/>
<g fill="${ink("ink-muted")}">${slug === "index" ? "" : sans.line("Nabla", 72, 96, 26)}</g>
<g fill="${ink("ink")}">${titleLines.map((line, i) => serif.line(line, 72, first + 80 * i, 72)).join("")}</g>
<g fill="${ink("ink-muted")}">${questionLines
    .map((line, i) => sans.line(line, 72, first + 80 * titleLines.length - 16 + 42 * i, 30))
    .join("")}</g>
</svg>`;
}

/** Breaks a text into lines that fit. */
function wrap(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A colour between two, for the bands. */
function mixed(a: string, b: string, t: number): string {
  const part = (hex: string, i: number) => Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  return `rgb(${[0, 1, 2].map((i) => Math.round(part(a, i) + (part(b, i) - part(a, i)) * t)).join(",")})`;
}

/** The picture as PNG. */
export const rasterize = (svg: string): Buffer => new Resvg(svg).render().asPng();

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/**
 * What a page says about itself to those who show a link to it. Crawlers want an absolute address of the picture:
 * `site` is the site's, "https://…/"; without it the address is relative to the page.
 */
export function socialTags({slug, title, question}: SocialPage, root: string, site = ""): string {
  const tags = {
    "og:type": slug === "index" ? "website" : "article",
    "og:site_name": "Nabla",
    "og:title": slug === "index" ? "Nabla: gradient descent you can touch" : title,
    "og:description": question,
    "og:image": `${site || root}social/${slug}.png`,
    "og:image:width": String(WIDTH),
    "og:image:height": String(HEIGHT),
    "og:image:alt": `The words “${title}” on a map of a loss surface, with the path of a descent.`
  };
  return [
    `<meta name="description" content="${escaped(question)}">`,
    '<meta name="twitter:card" content="summary_large_image">',
    ...Object.entries(tags).map(([name, value]) => `<meta property="${name}" content="${escaped(value)}">`)
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = process.argv[2] ?? "dist";
  mkdirSync(join(dist, "social"), {recursive: true});
  const start = performance.now();
  let count = 0;
  for (const page of socialPages) {
    const html = join(dist, `${page.path}.html`);
    if (!existsSync(html)) continue;
    writeFileSync(join(dist, "social", `${page.slug}.png`), rasterize(socialPicture(page)));
    const root = "../".repeat(page.path.split("/").length - 1) || "./";
    const text = readFileSync(html, "utf8");
    writeFileSync(
      html,
      text.replace("</title>", () => `</title>\n${socialTags(page, root, process.env.SITE_URL)}`)
    );
    count++;
  }
  console.log(`social: ${count} pictures in ${Math.round(performance.now() - start)} ms`);
}
