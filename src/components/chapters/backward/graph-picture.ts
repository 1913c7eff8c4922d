import {short} from "../../format.js";
import {arrow, words} from "../../plot/marks.js";
import {type Room, room} from "../../plot/room.js";
import {svg} from "../../svg.js";
import {type Chain, type ChainNode, gradientsAfter} from "./chain.js";
import {sign} from "./local-tex.js";

/** What the picture needs to know, each time it is drawn. */
export interface GraphView {
  readonly chain: Chain;
  /** Steps of the sweep that are done. */
  readonly step: number;
}

/** Name of a node for a drawing, without KaTeX. */
export const plainName = ({name}: ChainNode): string =>
  name
    .replace(/v_\{(\d+)\}/, (_, n: string) => `v${[...n].map((d) => "₀₁₂₃₄₅₆₇₈₉"[Number(d)]).join("")}`)
    .replace("-", "−");

/** Draws the computation from left to right, or from the top down where there is little width. */
export function graphPicture(view: () => GraphView): Room {
  const narrow = (width: number) => width < 620;
  const extent = (chain: Chain) => Math.max(...chain.nodes.map(({row}) => Math.abs(row))) * 2 + 1;
  const height = (width: number) => {
    const {chain} = view();
    return narrow(width) ? chain.columns * 92 + 40 : Math.max(230, extent(chain) * 92 + 30);
  };

  function placer({width, height}: Room, chain: Chain) {
    const down = narrow(width);
    const long = (down ? height : width) - 90;
    const wide = extent(chain);
    return ({column, row}: ChainNode): readonly [number, number] => {
      const along = 45 + (chain.columns > 1 ? (long * column) / (chain.columns - 1) : 0);
      const across = down ? width / 2 + row * Math.min(110, (width - 76) / wide) : height / 2 + row * 88;
      return down ? [across, along] : [along, across];
    };
  }

  return room(height, function* (r) {
    const {chain, step} = view();
    const {nodes, steps} = chain;
    const at = placer(r, chain);
    const sums = gradientsAfter(chain, step);
    const now = steps[step - 1];
    for (const node of nodes)
      for (const [j, p] of node.parents.entries()) {
        const twice = node.parents.indexOf(p) !== j;
        const [a, b] = [at(nodes[p]), at(node)];
        const lit = now?.node === node.id && nodes[p].kind !== "constant";
        const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
        const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
        const bend = twice ? 9 : 0;
        const from = [a[0] + ux * 27 - uy * bend, a[1] + uy * 27 + ux * bend] as const;
        const to = [b[0] - ux * 27 - uy * bend, b[1] - uy * 27 + ux * bend] as const;
        yield lit ? arrow(to, from, {class: "arrow flow"}) : arrow(from, to, {class: "arrow faint"});
      }
    for (const node of nodes) {
      const [x, y] = at(node);
      const gradient = sums.get(node.id);
      const complete = step >= steps.length || gradient === node.gradient;
      yield svg("circle", {cx: x, cy: y, r: 26, class: `unit ${node.kind}${now?.node === node.id ? " lit" : ""}`});
      const symbol = node.kind === "operation" ? (sign[node.op as keyof typeof sign] ?? node.op) : plainName(node);
      yield words([x, y - 3], symbol, {"text-anchor": "middle", class: "unit-symbol"});
      if (node.kind !== "constant" || node.id === chain.output)
        yield words([x, y + 13], short(node.value), {"text-anchor": "middle", class: "unit-value"});
      if (node.kind === "operation")
        // Where the arrows come down, they come from the left more often.
        yield words([narrow(r.width) ? x + 26 : x - 22, y - 24], plainName(node), {
          "text-anchor": "middle",
          class: "halo"
        });
      if (gradient !== undefined && node.kind !== "constant")
        yield words(narrow(r.width) ? [x + 33, y + 5] : [x, y + 43], `∂ ${short(gradient)}${complete ? "" : " …"}`, {
          "text-anchor": narrow(r.width) ? "start" : "middle",
          class: "gradient halo"
        });
    }
  });
}
