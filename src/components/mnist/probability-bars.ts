/** Ten bars, one for each digit, whose lengths are probabilities. */
export function probabilityBars() {
  const node = document.createElement("ol");
  node.className = "probabilities";
  node.setAttribute("aria-label", "Probability of each digit");
  const rows = Array.from({length: 10}, (_, digit) => {
    const row = document.createElement("li");
    const name = document.createElement("b");
    name.textContent = String(digit);
    const track = document.createElement("i");
    const bar = document.createElement("span");
    track.append(bar);
    // Not an <output>: ten live regions would all be read aloud with every stroke.
    const value = document.createElement("span");
    bar.className = "bar";
    value.className = "value";
    row.append(name, track, value);
    node.append(row);
    return {row, bar, value};
  });
  return {
    node,
    /** Shows ten probabilities, or none. Returns the most probable digit. */
    show(p: ArrayLike<number> | undefined): number | undefined {
      let best = 0;
      if (p) for (let i = 1; i < 10; ++i) if (p[i] > p[best]) best = i;
      rows.forEach(({row, bar, value}, i) => {
        bar.style.transform = `scaleX(${p ? p[i] : 0})`;
        value.textContent = p ? `${(100 * p[i]).toFixed(1)} %` : "";
        row.classList.toggle("best", p !== undefined && i === best);
      });
      return p && best;
    }
  };
}
