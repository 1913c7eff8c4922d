import {accuracies, cloud, tinyNetwork} from "../components/chapters/network/tiny-network.js";
import {dense, sequential} from "../lib/nn/index.js";

const percent = (share: number) => `${Math.round(100 * share)} %`;

export function numbers(): Record<string, string> {
  const board = accuracies("xor", 3, "tanh", {seeds: 6});
  return {
    points: String(cloud("circles").count),
    weights: String(tinyNetwork(3, "tanh").parameters.length),
    digits: sequential([dense(784, 128), dense(128, 10)]).parameters.length.toLocaleString("en-US"),
    linear: percent(Math.max(...accuracies("circles", 6, "linear", {seeds: 1}))),
    two: percent(Math.max(...accuracies("circles", 2, "tanh"))),
    three: percent(Math.max(...accuracies("circles", 3, "tanh"))),
    boardLow: percent(Math.min(...board)),
    boardHigh: percent(Math.max(...board))
  };
}
