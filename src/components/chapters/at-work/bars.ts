import {element} from "../../element.js";

/** Named bars whose lengths are probabilities; the longest stands out. */
export function bars(names: readonly string[], label: string) {
  const rows = names.map((name) => {
    const bar = element("span", {class: "bar"});
    const value = element("span", {class: "value"});
    const row = element("li", {}, element("b", {}, name), element("i", {}, bar), value);
    return {row, bar, value};
  });
  const node = element("ol", {class: "bars", "aria-label": label}, ...rows.map(({row}) => row));
  return {
    node,
    /** Returns the place of the largest, or undefined where nothing is shown. */
    show(p: ArrayLike<number> | undefined): number | undefined {
      let best = 0;
      if (p) for (let i = 1; i < p.length; ++i) if (p[i] > p[best]) best = i;
      rows.forEach(({row, bar, value}, i) => {
        bar.style.transform = `scaleX(${p ? p[i].toFixed(4) : 0})`;
        value.textContent = p ? `${Math.round(100 * p[i])} %` : "";
        row.classList.toggle("best", p !== undefined && i === best);
      });
      return p && best;
    }
  };
}
