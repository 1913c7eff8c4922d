import {byHandPanel} from "./byhand-panel.js";
import type {Control} from "./control.js";
import type {CurveChart} from "./curve-chart.js";
import {digitPanel} from "./digit-panel.js";
import {landscapePanel} from "./landscape-panel.js";
import {layersPanel} from "./layers-panel.js";
import {mistakesPanel} from "./mistakes-panel.js";
import type {Section} from "./panel.js";
import type {Race} from "./race.js";
import {runsPanel} from "./runs-panel.js";
import type {SettingsPanel} from "./settings-panel.js";
import {sharePanel} from "./share-panel.js";
import {unitsPanel} from "./units-panel.js";

export interface SectionsOptions {
  readonly control: Control;
  readonly race: Race;
  readonly panel: SettingsPanel;
  readonly charts: readonly CurveChart[];
  readonly drawing: () => Uint8Array | undefined;
  readonly site: "mnist" | "synthetic";
  readonly link: () => string;
  readonly own: (files: readonly File[]) => Promise<string>;
}

/** What can be unfolded below the lab, in the order of curiosity. */
export function sections({control, race, panel, charts, drawing, site, link, own}: SectionsOptions): Section[] {
  return [
    {
      id: "mistakes",
      title: "What it gets wrong",
      about: "which digits it takes for which, and the surest mistakes",
      create: () => mistakesPanel({control})
    },
    {
      id: "digit",
      title: "One digit, all the way through",
      about: "what each layer makes of it",
      create: () => digitPanel({control, drawing})
    },
    {
      id: "units",
      title: "What every hidden unit looks for",
      about: "the weights of the first layer, live",
      create: () => unitsPanel({control})
    },
    {
      id: "runs",
      title: "Runs side by side",
      about: "compare, name, delete, race",
      create: () => runsPanel({control, race, use: (run) => panel.set(run.settings)})
    },
    {
      id: "layers",
      title: "Inside the layers",
      about: "gradients that vanish, updates, dead units",
      create: () => layersPanel({control})
    },
    {
      id: "landscape",
      title: "The landscape of this run",
      about: "loss around its path, sharpness, noise",
      create: () => landscapePanel({control})
    },
    {
      id: "by-hand",
      title: "Backpropagation by hand",
      about: "one digit, one weight, every factor",
      create: () => byHandPanel({control})
    },
    {
      id: "share",
      title: "Keep and share",
      about: "links, files, programs, your own images",
      create: () => sharePanel({control, settings: () => panel.value(), site, use: panel.set, charts, link, own})
    }
  ];
}
