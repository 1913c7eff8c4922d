import {element} from "../element.js";

const text = {
  mnist: "Data: MNIST, 60,000 digits to train on and 10,000 to test.",
  synthetic:
    "Data: synthetic digits, drawn by this page, because the site was built without MNIST. To have the real ones, build with a network, or with MNIST_DIR naming a folder that holds the four files.",
  file: "Data: your own file."
};

/** Says which data the lab runs on, and how to get the other. */
export function dataNote({
  source,
  problems
}: {
  readonly source: keyof typeof text;
  readonly problems: readonly string[];
}) {
  const node = element("p", {class: "data-note"});
  const show = (now: keyof typeof text) =>
    node.replaceChildren(text[now], ...problems.map((problem) => element("span", {class: "problem"}, problem)));
  show(source);
  return {node, show};
}
