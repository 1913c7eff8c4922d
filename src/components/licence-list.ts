import {element} from "./element.js";

/** A package whose code or fonts the site holds. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** The packages with their licences, each text folded away. */
export function licenceList(licences: readonly Licence[]): HTMLElement {
  const rows = licences.map(({name, version, licence, text}) =>
    element(
      "details",
      {class: "licence"},
      element("summary", {}, `${name} ${version} · ${licence}`),
      element("pre", {tabindex: "0", "aria-label": `Licence of ${name}`}, text || "No text comes with the package.")
    )
  );
  return element("div", {class: "licences"}, ...rows);
}
