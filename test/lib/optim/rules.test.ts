import {readFileSync} from "node:fs";
import katex from "katex";
import {expect, test} from "vitest";
import {
  citations,
  custom,
  type Floats,
  lawOf,
  type Objective,
  optimizer,
  type Rule,
  rules,
  schedules,
  texOf
} from "../../../lib/optim/index.js";

const all = Object.values(rules);
const named = all.map((rule) => [rule.label, rule] as const);

/** Source of the file of a rule, and of the files of this folder that it imports: where its letters stand. */
function sourceOf(rule: Rule): string {
  const file = rule.name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  const read = (name: string) => readFileSync(new URL(`../../../lib/optim/${name}`, import.meta.url), "utf8");
  const own = read(`${file}.ts`);
  return own + [...own.matchAll(/from "\.\/([\w-]+)\.js"/g)].map(([, name]) => read(`${name}.ts`)).join("");
}

/** ½(x² + 25y²) as a rule sees it. */
const objective = (theta: Floats): Objective => ({
  loss: 0.5 * (theta[0] ** 2 + 25 * theta[1] ** 2),
  valueAndGradient(at, out) {
    out[0] = at[0];
    out[1] = 25 * at[1];
    return 0.5 * (at[0] ** 2 + 25 * at[1] ** 2);
  },
  hessian: () => Float64Array.of(1, 0, 0, 25)
});

test("the order is that of teaching, and every name is its rule's", () => {
  expect(Object.keys(rules).slice(0, 3)).toEqual(["gradientDescent", "momentum", "nesterov"]);
  for (const [name, rule] of Object.entries(rules)) expect(rule.name).toBe(name);
});

test("every rule, and nothing else, has somebody who published it", () => {
  expect(Object.keys(citations)).toEqual(Object.keys(rules));
});

test.each(named)("%s: every marked term is a quantity or a hyperparameter", (_, rule) => {
  const laws = [rule.tex, ...Object.values(rule.conventions ?? {}).flatMap((c) => (c.tex ? [c.tex] : []))];
  for (const law of laws) {
    const terms = law.flatMap((line) => [...line.matchAll(/\\term\{(\w+)\}/g)].map(([, term]) => term));
    expect(terms).toContain("theta");
    for (const term of terms)
      expect([...Object.keys(rule.quantities), ...Object.keys(rule.hyperparameters)]).toContain(term);
  }
  expect(texOf(rule).join()).not.toContain("\\term");
});

test.each(named)("%s: every quantity is an identifier in the code, and all but g and θ are in the state", (_, rule) => {
  const source = sourceOf(rule);
  const state = rule.init(2, optimizer(rule.name).settings);
  for (const [name, {code, kind}] of Object.entries(rule.quantities)) {
    if (name === "theta") continue;
    expect(source).toMatch(new RegExp(`[^.\\w"]${code}\\b[^"\\w]`));
    if (name === "g") continue;
    if (kind === "vector") expect(state[name]).toHaveLength(2);
    else expect(state[name]).toBeTypeOf("number");
  }
});

test.each(named)("%s: hyperparameters are bounded, described, and lie in their own range", (_, rule) => {
  for (const [name, h] of Object.entries(rule.hyperparameters)) {
    expect(h.description, name).toMatch(/\.$/);
    if (typeof h.default !== "number") continue;
    const [low, high] = h.range ?? [];
    expect(low, name).toBeLessThanOrEqual(h.default);
    expect(high, name).toBeGreaterThanOrEqual(h.default);
    expect(["linear", "log", "oneMinusLog"], name).toContain(h.scale);
    if (h.scale === "log" && h.default > 0) expect(low, name).toBeGreaterThan(0);
  }
});

test.each(named)("%s: two states share no array, and θ and g are left alone", (_, rule) => {
  const {settings} = optimizer(rule.name);
  const states = [rule.init(2, settings), rule.init(2, settings)];
  const arrays = states.map((s) => Object.values(s).filter((v) => v instanceof Float64Array));
  expect(new Set(arrays.flat()).size).toBe(arrays[0].length * 2);
  const theta = Float64Array.of(1, -2);
  const g = Float64Array.of(1, -50);
  const delta = rule.update(g, states[0], settings, theta, objective(theta));
  expect(delta).toBe(states[0].delta);
  expect([...theta, ...g]).toEqual([1, -2, 1, -50]);
  expect(states[1]).toEqual(rule.init(2, settings));
});

test.each(named)("%s: arrays are of the kind of θ, and float32 follows float64 to 1e-4 over 20 updates", (_, rule) => {
  const {settings} = optimizer(rule.name);
  const ends = [Float64Array, Float32Array].map((Kind) => {
    const theta = Kind.of(1.5, -0.75);
    const state = rule.init(2, settings, theta);
    expect(state.delta).toBeInstanceOf(Kind);
    for (let i = 0; i < 20; ++i) {
      const delta = rule.update(Kind.of(theta[0], 25 * theta[1]), state, settings, theta, objective(theta));
      for (let j = 0; j < 2; ++j) theta[j] += delta[j];
    }
    return theta;
  });
  for (let j = 0; j < 2; ++j) expect(Math.abs(ends[1][j] - ends[0][j])).toBeLessThan(1e-4);
});

test.each(named)("%s: a gradient of zero moves nothing at first, and never gives NaN", (_, rule) => {
  const {settings} = optimizer(rule.name, {...("weightDecay" in rule.hyperparameters && {weightDecay: 0})});
  for (const convention of Object.keys(rule.conventions ?? {"": {}})) {
    const h = convention ? {...settings, convention} : settings;
    const theta = new Float64Array(2);
    const delta = rule.update(new Float64Array(2), rule.init(2, h), h, theta, objective(theta));
    expect(Array.from(delta, Math.abs)).toEqual([0, 0]);
  }
});

test("settings take the convention's defaults, and anything else that is given", () => {
  expect(optimizer("rmsprop", {convention: "keras"}).settings).toMatchObject({rho: 0.9, epsilon: 1e-7});
  expect(optimizer("rmsprop", {convention: "keras", rho: 0.8}).settings).toMatchObject({rho: 0.8, epsilon: 1e-7});
  expect(() => optimizer("adam", {convention: "jax"})).toThrow(
    "adam: unknown convention: jax; expected one of pytorch, keras, paper"
  );
  expect(() => optimizer("rprop", {up: 0.9})).toThrow("rprop: invalid up: 0.9; expected 1 ≤ up, finite");
  expect(() => optimizer("lbfgs", {historySize: 2.5})).toThrow(
    "lbfgs: invalid historySize: 2.5; expected a whole number"
  );
  expect(() => optimizer("adam", {constructor: 1} as never)).toThrow("adam: unknown hyperparameter: constructor");
  expect(() => optimizer("momentum", {nesterov: 1})).toThrow("momentum: invalid nesterov: 1; expected true or false");
});

test("a convention that writes the update otherwise says so in its formula", () => {
  const {rule, settings} = optimizer("adam", {convention: "keras"});
  expect(lawOf(rule, settings)).not.toEqual(rule.tex);
  expect(lawOf(rule)).toBe(rule.tex);
});

test("Graves's RMSProp is centred, and its formula says so", () => {
  const {rule, settings} = optimizer("rmsprop", {convention: "paper"});
  expect(settings.centered).toBe(true);
  expect(texOf(rule, settings).join()).toContain("\\sqrt{{v}-{a}^2+{\\varepsilon}}");
  expect(texOf(rule, optimizer("rmsprop", {convention: "keras"}).settings).join()).not.toContain("{a}^2");
});

test("a rule of one's own that returns no step, or keeps what every state has, is told so", () => {
  const made = custom({name: "mine", settings: {}, update: () => undefined as never});
  const g = Float64Array.of(1, 2);
  expect(() => made.rule.update(g, made.rule.init(2, made.settings), made.settings, g)).toThrow(
    "mine: mismatched step: none; expected update to return 2 numbers"
  );
  expect(() => custom({name: "mine", settings: {}, vectors: ["t"], update: (g) => g})).toThrow(
    "custom: invalid vector: t"
  );
});

test("rules that need more say what is missing", () => {
  const g = Float64Array.of(1, 1);
  for (const rule of all.filter((r) => r.needs !== "gradient")) {
    const {settings} = optimizer(rule.name);
    expect(() => rule.update(g, rule.init(2, settings), settings, g)).toThrow(`${rule.name}: missing objective`);
  }
  const {hessian: _, ...firstOrder} = objective(g);
  expect(() =>
    rules.newton.update(
      g,
      rules.newton.init(2, optimizer("newton").settings),
      optimizer("newton").settings,
      g,
      firstOrder
    )
  ).toThrow("newton: missing Hessian");
});

test("every formula can be typeset", () => {
  const laws = [
    ...all.flatMap((rule) => [rule, ...Object.values(rule.conventions ?? {})]).map((r) => r.tex ?? []),
    ...Object.values(schedules.rules).map((rule) => rule.tex)
  ].flat();
  const symbols = all.flatMap((rule) => [...Object.values(rule.hyperparameters), ...Object.values(rule.quantities)]);
  expect(laws.length).toBeGreaterThan(50);
  for (const tex of [...laws, ...symbols.map((s) => s.tex)])
    expect(
      () => katex.renderToString(tex.replace(/\\term\{\w+\}/g, ""), {throwOnError: true, strict: "error"}),
      tex
    ).not.toThrow();
});

test("no name stands for a hyperparameter and for a quantity", () => {
  for (const rule of all)
    for (const name of Object.keys(rule.quantities)) expect(rule.hyperparameters, rule.name).not.toHaveProperty(name);
});

test.each(named.filter(([, rule]) => rule.needs === "gradient"))("%s: an update makes no new array", (_, rule) => {
  const {settings} = optimizer(rule.name);
  const state = rule.init(2, settings);
  const arrays = () => Object.values(state).filter((v) => v instanceof Float64Array);
  const before = arrays();
  const g = Float64Array.of(1, -2);
  for (let i = 0; i < 5; ++i) expect(rule.update(g, state, settings, g)).toBe(state.delta);
  arrays().forEach((array, i) => {
    expect(array).toBe(before[i]);
  });
});
