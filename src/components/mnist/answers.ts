import {type Dataset, exampleSize, take} from "../../lib/data/dataset.js";
import type {Model} from "../../lib/nn/index.js";
import {sizeOf} from "../../lib/tensor/shape.js";
import {
  chainOf,
  firstOf,
  gradientNoise,
  lossGrid,
  type Plane,
  principalPlane,
  sampleObjective,
  sharpness
} from "../../lib/train/inspect/index.js";
import type {DigitData} from "./digits.js";
import {sampleLoss} from "./evaluation.js";
import {layersView} from "./layers-view.js";
import {modelOf} from "./network.js";
import type {Answers, Digits, Questions} from "./questions.js";
import type {Host, Session} from "./session.js";

/** What an answer may draw on. */
export interface Known {
  readonly session: Session | undefined;
  readonly data: DigitData | undefined;
  readonly host: Host;
}

type Answerer = {[K in keyof Questions]: (args: Questions[K], known: Known) => Answers[K] | Promise<Answers[K]>};

/** Examples that stand for all where each answer costs many passes over them. */
const LANDSCAPE_EXAMPLES = 256;
const SHARPNESS_EXAMPLES = 128;

/** The last direction of sharpness of each network, to start from. */
const directions = new WeakMap<Model, Float32Array>();

const answerers: Answerer = {
  predict({image}, {session}) {
    if (!session) return undefined;
    const {scale} = session.data.test;
    return Float32Array.from(session.model.predict(image, {scale, probabilities: true}).data);
  },
  digits: ({indices}, {data, session}) => {
    if (!data) throw new Error("answer: missing data; expected it to be loaded");
    return digitsOf(indices, data, session?.data === data ? session.predictions() : undefined);
  },
  layers({image}, known) {
    const {model, data} = sessionOf(known);
    return layersView(model, image, data.test.scale);
  },
  cell({label, answer, most}, known) {
    return surest(known, most, (truth, said) => truth === label && said === answer);
  },
  mistakes({most}, known) {
    return surest(known, most, (truth, said) => truth !== said);
  },
  async landscape({size}, known) {
    const {session, plane, train} = planeOf(known);
    const examples = Math.min(LANDSCAPE_EXAMPLES, train.count);
    // A copy of the network visits the grid, so that training goes on undisturbed.
    const copy = modelOf(session.settings, {pixels: exampleSize(train), classes: train.classes});
    const value = sampleLoss(copy, take(train, examples), session.settings.loss);
    const a = around(plane.path.map(([x]) => x));
    const b = around(plane.path.map(([, y]) => y));
    const losses = await slowly(known, "landscape", size, lossGrid(plane, {a, b, size}, value));
    const {explained, path} = plane;
    return {size, a, b, losses, path, steps: session.path.map(({step}) => step), explained, examples};
  },
  async sharpness(_, known) {
    const session = sessionOf(known);
    const {
      model,
      settings,
      data: {train}
    } = session;
    const examples = Math.min(SHARPNESS_EXAMPLES, train.count);
    const {hessianTimes} = sampleObjective(model, train, settings.loss, firstOf(train, examples));
    // The weights may move while this is computed: it is about where they are now.
    const theta = model.parameters.slice();
    const step = session.step();
    const iterations = 24;
    const run = sharpness((v, out) => hessianTimes(theta, v, out), theta.length, {
      iterations,
      tolerance: 0.05,
      start: directions.get(model)
    });
    const {value, residual, iterations: used, vector} = await slowly(known, "sharpness", iterations, run);
    directions.set(model, vector);
    return {value, residual, iterations: used, examples, step};
  },
  async noise({sizes, draws}, known) {
    const {session, plane, train} = planeOf(known);
    const {model, settings} = session;
    const theta = model.parameters.slice();
    const step = session.step();
    const run = gradientNoise(
      (indices, out) => sampleObjective(model, train, settings.loss, indices).valueAndGradient(theta, out),
      {sizes, draws, count: train.count, directions: plane.directions}
    );
    return {sizes: await slowly(known, "noise", sizes.length * draws, run), step};
  },
  chain({index, input, unit}, known) {
    const {
      model,
      data: {test}
    } = sessionOf(known);
    const size = exampleSize(test);
    // The page may ask about another network's units or another image's pixels; the nearest there is answers.
    const row = Math.min(index, test.count - 1);
    const image = Uint8Array.from(test.inputs.subarray(row * size, (row + 1) * size));
    const inputs = Float64Array.from(image, (v) => v * test.scale);
    const label = test.labels[row];
    const at = {
      input: Math.min(input ?? inputs.indexOf(Math.max(...inputs)), size - 1),
      unit: Math.min(unit ?? busiestUnit(model, inputs), unitsOf(model) - 1)
    };
    return {...chainOf(model, {inputs, label, ...at}), ...at, label, image};
  },
  weights(_, known) {
    const {model, step} = sessionOf(known);
    const [pixels, classes] = [model.inputShape, model.outputShape].map(sizeOf);
    return {weights: Float32Array.from(model.parameters), step: step(), pixels, classes};
  },
  lend({examples}, {data}) {
    if (!data) throw new Error("answer: missing data; expected it to be loaded");
    const {train, test, source} = data;
    const copy = (part: Dataset): Dataset => ({...part, inputs: part.inputs.slice(), labels: part.labels.slice()});
    return {train: copy(take(train, examples || train.count)), test: copy(test), source};
  }
};

/** Answers one question of the page. Throws what it cannot be asked yet. */
export async function answer<K extends keyof Questions>(
  what: K,
  args: Questions[K],
  known: Known
): Promise<Answers[K]> {
  known.session?.sync();
  return answerers[what](args, known);
}

function sessionOf({session}: Known): Session {
  if (!session) throw new Error("answer: missing network; expected a run");
  return session;
}

function planeOf(known: Known): {session: Session; plane: Plane; train: Dataset} {
  const session = sessionOf(known);
  if (session.path.length < 3)
    throw new Error(`answer: missing path: ${session.path.length} points; expected at least 3, so train a little more`);
  return {session, plane: principalPlane(session.path.map(({weights}) => weights)), train: session.data.train};
}

/** The range of some coordinates, with room around them. */
function around(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(1e-3, 0.25 * (high - low));
  return [low - room, high + room];
}

/** Runs a generator to its end, letting messages in after each piece, and tells how far it is. */
async function slowly<T>(
  {host}: Known,
  what: keyof Questions,
  pieces: number,
  run: Generator<unknown, T, undefined>
): Promise<T> {
  let told = host.now();
  for (let i = 1; ; ++i) {
    const {value, done} = run.next();
    if (done) return value;
    if (host.now() - told > 100) {
      told = host.now();
      host.post({type: "working", what, done: i / pieces});
    }
    await host.breathe();
  }
}

/** Test digits by number, with what the network said of each where that is known. */
function digitsOf(indices: readonly number[], {test}: DigitData, p: Float32Array | undefined): Digits {
  const size = exampleSize(test);
  const images = new Uint8Array(indices.length * size);
  indices.forEach((index, i) => {
    images.set(test.inputs.subarray(index * size, (index + 1) * size), i * size);
  });
  const said = p ? indices.map((index) => best(p, index, test.classes)) : [];
  return {
    indices: Uint32Array.from(indices),
    images,
    labels: Uint8Array.from(indices, (index) => test.labels[index]),
    answers: Uint8Array.from(said),
    sure: Float32Array.from(said, (k, i) => p![indices[i] * test.classes + k])
  };
}

/** Of the test digits that pass, at most so many, those with the highest probability of their answer first. */
function surest(
  known: Known,
  most: number,
  pass: (label: number, answer: number) => boolean
): Digits & {readonly total: number} {
  const session = sessionOf(known);
  const p = session.predictions();
  if (!p) throw new Error("answer: missing evaluation; expected one epoch, or a stop");
  const {count, classes, labels} = session.data.test;
  const sure = (i: number) => p[i * classes + best(p, i, classes)];
  const found = Array.from({length: count}, (_, i) => i)
    .filter((i) => pass(labels[i], best(p, i, classes)))
    .sort((i, j) => sure(j) - sure(i));
  return {...digitsOf(found.slice(0, most), session.data, p), total: found.length};
}

function best(p: Float32Array, row: number, classes: number): number {
  let most = 0;
  for (let k = 1; k < classes; ++k) if (p[row * classes + k] > p[row * classes + most]) most = k;
  return most;
}

/** How many units the first layer has. */
const unitsOf = ({layout}: Model): number => layout[0].shape.at(-1) ?? 1;

/** The unit of the first layer that answers most to an image. */
function busiestUnit(model: Model, inputs: Float64Array): number {
  const {offset} = model.layout[0];
  const units = unitsOf(model);
  const sums = new Float64Array(units);
  for (let i = 0; i < inputs.length; ++i)
    if (inputs[i]) for (let j = 0; j < units; ++j) sums[j] += inputs[i] * model.parameters[offset + i * units + j];
  return sums.indexOf(Math.max(...sums));
}
