// `npx tsx bench/descents.ts [--rules adam,lion] [--surfaces neuron,formulas] [--steps 300] [--side 200]`: how long many descents at once take.
import {parseArgs} from "node:util";
import * as mathjs from "mathjs";
import {bestLevel} from "../lib/kernels/index.js";
import {optimizer, rules} from "../lib/optim/index.js";
import {descendMany} from "../lib/surfaces/fast/index.js";
import {formulaSurface, type MathJs} from "../lib/surfaces/formula/index.js";
import {type Surface, surfaces} from "../lib/surfaces/index.js";

const {values: options} = parseArgs({
  options: {
    surfaces: {type: "string"},
    rules: {type: "string"},
    side: {type: "string", default: "200"},
    steps: {type: "string", default: "300"}
  }
});
const side = Number(options.side);
const steps = Number(options.steps);

/** Formulas as a reader may type them: sines, exponentials, roots, powers that are not whole, absolute values. */
const formulas = [
  "sin(3x) * cos(2y) + (x^2 + y^2) / 10",
  "1 - exp(-(x^2 + y^2)) + abs(x - y) / 5",
  "(x^2 + y^2)^1.3 - 2 * x^3 / (1 + y^4)",
  "log(1 + x^2 + y^2) + sqrt(1 + (x - y)^2) + tanh(x * y)",
  "sin(x^2) + cos(y^2) + exp(sin(x * y)) + abs(x)^1.5 + abs(y)^2.5"
];

/** Where a reader's formula is shown at first. */
const domain = {x: [-3, 3], y: [-3, 3]} as const;

type Ground = Pick<Surface, "id" | "J" | "domain" | "learningRate">;
const grounds = [
  ...surfaces,
  ...formulas.map((f): Ground => {
    const {J} = formulaSurface(f, mathjs as unknown as MathJs).surface;
    return {J, id: `\`${f}\``, domain, learningRate: 0.01};
  })
].filter(({id}) => !options.surfaces || options.surfaces.split(",").includes(id.startsWith("`") ? "formulas" : id));
const names = Object.keys(rules)
  .filter((name) => rules[name].needs === "gradient")
  .filter((name) => !options.rules || options.rules.split(",").includes(name));

/** Starts at the points of a grid over the domain, its edges included. */
function gridOf({x: [x0, x1], y: [y0, y1]}: Surface["domain"]) {
  const at = (i: number, low: number, high: number) => low + ((high - low) * i) / (side - 1);
  const n = side * side;
  return {
    x: Float64Array.from({length: n}, (_, i) => at(i % side, x0, x1)),
    y: Float64Array.from({length: n}, (_, i) => at(Math.floor(i / side), y0, y1))
  };
}

/** Processor seconds: other programs on the machine do not count. */
function seconds(f: () => void): number {
  const start = process.cpuUsage();
  f();
  const {user, system} = process.cpuUsage(start);
  return (user + system) / 1e6;
}

console.log(
  `${side} × ${side} starts, ${steps} steps, Node ${process.version}, kernels: ${bestLevel()}; processor seconds\n`
);
console.log(`| surface | ${names.map((name) => rules[name].label).join(" | ")} |`);
console.log(`| --- | ${names.map(() => "---:").join(" | ")} |`);
for (const ground of grounds) {
  const starts = gridOf(ground.domain);
  const row = names.map((name) => {
    // Small enough that no descent leaves for infinity, where it would cost nothing more.
    const {settings} = optimizer(name);
    const rate = Math.min(Number(settings.learningRate), ground.learningRate / 100);
    const rule = optimizer(name, {learningRate: rate});
    return seconds(() => descendMany(ground, rule, starts, {steps})).toFixed(2);
  });
  console.log(`| ${ground.id} | ${row.join(" | ")} |`);
}
