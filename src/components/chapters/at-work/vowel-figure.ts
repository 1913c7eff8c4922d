import {dense} from "../../../lib/nn/layers/dense.js";
import {type Model, sequential} from "../../../lib/nn/sequential.js";
import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {draggable, steerable} from "../../plot/drag.js";
import {curve, dot, words} from "../../plot/marks.js";
import {type Plot, plot} from "../../plot/plot.js";
import {svg} from "../../svg.js";
import {controls} from "../controls.js";
import {bars} from "./bars.js";
import {playSound} from "./play-sound.js";
import {type News, newsOf, type Progress, training} from "./training.js";
import {BANDS, bandCentres, bandsOf, RATE, spokenVowels, VOWEL_TRAINING, vowelSound, vowels} from "./vowels.js";

const text = {
  title: "Sounds: which vowel is it?",
  caption:
    "Each dot is a vowel of the training set, placed by the two resonances of the throat, its formants. The network is not told the formants: it gets the loudness of the sound in bands, drawn below the loss. The tint shows what it would answer at each place.",
  map: "Vowels by their two formants; arrow keys move yours",
  f1: "first formant, hertz",
  f2: "second formant, hertz",
  pitch: "Pitch of the voice",
  hertz: (v: number) => `${Math.round(v)} Hz`,
  listen: "Listen",
  silent: "This browser plays no sound.",
  bands: "loudness in each band",
  frequency: "hertz",
  answer: "Probability of each vowel",
  names: vowels.map(({name, word}) => `${name} (${word})`),
  says: (f1: number, f2: number, name: string, p: number) =>
    `Formants at ${Math.round(f1)} and ${Math.round(f2)} hertz: the network hears “${name}” with ${Math.round(100 * p)} %.`,
  fresh: " It is not trained yet, so this is chance.",
  score: (score: number) => ` It is right about ${Math.round(100 * score)} % of the sounds that it was not played.`
};

const hues = ["var(--class-0)", "var(--class-1)", "var(--class-2)", "var(--hue-adam)", "var(--hue-rmsprop)"] as const;
const F1: [number, number] = [200, 900];
const F2: [number, number] = [600, 2700];
const CELLS = [20, 18] as const;

const vowelModel = (): Model => sequential([dense(BANDS, 12, {activation: "tanh"}), dense(12, vowels.length)]);

/** A network learns vowels from synthesised sound; the reader shapes one, plays it, and sees what the network hears. */
export function vowelFigure() {
  const {data, voices} = spokenVowels(VOWEL_TRAINING.train, {seed: 1});
  const held = spokenVowels(VOWEL_TRAINING.test, {seed: 2}).data;
  let model = vowelModel();
  let voice = {f1: 500, f2: 1500, pitch: 120};
  let last: Progress | undefined;
  let frame = 0;
  /** Bands of the sound at every cell of the map, for the present pitch. */
  let cells: Float32Array | undefined;

  const map = plot({x: {domain: F2, label: text.f2}, y: {domain: F1, label: text.f1}, height: 340, left: 42}, drawMap);
  const spectrum = plot(
    {
      x: {domain: [0, RATE / 2], label: text.frequency},
      y: {domain: [-4, 4], label: text.bands, ticks: []},
      height: 150,
      left: 12
    },
    drawBands
  );
  const answer = bars(text.names, text.answer);
  const note = element("span", {class: "sound-note", role: "status"});
  const listen = button(text.listen, () => {
    note.textContent = playSound(vowelSound(voice, RATE / 2), RATE) ? "" : text.silent;
  });
  const pitch = slider(
    {label: text.pitch, min: 80, max: 260, step: 1, value: voice.pitch, format: text.hertz},
    (value) => {
      cells = undefined;
      move({...voice, pitch: value});
    }
  );

  const middle = ([a, b]: readonly [number, number], i: number, n: number) => a + ((b - a) * (i + 0.5)) / n;

  function answers(): Uint8Array {
    const [nx, ny] = CELLS;
    if (!cells) {
      cells = new Float32Array(nx * ny * BANDS);
      for (let j = 0; j < ny; ++j)
        for (let i = 0; i < nx; ++i)
          cells.set(
            bandsOf(vowelSound({f1: middle(F1, j, ny), f2: middle(F2, i, nx), pitch: voice.pitch})),
            (j * nx + i) * BANDS
          );
    }
    const {data: logits} = model.predict(cells);
    return Uint8Array.from({length: nx * ny}, (_, k) => {
      const row = Array.from(logits.subarray(k * vowels.length, (k + 1) * vowels.length));
      return row.indexOf(Math.max(...row));
    });
  }

  function* drawMap(p: Plot): Generator<Node> {
    const [nx, ny] = CELLS;
    if (last && last.step > 0) {
      const w = (p.x(F2[1]) - p.x(F2[0])) / nx;
      const h = (p.y(F1[0]) - p.y(F1[1])) / ny;
      for (const [k, best] of answers().entries()) {
        const [i, j] = [k % nx, Math.floor(k / nx)];
        // Whole pixels: no seam between two tints.
        const [left, right] = [i, i + 1].map((k) => Math.round(p.x(F2[0]) + k * w));
        const [top, bottom] = [j + 1, j].map((k) => Math.round(p.y(F1[0]) - k * h));
        yield svg("rect", {
          x: left,
          y: top,
          width: right - left,
          height: bottom - top,
          "shape-rendering": "crispEdges",
          style: `fill: ${hues[best]}; fill-opacity: 0.22`
        });
      }
    }
    for (const [i, {f1, f2}] of voices.entries())
      if (f1 < F1[1] && f2 < F2[1])
        yield dot([p.x(f2), p.y(f1)], 2.2, {style: `fill: ${hues[data.labels[i]]}; fill-opacity: 0.7`});
    for (const {name, f1, f2} of vowels)
      yield words([p.x(f2), p.y(f1)], name, {class: "curve-label halo", "text-anchor": "middle", dy: "0.35em"});
    yield dot([p.x(voice.f2), p.y(voice.f1)], 8, {
      class: "grab",
      fill: "var(--ink)",
      stroke: "var(--paper)",
      "stroke-width": 2
    });
  }

  function* drawBands(p: Plot): Generator<Node> {
    const bands = bandsOf(vowelSound(voice));
    const points = Array.from(bands, (v, i) => [p.x(bandCentres[i]), p.y(v)] as const);
    for (const formant of [voice.f1, voice.f2])
      yield curve(
        [
          [p.x(formant), p.y(-4)],
          [p.x(formant), p.y(4)]
        ],
        {class: "plot-axis", "stroke-dasharray": "3 4"}
      );
    yield curve(points, {class: "curve"});
    for (const point of points) yield dot(point, 3, {fill: "var(--ink)"});
  }

  function draw() {
    frame = 0;
    map.update();
    spectrum.update();
    const p = model.predict(bandsOf(vowelSound(voice)), {probabilities: true}).data;
    const best = answer.show(p) ?? 0;
    const sentence =
      text.says(voice.f1, voice.f2, vowels[best].name, p[best]) +
      (last?.score !== undefined ? text.score(last.score) : last?.step ? "" : text.fresh);
    parts.say(sentence);
    map.describe(`${text.map}. ${sentence}`);
    spectrum.describe(text.bands);
  }

  const here = (): [number, number] => [voice.f2, voice.f1];
  function move(next: typeof voice) {
    const clamp = (v: number, [a, b]: readonly [number, number]) => Math.max(a, Math.min(b, v));
    voice = {f1: clamp(next.f1, F1), f2: clamp(next.f2, F2), pitch: next.pitch};
    frame ||= requestAnimationFrame(draw);
  }

  const undrag = draggable(map, here, ([f2, f1]) => move({...voice, f1, f2}));
  steerable(map.picture, map, here, ([f2, f1]) => move({...voice, f1, f2}));

  async function* begin(): AsyncGenerator<News> {
    const fresh = vowelModel();
    model = fresh;
    yield* newsOf(fresh, data, held, {
      optimizer: gradientDescent({learningRate: VOWEL_TRAINING.learningRate}),
      batchSize: VOWEL_TRAINING.batchSize,
      epochs: VOWEL_TRAINING.epochs
    });
  }

  const run = training({
    begin,
    steps: (VOWEL_TRAINING.epochs * data.count) / VOWEL_TRAINING.batchSize,
    stepsPerSecond: 40,
    show(progress) {
      if (progress.step === 0) model = vowelModel();
      last = progress;
      draw();
    }
  });
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "vowels",
    body: [map.node, controls(pitch.node, listen, note)],
    side: [run.node, spectrum.node, answer.node]
  });
  run.render();
  return {
    node: parts.node,
    train: run.start,
    /** Moves the reader's sound to a vowel, or between two. */
    place: (f1: number, f2: number) => move({...voice, f1, f2}),
    dispose() {
      cancelAnimationFrame(frame);
      undrag();
      run.dispose();
      for (const p of [map, spectrum, parts]) p.dispose();
    }
  };
}
