import {rules, settingsOf} from "../../lib/optim/index.js";
import {layersOf} from "./network.js";
import {lengths} from "./schedule.js";
import {type LabSettings, planOf} from "./settings.js";
import {synthetic as digits} from "./synthetic-sizes.js";

export interface ProgramOptions {
  /** Training examples at hand. */
  readonly count: number;
  /** Draws its digits, and needs no files. */
  readonly synthetic?: boolean;
  readonly library?: string;
  readonly folder?: string;
}

/**
 * A program for Node that repeats a run with the library: same weights, same batches, same end. `library` is where the
 * library lies, `folder` where MNIST's four uncompressed files do.
 */
export function programOf(
  settings: LabSettings,
  {count, synthetic = false, library = "./lib/index.js", folder = "./mnist"}: ProgramOptions
): string {
  const {steps} = planOf(settings, count);
  const schedule = lengths[settings.schedule].of(steps);
  const usual = settingsOf(rules[settings.optimizer]);
  const hyper = Object.entries(settings.hyper).filter(([key, value]) => value !== usual[key]);
  const layers = layersOf(settings).map((layer) => layerCode(layer.config));
  const names = [...new Set(layers.map((code) => code.slice(0, code.indexOf("("))))].sort();
  const shape = settings.network === "conv" ? "[1, 28, 28]" : "[784]";
  const options = [
    `optimizer: optimizer(${JSON.stringify(settings.optimizer)}, ${objectCode(Object.fromEntries(hyper))})`,
    `loss: ${JSON.stringify(settings.loss)}`,
    `batchSize: ${settings.batchSize}`,
    `epochs: ${settings.epochs}`,
    `seed: ${settings.seed}`,
    ...(schedule ? [`schedule: schedules.${schedule.rule.name}(${objectCode(changed(schedule))})`] : [])
  ];
  const train = settings.examples ? `data.take(read("train"), ${settings.examples})` : `read("train")`;
  const {train: drawn, test} = digits;
  const reading = synthetic
    ? `const parts = {train: [${drawn.count}, {seed: ${drawn.seed}}], t10k: [${test.count}, {seed: ${test.seed}}]};
const read = (part) => data.syntheticDigits(...parts[part]);`
    : `const file = (name) => new Uint8Array(readFileSync(\`${folder}/\${name}-ubyte\`));
const read = (part) => data.imageDataset(file(\`\${part}-images-idx3\`), file(\`\${part}-labels-idx1\`));`;
  return `${synthetic ? "" : 'import {readFileSync} from "node:fs";\n'}import {data, ${[...names, "evaluate", "fit", "hashOf", "optimizer", ...(schedule ? ["schedules"] : []), "sequential"].sort().join(", ")}} from ${JSON.stringify(library)};

${reading}

const model = sequential(
  [
${layers.map((code) => `    ${code}`).join(",\n")}
  ],
  {seed: ${settings.seed}, inputShape: ${shape}}
);
const run = fit(model, ${train}, {
${options.map((code) => `  ${code}`).join(",\n")}
});
for await (const event of run) if (event.type === "epoch") console.log(event.epoch, event.loss);

console.log(hashOf(model.parameters));
console.log(evaluate(model, read("t10k"), {loss: ${JSON.stringify(settings.loss)}}));
`;
}

/** What differs from the schedule's own defaults. */
function changed({rule, settings}: NonNullable<ReturnType<(typeof lengths)["cosine"]["of"]>>): Record<string, unknown> {
  const usual = settingsOf(rule);
  return Object.fromEntries(
    Object.entries(settings).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(usual[key]))
  );
}

/** An object as people write it, without quotes around keys. */
function objectCode(value: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(value).map(([key, v]) => `${key}: ${JSON.stringify(v)}`);
  return `{${entries.join(", ")}}`;
}

type Config = Readonly<Record<string, unknown>>;

/** A layer as the call that makes it. */
function layerCode(config: Config): string {
  const {type, activation, init} = config;
  const options = objectCode({
    ...(activation && activation !== "linear" ? {activation} : {}),
    ...(init && init !== "glorotUniform" ? {init} : {})
  });
  const rest = options === "{}" ? "" : `, ${options}`;
  const [kernel] = (config.kernel as readonly number[] | undefined) ?? [];
  switch (type) {
    case "dense":
      return `dense(${config.inputs}, ${config.outputs}${rest})`;
    case "conv2d":
      return `conv2d(${config.channels}, ${config.filters}, ${kernel}${rest})`;
    case "maxPool2d":
      return `maxPool2d(${kernel})`;
    case "dropout":
      return `dropout(${config.rate})`;
    default:
      return `${type}()`;
  }
}
