import type {Surface} from "../../lib/surfaces/index.js";
import {element} from "../element.js";
import {lossRamp, reducedMotion} from "../theme.js";
import type {MapFrame} from "./map-view.js";
import {homeOrbit, nearer, type Orbit, turned} from "./orbit.js";
import {orbitControls} from "./orbit-controls.js";
import {colourOf} from "./palette.js";
import type {reliefScene} from "./relief-scene.js";
import {type ReliefShape, reliefShape} from "./relief-shape.js";
import type {Viewport} from "./viewport.js";

const text = {
  open: "3-D",
  openTitle: "Show the surface in three dimensions",
  label: "The surface in three dimensions",
  help: "Drag or use the arrow keys to turn and tilt it; with a finger, tap it first. Plus and minus bring it nearer and further, 0 sets it back.",
  log: "Logarithmic height",
  loading: "Loading the 3-D view.",
  none: "This browser does not draw in three dimensions (WebGL is off or missing). The map beside shows all of it.",
  lost: "The 3-D view could not be loaded. Close it and open it again; the map beside shows all of it.",
  touch: "Tap it, then drag to turn and tilt.",
  turn: "Turn by itself",
  in: "Nearer",
  out: "Further",
  home: "Set back",
  axes: ["x", "y", "J"]
};

type Scene = ReturnType<typeof reliefScene>;

/** What a relief shows: a surface, the part of it that the map shows, and a moment. */
export interface ReliefContent {
  readonly surface: Surface;
  readonly view: Viewport;
  readonly frame: MapFrame;
  /** The loss where the runs start. */
  readonly startLoss: number;
}

/**
 * The surface of the map in three dimensions, with the same runs at the same moment. What draws it is loaded when it is
 * first opened. Where the browser cannot draw it, it says so.
 */
export function relief(onToggle: (open: boolean) => void) {
  const button = element("button", {type: "button", title: text.openTitle, "aria-pressed": "false"}, text.open);
  const canvas = element("canvas", {"aria-hidden": "true"});
  const said = element("p", {class: "relief-said", role: "status"});
  const labels = text.axes.map((name) => element("span", {class: "relief-axis", "aria-hidden": "true"}, name));
  const area = element(
    "div",
    {
      class: "relief-area",
      tabIndex: 0,
      role: "application",
      "aria-label": text.label,
      "aria-roledescription": "3-D view"
    },
    canvas,
    ...labels,
    said
  );
  area.setAttribute("aria-description", text.help);
  const tool = (label: string, sign: string, run: () => void) => {
    const node = element("button", {type: "button", "aria-label": label, title: label}, sign);
    node.addEventListener("click", run);
    return node;
  };
  const turning = tool(text.turn, "↻", () => setTurning(turning.getAttribute("aria-pressed") !== "true"));
  turning.setAttribute("aria-pressed", "false");
  const log = element("input", {type: "checkbox"});
  const tools = element(
    "div",
    {class: "map-tools"},
    tool(text.in, "+", () => look(nearer(orbit, 1.2))),
    tool(text.out, "−", () => look(nearer(orbit, 1 / 1.2))),
    tool(text.home, "⤢", () => look(homeOrbit)),
    turning
  );
  const node = element(
    "div",
    {class: "relief", hidden: true},
    area,
    tools,
    element(
      "div",
      {class: "relief-foot"},
      element("label", {class: "check"}, log, text.log),
      element("span", {class: "relief-touch"}, text.touch)
    )
  );
  let orbit: Orbit = homeOrbit;
  let content: ReliefContent | undefined;
  let shape: ReliefShape | undefined;
  let shaped = "";
  let shapedSurface: Surface | undefined;
  let logChosen: boolean | undefined;
  let scene: Scene | "loading" | "none" | undefined;
  let [width, height] = [0, 0];
  let frame = 0;
  let turnedAt: number | undefined;
  let disposed = false;
  /** Whether what draws it could not be loaded: it is asked for again when it is opened again. */
  let failed = false;

  async function load() {
    failed = false;
    scene = "loading";
    const context = canvas.getContext("webgl2", {antialias: true, alpha: true});
    if (!context) return fail(text.none);
    say(text.loading);
    try {
      const {reliefScene} = await import("./relief-scene.js");
      if (disposed) return;
      scene = reliefScene(canvas, context);
      say("");
      request();
    } catch {
      fail(text.lost);
      failed = true;
    }
  }

  function fail(words: string) {
    scene = "none";
    say(words);
  }

  function say(words: string) {
    said.textContent = words;
    node.dataset.state = typeof scene === "object" ? "ready" : scene;
    tools.hidden = typeof scene !== "object";
  }

  function request() {
    if (!node.hidden && !disposed) frame ||= requestAnimationFrame(draw);
  }

  function draw(now: number) {
    frame = 0;
    if (!content || !width || typeof scene !== "object") return;
    const {surface, view, frame: moment, startLoss} = content;
    const spacing = (logChosen ?? surface.levels === "log") ? "log" : "linear";
    log.checked = spacing === "log";
    const scheme = colourOf("paper");
    const key = JSON.stringify([view, spacing, scheme]);
    if (key !== shaped || surface !== shapedSurface) {
      [shaped, shapedSurface] = [key, surface];
      shape = reliefShape(surface, view, spacing);
      scene.setShape(shape, surface, {
        ramp: lossRamp(),
        contour: colourOf("contour"),
        ink: colourOf("ink"),
        paper: scheme
      });
    }
    if (turning.getAttribute("aria-pressed") === "true") {
      if (turnedAt !== undefined) orbit = turned(orbit, Math.min(100, now - turnedAt) * 4e-4, 0);
      turnedAt = now;
      request();
    }
    scene.show(moment, startLoss);
    scene.render(orbit, width, height);
    node.dataset.azimuth = orbit.azimuth.toFixed(3);
    node.dataset.elevation = orbit.elevation.toFixed(3);
    name(scene, shape!);
  }

  /** Writes the names of the axes at the edges of the base that are nearest to the eye. */
  function name({project}: Scene, {half: [hx, hz], place}: ReliefShape) {
    const floor = place(0, 0, Number.NEGATIVE_INFINITY)[1];
    const front = Math.cos(orbit.azimuth) > 0 ? 1 : -1;
    const side = Math.sin(orbit.azimuth) > 0 ? 1 : -1;
    const at = [
      project([0, floor - 0.07, front * (hz + 0.08)]),
      project([side * (hx + 0.1), floor - 0.05, 0]),
      project([-side * (hx + 0.05), 0, front * (hz + 0.02)])
    ];
    labels.forEach((label, i) => {
      label.style.left = `${(100 * at[i][0]).toFixed(2)}%`;
      label.style.top = `${(100 * at[i][1]).toFixed(2)}%`;
    });
  }

  function look(next: Orbit) {
    orbit = next;
    request();
  }

  function setTurning(on: boolean) {
    turning.setAttribute("aria-pressed", String(on));
    turnedAt = undefined;
    request();
  }

  orbitControls(area, {
    get: () => orbit,
    set: (next) => look(next),
    grabbed: () => setTurning(false)
  });
  button.addEventListener("click", () => onToggle(node.hidden));
  log.addEventListener("change", () => {
    logChosen = log.checked;
    request();
  });
  canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
  canvas.addEventListener("webglcontextrestored", request);
  const observer = new ResizeObserver(([entry]) => {
    [width, height] = [Math.round(entry.contentRect.width), Math.round(entry.contentRect.height)];
    request();
  });
  observer.observe(area);

  return {
    node,
    /** Opens and closes it. */
    button,
    setOpen(open: boolean) {
      const wasHidden = node.hidden;
      node.hidden = !open;
      button.setAttribute("aria-pressed", String(open));
      turning.hidden = reducedMotion();
      if (!open) setTurning(false);
      else if (scene === undefined || (failed && wasHidden)) void load();
      request();
    },
    /** Draws a moment, at the next frame. */
    show(next: ReliefContent) {
      content = next;
      request();
    },
    /** What it shows, on the page's paper; undefined while there is nothing. */
    picture(): HTMLCanvasElement | undefined {
      if (typeof scene !== "object" || node.hidden) return undefined;
      // The browser keeps what WebGL drew only until the next frame, so it is drawn anew.
      scene.render(orbit, width, height);
      const whole = element("canvas", {width: canvas.width, height: canvas.height});
      const context = whole.getContext("2d")!;
      context.fillStyle = colourOf("paper");
      context.fillRect(0, 0, whole.width, whole.height);
      context.drawImage(canvas, 0, 0);
      const ratio = whole.width / width;
      context.font = `italic ${15 * ratio}px KaTeX_Math, serif`;
      context.fillStyle = colourOf("ink-muted");
      context.textAlign = "center";
      context.textBaseline = "middle";
      for (const {textContent, style} of labels)
        context.fillText(
          textContent ?? "",
          (Number.parseFloat(style.left) / 100) * whole.width,
          (Number.parseFloat(style.top) / 100) * whole.height
        );
      return whole;
    },
    dispose() {
      disposed = true;
      cancelAnimationFrame(frame);
      observer.disconnect();
      if (typeof scene === "object") scene.dispose();
    }
  };
}
