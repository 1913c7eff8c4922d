/**
 * Turns a button off so that it keeps the focus: a `disabled` one loses it, and whoever works with the keys alone is sent
 * back to the top of the page. Pressed while it is off, it does nothing.
 */
export function offSwitch(button: HTMLButtonElement): (off: boolean) => void {
  const name = "aria-disabled";
  // In the capturing phase, so that it comes before whatever else listens.
  button.addEventListener(
    "click",
    (event) => {
      if (button.getAttribute(name) === "true") event.stopImmediatePropagation();
    },
    {capture: true}
  );
  return (off) => {
    // Asked ten times a second by the arena, where each change to the page costs a layout.
    if (button.getAttribute(name) !== String(off)) button.setAttribute(name, String(off));
  };
}
