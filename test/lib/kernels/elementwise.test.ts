import {expect, test} from "vitest";
import {activationKinds, type KernelSet} from "../../../lib/kernels/index.js";
import {lengths, normals, padded, simdLevels, specials, twin, worst} from "./harness.js";

const X = 4096;
const Y = X + 8192;
const Z = Y + 8192;
const W = Z + 8192;
const V = W + 8192;
const names = Object.keys(activationKinds) as (keyof typeof activationKinds)[];
const cases = simdLevels.flatMap((level) => names.map((name) => [level, name] as const));

test.each(cases)("%s %s and its slope agree with the plain ones within 1e-6", (level, name) => {
  const t = twin(level);
  const {kind} = activationKinds[name];
  for (const n of lengths) {
    const p = padded(n);
    t.put(
      X,
      normals(p, 1).map((v) => 4 * v)
    );
    t.put(Y, normals(p, 2));
    t.run((k) => k.activate(kind, p, X, Z));
    const [plain, fast] = t.floats(Z, p);
    expect(worst(fast, plain)).toBeLessThan(1e-6);
    t.run((k) => k.activateBackward(kind, p, Z, Y, W));
    const [slope, fastSlope] = t.floats(W, p);
    expect(worst(fastSlope, slope)).toBeLessThan(2e-6);
  }
});

test.each(cases)(
  "%s %s takes NaN, infinities, denormals and the largest float as the plain one does",
  (level, name) => {
    const t = twin(level);
    t.put(X, [...specials, -1e30, 1e30, 88, -88]);
    t.run((k) => k.activate(activationKinds[name].kind, 12, X, Z));
    const [plain, fast] = t.floats(Z, 12);
    // The plain GELU gives NaN at −∞ (∞·0), and so must the fast one.
    for (let i = 0; i < 12; ++i) {
      if (Number.isFinite(plain[i])) expect(worst([fast[i]], [plain[i]]), `${name} of ${X}`).toBeLessThan(1e-6);
      else expect(fast[i]).toBe(plain[i]);
    }
  }
);

const updates: Record<string, (k: KernelSet, n: number) => void> = {
  multiply: (k, n) => k.multiply(padded(n), X, Y, Z),
  copy: (k, n) => k.copy(n, X, Z),
  addRows: (k, n) => k.addRows(2, n, Y, Z),
  sumRows: (k, n) => k.sumRows(2, n, X, Z),
  dropout: (k, n) => {
    k.arena.u32[0] = 7;
    k.dropout(n, 0.3, 0, X, Y, Z);
  },
  addScaled: (k, n) => k.addScaled(padded(n), Z, X, -0.1),
  momentum: (k, n) => k.momentum(padded(n), Z, X, Y, 0.9, 0.5, 0.1, 0.2),
  softmax: (k, n) => k.softmax(n ? 3 : 0, n, X),
  softmaxBackward: (k, n) => k.softmaxBackward(2, n, X, Y, Z),
  adapt: (k, n) => {
    k.arena.f32.fill(1e-3, W / 4, W / 4 + padded(n));
    k.adapt(padded(n), Z, X, Y, W, 0, 0.9, 0.1, 0.999, 0.001, 0.5, 0.1, 500, 1e-3, 1e-8, 0.99);
  },
  "adapt with the largest": (k, n) => {
    k.arena.f32.fill(1e-3, W / 4, W / 4 + padded(n));
    k.adapt(padded(n), Z, X, Y, W, V, 0.9, 0.1, 0.999, 0.001, 0.5, 0, 500, 0, 1e-3, 1);
  },
  adamax: (k, n) => k.adamax(padded(n), Z, X, Y, V, 0.9, 0.1, 0.99, 1e-8, 1e-3, 0.1),
  lion: (k, n) => k.lion(padded(n), Z, X, Y, 0.9, 0.1, 0.99, 0.01, 0.1, 0.999),
  rmsprop: (k, n) => {
    k.arena.f32.fill(1e-3, W / 4, W / 4 + padded(n));
    k.rmsprop(padded(n), Z, X, W, 0, Y, 0.9, 0.1, 1e-3, 1e-3, 0.5, 0.1, 0.9);
  },
  "centred rmsprop": (k, n) => {
    // Well apart, so that v − a² keeps its digits.
    k.arena.f32.fill(0.5, W / 4, W / 4 + padded(n));
    k.arena.f32.fill(0.1, V / 4, V / 4 + padded(n));
    k.rmsprop(padded(n), Z, X, W, V, Y, 0.9, 0.1, 1e-3, 1e-2, 0.5, 0.1, 0.9);
  },
  rprop: (k, n) => k.rprop(padded(n), Z, X, V, Y, W, 0.5, 1.2, 1e-3, 2, false),
  "rprop with its step back": (k, n) => k.rprop(padded(n), Z, X, V, Y, W, 0.5, 1.2, 1e-3, 2, true),
  blend: (k, n) => k.blend(padded(n), X, Z, 0.9, 0.1),
  scale: (k, n) => k.scale(padded(n), X, 0.3),
  clip: (k, n) => k.clip(padded(n), X, 0.3),
  batchNorm: (k, n) => {
    k.batchNorm(3, 2, n >> 2, X, Z, W, Y, Y + 8, V, V + 8, 1e-3, 0.1, n > 3);
    k.batchNormBackward(3, 2, n >> 2, X, W, Y, Z, W + 16, W + 24, n % 2 ? Z : 0);
  },
  "batchNorm in evaluation": (k, n) => k.batchNorm(2, n, 1, X, Z, W, Y, Y, V, V, 1e-3, 0.1, false),
  layerNorm: (k, n) => {
    k.layerNorm(n ? 2 : 0, n, X, Z, W, Y, V, 1e-3);
    k.layerNormBackward(n ? 2 : 0, n, X, W, Y, Z, V, V + 4 * n, n % 2 ? Z : 0);
  },
  adadelta: (k, n) => {
    k.arena.f32.fill(1e-3, W / 4, W / 4 + padded(n));
    k.arena.f32.fill(1e-3, V / 4, V / 4 + padded(n));
    k.adadelta(padded(n), Z, X, W, V, 0.9, 0.1, 1e-3, 0.5);
  },
  addPlanes: (k, n) => k.addPlanes(3, n >> 2, Y, X),
  sumPlanes: (k, n) => k.sumPlanes(3, n >> 2, X, Y),
  fill: (k, n) => k.fill(n, Z, 0.5)
};
const updateCases = simdLevels.flatMap((level) => Object.keys(updates).map((name) => [level, name] as const));

test.each(updateCases)("%s %s agrees with the plain one within 2e-6 and writes nothing else", (level, name) => {
  const t = twin(level);
  for (const n of lengths) {
    if (name === "softmax" && n > 700) continue;
    t.put(X, normals(2100, 1));
    t.put(Y, normals(2100, 2));
    t.put(Z, normals(2100, 3));
    t.put(W, normals(2100, 4));
    t.put(V, normals(2100, 5).map(Math.abs));
    t.run((k) => updates[name](k, n));
    const [plain, fast] = t.floats(0, (V + 8400) / 4);
    expect(worst(fast, plain), `length ${n}`).toBeLessThan(2e-6);
  }
});

// But for centred RMSProp: the square of its mean overflows in float32 where the plain one has doubles.
const passing = Object.keys(updates).filter((name) =>
  /^(add|momentum|adapt|ada|lion|rmsprop|rprop|blend|scale|clip|multiply)/.test(name)
);

test.each(simdLevels.flatMap((level) => passing.map((name) => [level, name] as const)))(
  "%s %s takes gradients that are NaN, infinite or denormal as the plain one does",
  (level, name) => {
    const t = twin(level);
    t.put(X, specials);
    for (const at of [Y, Z, W, V]) t.put(at, new Float32Array(8).fill(0.5));
    t.run((k) => updates[name](k, 8));
    const [plain, fast] = t.floats(0, (V + 8400) / 4);
    expect(worst(fast, plain)).toBeLessThan(2e-6);
  }
);

test.each(simdLevels)("%s sums squares as the plain one does, and passes on what is not finite", (level) => {
  const t = twin(level);
  for (const n of lengths) {
    t.put(X, normals(padded(n), 1));
    const [plain, fast] = t.run((k) => k.sumOfSquares(padded(n), X));
    expect(Math.abs(fast - plain)).toBeLessThan(1e-9 * (1 + plain));
  }
  for (const bad of specials) {
    t.put(X, [1, bad, 2, bad]);
    const [plain, fast] = t.run((k) => k.sumOfSquares(4, X));
    expect(fast).toBe(plain);
    const clipped = t.run((k) => {
      k.clip(4, X, 1.5);
      return Array.from(k.arena.f32.slice(X / 4, X / 4 + 4));
    });
    expect(clipped[1]).toEqual(clipped[0]);
  }
});

test.each(simdLevels)("%s losses and their gradients agree with the plain ones within 1e-6", (level) => {
  const t = twin(level);
  for (const n of [1, 3, 32])
    for (const c of [1, 2, 3, 4, 5, 7, 10]) {
      t.put(
        X,
        normals(n * c, 1).map((v) => 5 * v)
      );
      t.put(Y, normals(n * c, 2));
      for (const k of [t.plain, t.fast]) for (let i = 0; i < n; ++i) k.arena.u8[i] = i % c;
      const [a, b] = t.run((k) => k.crossEntropy(n, c, X, 0, true, 1024));
      expect(worst([b], [a])).toBeLessThan(1e-6);
      expect(t.fast.arena.u32[256]).toBe(t.plain.arena.u32[256]);
      const [p, q] = t.floats(X, n * c);
      expect(worst(q, p)).toBeLessThan(1e-6);
      const [d, e] = t.run((k) => k.meanSquare(n * c, X, Y, true));
      expect(worst([e], [d])).toBeLessThan(1e-6);
      const [r, s] = t.floats(X, n * c);
      expect(worst(s, r)).toBeLessThan(1e-6);
    }
});

test.each(simdLevels)("%s cross-entropy of a logit that is NaN or infinite is not finite", (level) => {
  const t = twin(level);
  for (const bad of [Number.NaN, Infinity]) {
    t.put(X, [0, bad, 1]);
    expect(t.run((k) => Number.isFinite(k.crossEntropy(1, 3, X, 0, false, 1024)))).toEqual([false, false]);
  }
});
