import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {figureFrame} from "../../book/figure.js";
import {element} from "../../element.js";
import {fixed} from "../../format.js";
import {curve, dot, words} from "../../plot/marks.js";
import {type Plot, plot} from "../../plot/plot.js";
import {factorisation, RATINGS_TRAINING} from "./factorisation.js";
import {placeLabels} from "./place-labels.js";
import {films, inventRatings, people, type Rating, YOU} from "./ratings.js";
import {type News, type Progress, training} from "./training.js";

const text = {
  title: "Recommendations: what would you like to see?",
  caption:
    "Invented films, invented viewers. Bold stars are known ratings; pale numbers are what the model expects. Rate films in your own column and watch the rest of it change. On the map: each film by the two numbers that the model has found for it, and you as an arrow; it recommends what lies in your direction.",
  table: "Ratings, known and expected",
  film: "Film",
  rate: (film: string) => `Your rating of ${film}`,
  none: "–",
  first: "first number of a film",
  second: "second number of a film",
  map: "Films by their two numbers",
  you: "you",
  together: "all ten films, and you",
  all: "You have rated all ten films, so there is none left to recommend.",
  fresh: "Not trained yet: it expects nearly the same of everything.",
  best: (film: string, stars: string) => `For you it recommends “${film}”, ${stars} stars expected.`,
  error: (known: string, unseen: string) =>
    ` It misses the known ratings by ${known} stars, and those it was not shown by ${unseen}.`
};

/** Room for words to the right of the map, in pixels. */
const MARGIN = 16;
/** Mean width of a letter of the map, in pixels. */
const LETTER = 6;
/** Films that are nearer to each other than this have no names yet: the model does not tell them apart. */
const APART = 0.7;

/** Matrix factorisation of a small table of ratings, in which the reader has a column. */
export function ratingsFigure() {
  const {known, test} = inventRatings();
  const options = {people: people.length, films: films.length};
  let mine: Rating[] = [];
  let model = factorisation(options);
  let last: Progress | undefined;

  const cells = people.map(() => films.map(() => element("td", {})));
  const choices = films.map((film, j) => {
    const select = element(
      "select",
      {"aria-label": text.rate(film)},
      ...[text.none, "1", "2", "3", "4", "5"].map((label, stars) => element("option", {value: String(stars)}, label))
    );
    select.addEventListener("change", () => rate(j, Number(select.value)));
    return select;
  });
  // One row a film: on a phone a table may be long, not wide.
  const table = element(
    "div",
    {class: "ratings-scroll", tabIndex: 0, role: "region", "aria-label": text.table},
    element(
      "table",
      {class: "ratings"},
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          element("th", {scope: "col"}, text.film),
          element("th", {scope: "col", colSpan: 2, class: "mine"}, people[YOU]),
          ...people.slice(0, YOU).map((name) => element("th", {scope: "col"}, name))
        )
      ),
      element(
        "tbody",
        {},
        ...films.map((film, j) =>
          element(
            "tr",
            {},
            element("th", {scope: "row"}, film),
            element("td", {class: "mine"}, choices[j]),
            cells[YOU][j],
            ...cells.slice(0, YOU).map((row) => row[j])
          )
        )
      )
    )
  );
  const map = plot(
    {
      x: {domain: [-1.4, 1.4], label: text.first},
      y: {domain: [-1.4, 1.4], label: text.second},
      height: 300,
      equal: true,
      left: 34
    },
    drawMap
  );

  function* drawMap(p: Plot): Generator<Node> {
    const {films: v, people: u} = model.factorsOf();
    const you = [p.x(u[2 * YOU]), p.y(u[2 * YOU + 1])] as const;
    yield curve([[p.x(0), p.y(0)], you], {class: "curve", style: "stroke: var(--accent); stroke-width: 3"});
    yield dot(you, 6, {style: "fill: var(--accent)"});
    const places = films.map((_, j) => [p.x(v[2 * j]), p.y(v[2 * j + 1])] as const);
    for (const [j, place] of places.entries())
      yield dot(place, 4, {style: `fill: var(--class-${j < films.length / 2 ? 0 : 1})`});
    if (Math.max(...v) - Math.min(...v) < APART) {
      yield words([p.x(0), p.y(-APART / 2)], text.together, {
        class: "halo film-name",
        "text-anchor": "middle",
        dy: "1em"
      });
      return;
    }
    const [yours, ...labels] = placeLabels([you, ...places], [text.you, ...films], {
      width: LETTER,
      height: 13,
      within: [p.edges().left, p.edges().right + MARGIN]
    });
    for (const [j, at] of labels.entries())
      yield words(at, films[j], {class: "halo film-name", "text-anchor": "middle"});
    yield words(yours, text.you, {class: "curve-label halo", "text-anchor": "middle"});
  }

  function rate(film: number, stars: number) {
    mine = mine.filter((r) => r.film !== film);
    if (stars) mine.push({person: YOU, film, stars});
    choices[film].value = String(stars);
    // The rest of the column follows at once, without a new run.
    if (last && last.step > 0) for (let i = 0; i < 120; ++i) step();
    draw();
  }

  const step = () => model.step([...known, ...mine], gradientDescent({learningRate: RATINGS_TRAINING.learningRate}));

  function draw() {
    const predicted = model.predict();
    const given = new Map([...known, ...mine].map((r) => [r.person * films.length + r.film, r.stars]));
    cells.forEach((row, i) => {
      row.forEach((cell, j) => {
        const stars = given.get(i * films.length + j);
        const value = stars ?? Math.min(5, Math.max(1, predicted[i * films.length + j]));
        cell.textContent = stars === undefined ? fixed(value, 1) : String(stars);
        cell.className = stars === undefined ? "expected" : "known";
        cell.style.background = `color-mix(in oklab, var(--positive) ${Math.round(9 * (value - 1))}%, transparent)`;
      });
    });
    map.update();
    const open = films.map((_, j) => j).filter((j) => !mine.some((r) => r.film === j));
    const stars = (j: number) => predicted[YOU * films.length + j];
    const best = open.reduce((a, b) => (stars(b) > stars(a) ? b : a), open[0]);
    const trained = last && last.step > 0;
    const sentence = trained
      ? (open.length ? text.best(films[best], fixed(Math.min(5, stars(best)), 1)) : text.all) +
        text.error(fixed(model.error(known), 1), fixed(model.error(test), 1))
      : text.fresh;
    parts.say(sentence);
    map.describe(`${text.map}. ${sentence}`);
  }

  async function* begin(): AsyncGenerator<News> {
    model = factorisation(options);
    for (let i = 0; i < RATINGS_TRAINING.steps; ++i) yield {loss: step()};
  }

  const run = training({
    begin,
    steps: RATINGS_TRAINING.steps,
    stepsPerSecond: 25,
    show(progress) {
      if (progress.step === 0) model = factorisation(options);
      last = progress;
      draw();
    }
  });
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "ratings",
    body: [table, element("div", {class: "figure-body two"}, map.node, run.node)]
  });
  run.render();
  return {
    node: parts.node,
    train: run.start,
    rate,
    dispose() {
      run.dispose();
      map.dispose();
      parts.dispose();
    }
  };
}
