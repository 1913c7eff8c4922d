import type {Rng} from "../../lib/rng.js";
import {decode, encode} from "../../src/components/arena/link.js";
import {fromQuery, toQuery} from "../../src/components/mnist/permalink.js";
import type {Trial} from "./trial.js";

const pick = <T>(rng: Rng, from: readonly T[]): T => from[rng.integer(from.length)];

const good = [
  "v=1&surface=ravine&k=20&start=-2.6,1&run=momentum,learningRate:0.03,beta:0.9&run=adam,learningRate:0.07&step=40",
  "v=1&surface=formula&f=x^2+y^2&run=-adam~20,adam,learningRate:1&noise=gaussian,0.5,1&hide=judge,share&selected=2",
  "network=dense&hidden=128.64&optimizer=momentum&learningRate=0.03&batchSize=64&epochs=3&seed=7&schedule=cosine"
];
const nasty = [
  ..."&=,:~-+%#?.<>\"'`\\/{}[]()\u0000\u202e\ud800 ",
  ..."__proto__ constructor toString NaN Infinity -0 1e309 -1 0x10 null undefined true %3Cscript%3E %00 %zz %E0%A4%A".split(
    " "
  ),
  "<img src=x onerror=alert(1)>",
  "javascript:alert(1)",
  "9".repeat(400),
  "run=adam&".repeat(50),
  "x".repeat(9000)
];

/** A link of ours with wounds, or nothing but wounds. */
export function hostile(rng: Rng): string {
  let link = rng.uniform() < 0.8 ? pick(rng, good) : "";
  for (let i = 1 + rng.integer(6); i > 0; --i) {
    const at = rng.integer(link.length + 1);
    link = link.slice(0, at) + pick(rng, nasty) + link.slice(at + rng.integer(8));
  }
  return link;
}

/** Reads a hostile link: never an exception, and what was read can be written and read again unchanged. */
export function tryLink(rng: Rng): Trial {
  const link = hostile(rng);
  const input = JSON.stringify(link.slice(0, 200));
  try {
    const {state, notes} = decode(link);
    const again = encode(decode(encode(state)).state);
    if (again !== encode(state)) return {input, wrong: `arena: ${encode(state)} became ${again}`, accepted: false};
    const query = toQuery(fromQuery(link));
    if (toQuery(fromQuery(query)) !== query) return {input, wrong: `lab: ${query} is not read back`, accepted: false};
    return {input, accepted: notes.length === 0};
  } catch (error) {
    return {input, wrong: error instanceof Error ? `${error.name}: ${error.message}` : String(error), accepted: false};
  }
}
