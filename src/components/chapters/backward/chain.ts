import {backward} from "../../../lib/tensor/backward.js";
import type {Fn} from "../../../lib/tensor/grad.js";
import {graphOf} from "../../../lib/tensor/graph.js";
import {type OpName, withoutRecording} from "../../../lib/tensor/op.js";
import {ones, tensor} from "../../../lib/tensor/tensor.js";
import {localTex} from "./local-tex.js";

/** A node of the drawn graph. */
export interface ChainNode {
  readonly id: number;
  readonly op: OpName | "leaf";
  readonly parents: readonly number[];
  /** KaTeX of its name: a variable's own, a constant's value, v_k, or J. */
  readonly name: string;
  readonly kind: "variable" | "constant" | "operation";
  readonly value: number;
  /** ∂J/∂node; undefined for constants. */
  readonly gradient?: number;
  /** Place in the drawing: columns from the left, the output in the last; rows from the top, centred. */
  readonly column: number;
  readonly row: number;
}

/** One link of the chain rule: what a node hands to one of its inputs. */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** ∂from/∂to at the present values. */
  readonly local: number;
  /** KaTeX of that derivative in symbols. */
  readonly localTex: string;
  /** ∂J/∂from · ∂from/∂to. */
  readonly amount: number;
}

/** A computation and its reverse sweep, one node at a time. */
export interface Chain {
  readonly nodes: readonly ChainNode[];
  readonly output: number;
  readonly columns: number;
  /** The sweep: in each step one node hands its gradient to its inputs. */
  readonly steps: readonly {readonly node: number; readonly links: readonly Link[]}[];
}

/**
 * Runs f at named numbers on the library's tape, and lays the graph and its reverse sweep out for drawing. The local
 * derivatives are the library's own backward rules, applied to a gradient of 1.
 */
export function chainOf(f: Fn, at: Readonly<Record<string, number>>): Chain {
  const graph = graphOf(f, ...Object.entries(at).map(([label, value]) => tensor(value, {label})));
  const output = graph.length - 1;
  const columns = columnsOf(graph);
  // A link that skips columns has a place of its own in each, so that it does not run through what stands there.
  const passes = (from: number, column: number) =>
    columns[from] < column && graph.some(({id, parents}) => columns[id] > column && parents.includes(from));
  let operations = 0;
  const nodes = graph.map(({id, op, parents, label, value, gradient}): ChainNode => {
    const kind = op !== "leaf" ? "operation" : gradient || (label && label in at) ? "variable" : "constant";
    const name =
      id === output
        ? "J"
        : kind === "operation"
          ? `v_{${++operations}}`
          : (label ?? String(Number(value.item().toPrecision(4))));
    const column = columns[id];
    const peers = graph.filter((n) => columns[n.id] === column || passes(n.id, column)).map((n) => n.id);
    return {
      id,
      op: op as OpName | "leaf",
      parents,
      name,
      kind,
      value: value.item(),
      gradient: gradient?.item(),
      column,
      row: peers.indexOf(id) - (peers.length - 1) / 2
    };
  });
  const steps = [...nodes]
    .reverse()
    .filter((n) => n.op !== "leaf" && n.gradient !== undefined)
    .map((n) => ({node: n.id, links: linksOf(n, graph[n.id].value, nodes)}));
  return {nodes, output, columns: Math.max(...columns) + 1, steps};
}

function linksOf(node: ChainNode, value: ReturnType<typeof tensor>, nodes: readonly ChainNode[]): Link[] {
  if (node.op === "leaf") return [];
  const rule = backward[node.op];
  const locals = withoutRecording(() => rule(ones(value.shape, value.dtype), value));
  return node.parents.flatMap((to, j): Link[] => {
    const local = locals[j]?.item();
    if (local === undefined || nodes[to].kind === "constant") return [];
    const symbols = localTex(node.op as OpName, j, {inputs: node.parents.map((p) => nodes[p].name), output: node.name});
    return [{from: node.id, to, local, localTex: symbols, amount: (node.gradient ?? 0) * local}];
  });
}

/** Gradients as far as `step` steps of the sweep have brought them; the output's is there from the start. */
export function gradientsAfter({steps, output}: Chain, step: number): Map<number, number> {
  const sums = new Map([[output, 1]]);
  for (const {links} of steps.slice(0, step))
    for (const {to, amount} of links) sums.set(to, (sums.get(to) ?? 0) + amount);
  return sums;
}

/** The longest way from an input to each node; inputs stand just before the first that uses them. */
function columnsOf(graph: readonly {id: number; op: string; parents: readonly number[]}[]): number[] {
  const columns = graph.map(() => 0);
  for (const {id, parents} of graph) for (const p of parents) columns[id] = Math.max(columns[id], columns[p] + 1);
  for (const {id, op} of graph) {
    if (op !== "leaf") continue;
    const users = graph.filter(({parents}) => parents.includes(id)).map((n) => columns[n.id]);
    if (users.length) columns[id] = Math.min(...users) - 1;
  }
  return columns;
}
