import {lossAt} from "../../../lib/surfaces/index.js";
import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {loop} from "../../book/loop.js";
import {type Point, surfaceView} from "../../book/surface-view.js";
import {element} from "../../element.js";
import {fixed} from "../../format.js";
import {reducedMotion} from "../../theme.js";
import {fitPath, points as given, meanSquares, outlier} from "./line-fit.js";
import {scatter} from "./scatter.js";

const text = {
  title: "Errors with a square on each",
  map: "The same line, as a point on its loss surface: slope across, intercept upwards",
  caption:
    "First picture: drag the points. Second, a map: the loss of every line, with the slope $a$ across and the intercept $b$ upwards; drag the point to choose another line. The loss is the mean area of the squares.",
  slope: "slope a",
  intercept: "intercept b",
  loss: "mean square",
  descend: "Let it descend",
  reset: "Start again",
  says: (loss: string, a: string, b: string) =>
    `The mean of the squares is ${loss}, with a slope of ${a} and an intercept of ${b}.`
};

const START: Point = [-0.35, 0.45];
const STEPS = 120;
const STEPS_PER_SECOND = 24;

/** Points, a line and the squares of its errors; beside them the surface on which that line is one point. */
export function squares() {
  let points = given;
  let lineAt: Point = START;
  let surface = meanSquares(points);
  let path: Point[] = [];
  let walked = 0;

  const picture = scatter((next) => {
    points = next;
    surface = meanSquares(points);
    stop();
    view.set({surface});
    update();
  });
  const view = surfaceView({
    surface,
    label: text.map,
    onMove(next) {
      stop();
      lineAt = next;
      update();
    }
  });
  const cells = [text.loss, text.slope, text.intercept].map((name) => {
    const value = element("dd");
    return {value, node: element("div", {}, element("dt", {}, name), value)};
  });
  const frame = figureFrame({
    id: "squares",
    title: text.title,
    caption: text.caption,
    body: [picture.node],
    side: [
      view.node,
      element("dl", {class: "readout"}, ...cells.map(({node}) => node)),
      element("div", {class: "controls"}, button(text.descend, start, "primary"), button(text.reset, reset))
    ]
  });

  const motion = loop(frame.node, (seconds) => {
    walked = Math.min(path.length - 1, walked + seconds * STEPS_PER_SECOND);
    lineAt = path[Math.floor(walked)];
    update();
    return walked < path.length - 1;
  });

  function start() {
    path = fitPath(points, lineAt, STEPS);
    walked = reducedMotion() ? STEPS : 0;
    if (reducedMotion()) {
      lineAt = path[STEPS];
      update();
    } else motion.play();
  }
  function stop() {
    motion.pause();
    path = [];
    walked = 0;
  }
  function reset() {
    stop();
    points = given;
    surface = meanSquares(points);
    lineAt = START;
    view.set({surface});
    update();
  }
  function update() {
    const loss = lossAt(surface, ...lineAt);
    picture.show(points, lineAt);
    view.set({
      point: lineAt,
      trails: path.length
        ? [{points: path.slice(0, Math.floor(walked) + 1), colour: "var(--downhill)", ball: false}]
        : []
    });
    for (const [i, v] of [loss, ...lineAt].entries()) cells[i].value.textContent = fixed(v, 3);
    frame.say(text.says(fixed(loss, 3), fixed(lineAt[0]), fixed(lineAt[1])));
  }
  update();

  return {
    node: frame.node,
    start,
    /** Moves one point far away, as a mistake in the data would be. */
    outlier() {
      stop();
      points = outlier(given);
      surface = meanSquares(points);
      view.set({surface});
      update();
    },
    dispose() {
      motion.dispose();
      view.dispose();
      frame.dispose();
    }
  };
}
