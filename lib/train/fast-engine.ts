import type {Dataset} from "../data/dataset.js";
import {createKernels, type Level, type Pointer, type Room, roomOf} from "../kernels/index.js";
import {sizeOf} from "../tensor/shape.js";
import type {Engine, EngineFactory, EngineSetup} from "./engine.js";
import {checkRule, copyOf} from "./memory.js";
import {isSparse, planSource} from "./plan/input.js";
import {createLayout} from "./plan/layout.js";
import {canPlan, planModel, takesSparse} from "./plan/plan.js";
import {planUpdate} from "./plan/update.js";

/**
 * Training by kernels over one arena: the data set as it came, parameters, activations, gradients, optimizer state.
 * Nothing is allocated in a step. A data set in a room (`createRoom`) is used where it lies. Serves float32 models with
 * any rule that asks for gradients only; undefined for others. Same seed, same level: the same weights, bit for bit.
 */
export const fastEngine: EngineFactory = (setup) => fastEngineAt()(setup);

/** `fastEngine` on a level of one's choice. */
export const fastEngineAt =
  (level?: Level): EngineFactory =>
  (setup) =>
    canPlan(setup.model) && setup.rule.needs === "gradient" ? build(setup, level) : undefined;

function build(setup: EngineSetup, level?: Level): Engine {
  const room = roomFor(setup.data);
  const shared = room && layOut(setup, room.free);
  // Behind the data in its room, where there is enough of it; otherwise in an arena of its own, with a copy of the data.
  const fits = shared && shared.layout.size <= room.buffer.byteLength;
  const {layout, source, plan, update} = fits ? shared : layOut(setup);
  const k = createKernels(layout.size, {level, ...(fits && {room})});
  if (fits) {
    room.busy = true;
    k.arena.u8.fill(0, room.free, layout.size);
  } else source.fill(k, setup.data, 0, setup.data.count);
  plan.load(k);
  const read = () =>
    copyOf(update.state(k), (vector) => (vector.length === plan.parameters ? plan.inOrder(vector) : vector.slice()));
  // What lies in a room after the end may be another run's.
  let over = false;
  let last: ReturnType<typeof read>;
  const checkRunning = (noun: string) => {
    if (over) throw new Error(`fastEngine: invalid ${noun}: after dispose(); expected none`);
  };
  return {
    name: k.level,
    step(indices, settings) {
      checkRunning("step");
      const count = indices.length;
      source.gather(k, indices, true);
      const value = plan.loss(k, count, true);
      if (!Number.isFinite(value)) return value;
      plan.backward(k, count);
      update(k, settings);
      return value;
    },
    correct: () => plan.correct(k),
    state: () => (over ? copyOf(last) : read()),
    memory() {
      checkRunning("memory");
      return {rule: setup.rule.name, seed: plan.seed(k), ...update.memory(k)};
    },
    recall(memory) {
      checkRunning("recall");
      checkRule(memory, setup.rule);
      plan.reseed(k, memory.seed);
      update.recall(k, memory);
    },
    sync() {
      if (!over) plan.save(k);
    },
    dispose() {
      if (over) return;
      last = read();
      over = true;
      if (fits) room.busy = false;
    }
  };
}

/** The room in which a whole data set of bytes and labels lies, if no other run has its arena there. */
function roomFor({inputs, labels, targets}: Dataset): Room | undefined {
  const room = inputs instanceof Uint8Array && !targets ? roomOf(inputs) : undefined;
  return room && !room.busy && labels.buffer === room.buffer ? room : undefined;
}

/** Lays everything out: from an address on behind resident data, or with room for a copy of it. */
function layOut({model, data, loss, rule, settings, batchSize, seed}: EngineSetup, behind?: Pointer) {
  const layout = createLayout(behind);
  const capacity = Math.min(batchSize, data.count);
  const source = planSource(
    {
      data,
      count: data.count,
      capacity,
      sparse: takesSparse(model) && isSparse(data),
      resident: behind !== undefined,
      ...(loss === "mse" && {outputs: sizeOf(model.outputShape)})
    },
    layout
  );
  const plan = planModel({model, loss, source, capacity, seed}, layout);
  const {theta, gradient, parameters: n} = plan;
  const update = planUpdate(rule, settings, {n, theta, gradient}, layout);
  return {layout, source, plan, update};
}
