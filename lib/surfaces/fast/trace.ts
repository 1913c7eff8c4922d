import {topological} from "../../tensor/grad.js";
import {withRecording} from "../../tensor/op.js";
import {Tensor} from "../../tensor/tensor.js";
import type {Surface} from "../surface.js";
import {adjoint} from "./adjoint.js";
import {createProgram, type Program, type ProgramBuilder} from "./program.js";
import {type ScalarOp, scalarOps} from "./scalar-ops.js";

type Loss = Pick<Surface, "J">;

/**
 * The program from x and y to J and both parts of ∇J.
 *
 * Runs J once on two points and writes down what it did, and then its gradient in the same ops. Undefined where J does
 * what is not element by element, such as sums over an axis.
 */
export function traceSurface(surface: Loss): Program | undefined {
  const traced = traceLoss(surface);
  if (!traced) return undefined;
  const {program, inputs, loss} = traced;
  return {values: program.values, inputs, outputs: [loss, ...gradients(program, loss, inputs)]};
}

/** The program from x and y to Jxx, Jxy and Jyy: the gradient's gradient. Undefined where `traceSurface` is. */
export function traceHessian(surface: Loss): Program | undefined {
  const traced = traceLoss(surface);
  if (!traced) return undefined;
  const {program, inputs, loss} = traced;
  const [gx, gy] = gradients(program, loss, inputs);
  const [xx, xy] = gradients(program, gx, inputs);
  return {values: program.values, inputs, outputs: [xx, xy, gradients(program, gy, inputs)[1]]};
}

/** J as a program under way. */
function traceLoss({J}: Loss): {program: ProgramBuilder; inputs: number[]; loss: number} | undefined {
  const leaf = (...values: number[]) =>
    new Tensor(Float64Array.from(values), [values.length], "float64", "leaf", [], undefined, true);
  const points = [leaf(0.3, -0.7), leaf(1.1, 0.2)];
  const output = withRecording(() => J(points[0], points[1]));
  const program = createProgram();
  const [x, y] = [program.input(), program.input()];
  const at = new Map<Tensor, number>([
    [points[0], x],
    [points[1], y]
  ]);
  /** The position of an operand; undefined for one that is not the same number everywhere. */
  const positionOf = (t: Tensor): number | undefined => {
    if (t.tracked) return at.get(t);
    return t.data.every((v) => Object.is(v, t.data[0])) ? program.constant(t.data[0]) : undefined;
  };
  for (const node of topological(output)) {
    if (at.has(node) || !node.tracked) continue;
    const args = node.parents.map(positionOf);
    const position = args.every((a) => a !== undefined) ? translate(program, node, args as number[]) : undefined;
    if (position === undefined) return undefined;
    at.set(node, position);
  }
  const loss = positionOf(output);
  return loss === undefined ? undefined : {program, inputs: [x, y], loss};
}

function translate(program: ProgramBuilder, {op, attrs, size}: Tensor, args: number[]): number | undefined {
  // The loss of two points has two numbers: an op that keeps them is element by element, whatever the shape is called.
  if (size !== 2) return undefined;
  if (op === "identity" || op === "reshape" || op === "broadcastTo") return args[0];
  if (op === "leakyRelu") return program.apply(op, args[0], program.constant(attrs as number));
  if (op === "softplus") {
    const {beta, threshold} = attrs as {beta: number; threshold: number};
    return program.apply(op, args[0], program.constant(beta), program.constant(threshold));
  }
  return Object.hasOwn(scalarOps, op) ? program.apply(op as ScalarOp, ...args) : undefined;
}

/** The reverse sweep over a program, written into the program itself. */
function gradients(program: ProgramBuilder, loss: number, inputs: readonly number[]): number[] {
  const cotangents = new Map<number, number>([[loss, program.constant(1)]]);
  for (let i = loss; i >= 0; --i) {
    const g = cotangents.get(i);
    const {op, args} = program.values[i];
    if (g === undefined || op === "input" || op === "constant") continue;
    const parts = adjoint[op]?.(program, g, i, args);
    if (!parts) throw new Error(`internal: no adjoint of ${op}`);
    args.forEach((arg, j) => {
      const part = parts[j];
      if (part === undefined || program.values[arg].op === "constant") return;
      const before = cotangents.get(arg);
      cotangents.set(arg, before === undefined ? part : program.apply("add", before, part));
    });
  }
  return inputs.map((i) => cotangents.get(i) ?? program.constant(0));
}
