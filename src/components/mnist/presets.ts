import {articleSettings, type LabSettings} from "./settings.js";

/** Settings that show one thing. */
export interface Preset {
  readonly id: string;
  readonly label: string;
  /** What to look at. */
  readonly about: string;
  /** What differs from the article's. */
  readonly settings: Partial<LabSettings>;
}

export const presets: readonly Preset[] = [
  {
    id: "article",
    label: "The article",
    about: "The article’s program: 101,770 weights, Adam, ten epochs.",
    settings: {}
  }
];

/** The preset whose settings these are. */
export function presetOf(settings: LabSettings): Preset | undefined {
  const key = (s: LabSettings) => JSON.stringify(Object.entries(s).sort(([a], [b]) => (a < b ? -1 : 1)));
  return presets.find((p) => key({...articleSettings, ...p.settings}) === key(settings));
}
