import {element} from "./element.js";

const text = {
  copied: "Copied.",
  refused: "The browser does not let the page copy; here it is to copy by hand."
};

/** Copies words for the reader; where the browser does not let it, a field shows them, to copy by hand. */
export function copyField(label: string, rows: number) {
  const field = element("textarea", {class: "by-hand-copy", readOnly: true, hidden: true, rows, "aria-label": label});
  return {
    field,
    /** Resolves with what there is to say. */
    async copy(words: string): Promise<string> {
      field.hidden = true;
      try {
        await navigator.clipboard.writeText(words);
        return text.copied;
      } catch {
        field.hidden = false;
        field.value = words;
        field.select();
        return text.refused;
      }
    }
  };
}
