import {copyField} from "../copy-field.js";
import {element} from "../element.js";
import {saveFile} from "../save-file.js";
import type {CurveChart} from "./curve-chart.js";
import {csvOf, pngOf, svgOf} from "./export.js";
import {isBusy} from "./lab-state.js";
import type {DataReport} from "./messages.js";
import {loadWeights, modelFiles} from "./model-files.js";
import type {Panel, PanelContext} from "./panel.js";
import {programOf} from "./program.js";
import {fromRunFile, toRunFile} from "./run-file.js";
import type {LabSettings} from "./settings.js";
import {sentence} from "./slow-answer.js";
import {synthetic as drawn} from "./synthetic-sizes.js";

const text = {
  link: "Copy the link to these settings",
  linkAbout:
    "The same link gives the same run: same weights at the start, same batches, same end. The hash of the final weights shows it.",
  hash: (hash: string) => `Hash of the last run’s weights: ${hash}`,
  program: "Copy the program for Node",
  programAbout: "Repeats the run with this site’s library, outside the browser.",
  ownProgram: "program: your own files are not in it; choose MNIST or the synthetic digits in all settings",
  byHand: "To copy by hand",
  model: "Save the network",
  modelAbout: "As safetensors (exact, and it can be opened here again), as JSON, or for TensorFlow.js.",
  run: "Save the run",
  runAbout: "Settings, every loss and every evaluation, as JSON.",
  open: "Open a saved run or network",
  charts: "Save the charts",
  own: "Use your own images",
  ownAbout:
    "IDX files as MNIST’s (images and labels, of training and if you have them of test; Fashion-MNIST, for one), or CSV with a label and the pixels in each row; gzipped or not. Square images, at most ten classes. They stay on your machine. You can also drop them on the page.",
  ownIs: ({train, test, shape}: DataReport) =>
    `Loaded ${train.toLocaleString("en-US")} images of ${shape.join(" × ")} to train on and ${test.toLocaleString("en-US")} to test.`,
  train: "Train first.",
  opened: (name: string) => `Opened “${name}”. Its curves are above.`
};

export interface SharePanelOptions extends PanelContext {
  readonly settings: () => LabSettings;
  /** What the site was built with. */
  readonly site: "mnist" | "synthetic";
  readonly use: (settings: LabSettings) => void;
  readonly charts: readonly CurveChart[];
  /** The address of the page with these settings. */
  readonly link: () => string;
  /** Loads a reader's images; resolves with what to say. */
  readonly own: (files: readonly File[]) => Promise<string>;
}

/** Link, program, files in and out. */
export function sharePanel({control, settings, site, use, charts, link, own}: SharePanelOptions): Panel {
  const says = element("p", {class: "says", role: "status"});
  const {field, copy} = copyField(text.byHand, 6);
  const hash = element("p", {class: "hint"});

  const hand = async (words: string) => {
    says.textContent = await copy(words);
  };
  const act = (label: string, run: () => unknown) => {
    const button = element("button", {type: "button"}, label);
    button.addEventListener("click", async () => {
      says.textContent = "";
      try {
        await run();
      } catch (error) {
        says.textContent = sentence(error);
      }
    });
    return button;
  };

  const last = () => {
    if (!control.run) throw new Error(text.train.slice(0, -1));
    return control.run;
  };

  async function saveModel(kind: Parameters<typeof modelFiles>[2]["kind"]) {
    const run = last();
    const answer = await control.ask("weights", {});
    if (!answer) throw new Error(text.train.slice(0, -1));
    const files = modelFiles(run.settings, answer.weights, {kind, pixels: answer.pixels, classes: answer.classes});
    for (const {name, content, type} of files) saveFile(name, content, type);
  }

  async function open(file: File) {
    if (/\.safetensors$/i.test(file.name)) {
      const {settings: saved, weights} = loadWeights(new Uint8Array(await file.arrayBuffer()));
      // What it was trained on is not in the file: it is tried on the data that are chosen.
      const of = {...saved, data: settings().data};
      use(of);
      const onBegin = () => {
        says.textContent = text.opened(file.name);
      };
      void control.train(of, {name: file.name, until: "none", from: {epoch: 0, weights}, onBegin});
      return;
    }
    const run = fromRunFile(await file.text(), control.nextId());
    control.keep(run);
    // The settings of a run that is going on stay in sight.
    if (!isBusy(control.state)) use(run.settings);
    says.textContent = text.opened(run.name);
  }

  const filePicker = (label: string, accept: string, multiple: boolean, take: (files: File[]) => Promise<unknown>) => {
    const input = element("input", {
      type: "file",
      accept,
      multiple,
      class: "spoken",
      tabIndex: -1,
      "aria-label": label
    });
    input.addEventListener("change", async () => {
      try {
        await take([...(input.files ?? [])]);
      } catch (error) {
        says.textContent = sentence(error);
      }
      input.value = "";
    });
    return element(
      "span",
      {},
      act(label, () => input.click()),
      input
    );
  };

  const part = (about: string, ...buttons: Node[]) =>
    element(
      "div",
      {class: "share-part"},
      element("div", {class: "row"}, ...buttons),
      element("p", {class: "hint"}, about)
    );
  const chartButtons = (["SVG", "PNG", "CSV"] as const).map((kind) => act(kind, () => saveCharts(charts, kind)));

  return {
    node: element(
      "div",
      {class: "panel share"},
      says,
      field,
      part(
        text.linkAbout,
        act(text.link, () => hand(link()))
      ),
      hash,
      part(
        text.programAbout,
        act(text.program, () => {
          const {data} = settings();
          if (data === "file") throw new Error(text.ownProgram);
          const synthetic = data === "synthetic" || site === "synthetic";
          return hand(programOf(settings(), {count: synthetic ? drawn.train.count : 60_000, synthetic}));
        })
      ),
      part(
        text.modelAbout,
        element("span", {class: "hint"}, text.model),
        act("safetensors", () => saveModel("safetensors")),
        act("JSON", () => saveModel("json")),
        act("TensorFlow.js", () => saveModel("tensorflow"))
      ),
      part(
        text.runAbout,
        act(text.run, () => saveFile("run.json", toRunFile(last()), "application/json")),
        filePicker(text.open, ".json,.safetensors", false, ([file]) => (file ? open(file) : Promise.resolve()))
      ),
      part("", element("span", {class: "hint"}, text.charts), ...chartButtons),
      part(
        text.ownAbout,
        filePicker(text.own, "", true, async (files) => {
          if (files.length) says.textContent = await own(files);
        })
      )
    ),
    update() {
      const done = control.run?.hash;
      hash.textContent = done ? text.hash(done) : "";
    }
  };
}

/** What is said when a reader's images are loaded. */
export const ownSays = (report: DataReport): string => text.ownIs(report);

async function saveCharts(charts: readonly CurveChart[], kind: "SVG" | "PNG" | "CSV"): Promise<void> {
  for (const [i, chart] of charts.entries()) {
    const name = `nabla-${["loss", "accuracy"][i] ?? i}`;
    if (kind === "CSV") saveFile(`${name}.csv`, csvOf(chart.view()), "text/csv");
    else if (kind === "SVG") saveFile(`${name}.svg`, svgOf(chart), "image/svg+xml");
    else saveFile(`${name}.png`, await pngOf(svgOf(chart)), "image/png");
  }
}
