/**
 * The four-way highlight: whatever carries `data-term` lights up together, wherever it is below `root`: a term of the
 * equation, an arrow, a number in the table, a word in the code (and the line in which it is made). What is returned lights
 * up what has been made anew in the meantime.
 */
export function linkTerms(root: HTMLElement): () => void {
  let lit = "";

  function light(name: string) {
    if (name === lit) return;
    lit = name;
    for (const node of root.querySelectorAll(".lit")) node.classList.remove("lit");
    root.classList.toggle("has-lit", name !== "");
    mark();
  }

  function mark() {
    if (!lit) return;
    for (const node of root.querySelectorAll(`[data-term="${CSS.escape(lit)}"]`)) {
      node.classList.add("lit");
      const line = node.closest<HTMLElement>(".code-line");
      if (line?.dataset.makes === lit) line.classList.add("lit");
    }
  }

  const nameAt = (event: Event) =>
    event.target instanceof Element ? (event.target.closest("[data-term]")?.getAttribute("data-term") ?? "") : "";
  /** The term that the keyboard is at. A mouse that rests beside it, while the page scrolls to it, does not put it out. */
  const focused = () => root.querySelector<HTMLElement>("[data-term]:focus-visible")?.dataset.term ?? "";
  root.addEventListener("pointerover", (event) => light(nameAt(event) || focused()));
  root.addEventListener("pointerleave", () => light(focused()));
  root.addEventListener("focusin", (event) => light(nameAt(event)));
  root.addEventListener("focusout", () => light(""));
  // A finger has no hover: a tap lights, a tap elsewhere puts out.
  root.addEventListener("click", (event) => light(nameAt(event)));
  return mark;
}
