/**
 * The four-way highlight: whatever carries `data-term` lights up together, wherever it is below `root`: a term of the
 * equation, an arrow, a number in the table, a word in the code (and the line in which it is made).
 */
export function linkTerms(root: HTMLElement): void {
  let lit = "";

  function light(name: string) {
    if (name === lit) return;
    lit = name;
    for (const node of root.querySelectorAll(".lit")) node.classList.remove("lit");
    root.classList.toggle("has-lit", name !== "");
    if (!name) return;
    for (const node of root.querySelectorAll(`[data-term="${CSS.escape(name)}"]`)) {
      node.classList.add("lit");
      const line = node.closest<HTMLElement>(".code-line");
      if (line?.dataset.makes === name) line.classList.add("lit");
    }
  }

  const nameAt = (event: Event) =>
    event.target instanceof Element ? (event.target.closest("[data-term]")?.getAttribute("data-term") ?? "") : "";
  root.addEventListener("pointerover", (event) => light(nameAt(event)));
  root.addEventListener("pointerleave", () => light(""));
  root.addEventListener("focusin", (event) => light(nameAt(event)));
  root.addEventListener("focusout", () => light(""));
  // A finger has no hover: a tap lights, a tap elsewhere puts out.
  root.addEventListener("click", (event) => light(nameAt(event)));
}
