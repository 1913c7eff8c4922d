import {element} from "../element.js";
import {offSwitch} from "../off-switch.js";
import {svg} from "../svg.js";
import {MAX_STEPS} from "./state.js";

const text = {
  play: "Play",
  pause: "Pause",
  step: "Step",
  back: "Step back",
  reset: "Reset",
  scrub: "Steps taken",
  speed: "Speed",
  perSecond: (n: number) => `${n} steps/s`,
  count: "step"
};

const speeds = [1, 2, 5, 10, 30, 60, 120, 300, 1000];

export interface TransportActions {
  play(): void;
  pause(): void;
  /** Moves by so many steps. */
  move(by: number): void;
  reset(): void;
  scrub(step: number): void;
  setSpeed(perSecond: number): void;
}

/** Play, pause, step, step back, reset, a slider over the steps taken, and the speed. */
export function transport(actions: TransportActions) {
  const play = element("button", {type: "button", class: "play primary"}, text.play);
  const back = element(
    "button",
    {type: "button", "aria-label": text.back, title: text.back},
    icon("M13,3L5,8L13,13ZM3,3v10")
  );
  const step = element("button", {type: "button"}, text.step);
  const reset = element("button", {type: "button"}, text.reset);
  const scrub = element("input", {type: "range", min: "0", max: "0", step: "1", value: "0", class: "scrubber"});
  scrub.setAttribute("aria-label", text.scrub);
  const count = element("span", {class: "step-count"});
  const speed = element(
    "select",
    {class: "speed"},
    ...speeds.map((n) => element("option", {value: String(n)}, text.perSecond(n)))
  );
  speed.setAttribute("aria-label", text.speed);
  let playing = false;
  play.addEventListener("click", () => (playing ? actions.pause() : actions.play()));
  const [noBack, noStep] = [back, step].map(offSwitch);
  back.addEventListener("click", () => actions.move(-1));
  step.addEventListener("click", () => actions.move(1));
  reset.addEventListener("click", () => actions.reset());
  scrub.addEventListener("input", () => actions.scrub(Number(scrub.value)));
  speed.addEventListener("change", () => actions.setSpeed(Number(speed.value)));
  const node = element(
    "div",
    {class: "transport", role: "group", "aria-label": "Time"},
    play,
    back,
    step,
    reset,
    element("div", {class: "scrub"}, scrub, count),
    speed
  );
  return {
    node,
    show({
      step: now,
      taken,
      playing: runs,
      speed: perSecond
    }: {
      step: number;
      taken: number;
      playing: boolean;
      speed: number;
    }) {
      if (playing !== runs || play.textContent === "") {
        playing = runs;
        play.textContent = playing ? text.pause : text.play;
      }
      scrub.max = String(taken);
      scrub.value = String(now);
      scrub.disabled = taken === 0;
      scrub.style.setProperty("--done", `${taken ? (100 * now) / taken : 0}%`);
      count.textContent = `${text.count} ${now}`;
      noBack(now === 0);
      noStep(now >= MAX_STEPS);
      if (!speeds.includes(perSecond) && !speed.querySelector(`[value="${perSecond}"]`))
        speed.append(element("option", {value: String(perSecond)}, text.perSecond(perSecond)));
      speed.value = String(perSecond);
    }
  };
}

function icon(d: string): SVGSVGElement {
  return svg(
    "svg",
    {
      viewBox: "0 0 16 16",
      width: 16,
      height: 16,
      "aria-hidden": "true",
      fill: "currentColor",
      stroke: "currentColor",
      "stroke-width": 1.6,
      "stroke-linejoin": "round"
    },
    svg("path", {d})
  );
}
