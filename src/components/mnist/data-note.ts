import {element} from "../element.js";
import type {DataReport} from "./messages.js";
import {synthetic} from "./synthetic-sizes.js";

const count = (n: number) => n.toLocaleString("en-US");

const text = {
  mnist: "Data: MNIST, 60,000 digits to train on and 10,000 to test.",
  drawn: `Data: synthetic digits, drawn by this page: ${count(synthetic.train.count)} to train on and ${count(synthetic.test.count)} to test.`,
  synthetic:
    "Data: synthetic digits, drawn by this page, because the site was built without MNIST. To have the real ones, build with a network, or with MNIST_DIR naming a folder that holds the four files.",
  file: ({train, test, shape}: DataReport) =>
    `Data: your own files, ${count(train)} images of ${shape.join(" × ")} to train on and ${count(test)} to test.`
};

/** What the build says about its data. */
export interface About {
  readonly source: "mnist" | "synthetic";
  /** What went wrong with places that were tried. */
  readonly problems: readonly string[];
}

/** Reads `data/mnist.json`; what it does not say is taken as synthetic, without problems. */
export function aboutOf(json: unknown): About {
  const {source, problems} = Object(json) as Partial<Record<keyof About, unknown>>;
  return {
    source: source === "mnist" ? "mnist" : "synthetic",
    problems: Array.isArray(problems) ? problems.map(String) : []
  };
}

/** Says which data the lab runs on, and how to get the other. */
export function dataNote({source, problems}: About) {
  const node = element("p", {class: "data-note"});
  const say = (words: string) =>
    node.replaceChildren(words, ...problems.map((problem) => element("span", {class: "problem"}, problem)));
  say(text[source]);
  return {
    node,
    show(report: DataReport) {
      if (report.source === "file") say(text.file(report));
      // A choice, where the site has the real ones.
      else say(report.source === "synthetic" && source === "mnist" ? text.drawn : text[report.source]);
    }
  };
}
