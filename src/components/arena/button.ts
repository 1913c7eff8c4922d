/** Turns a button on or off. Off it keeps the focus, so that the keyboard does not lose its place; `onPress` is deaf then. */
export function setEnabled(button: HTMLButtonElement, on: boolean): void {
  if (on) button.removeAttribute("aria-disabled");
  else button.setAttribute("aria-disabled", "true");
}

/** Calls back when a button is pressed that is not turned off. */
export function onPress(button: HTMLButtonElement, act: () => void): void {
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") act();
  });
}
