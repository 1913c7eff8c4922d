import {expect, test} from "vitest";
import {
  BANDS,
  bandsOf,
  FRAME,
  powerSpectrum,
  RATE,
  spokenVowels,
  vowelSound,
  vowels
} from "../../../../src/components/chapters/at-work/vowels.js";

test("the FFT agrees with the sum that defines it, to 1e-9 of the largest", () => {
  const sound = vowelSound({...vowels[2], pitch: 117});
  const power = powerSpectrum(sound);
  const largest = Math.max(...power);
  for (const k of [0, 1, 15, 94, 300, FRAME / 2]) {
    let re = 0;
    let im = 0;
    for (let n = 0; n < FRAME; ++n) {
      const x = sound[n] * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / FRAME));
      re += x * Math.cos((2 * Math.PI * k * n) / FRAME);
      im -= x * Math.sin((2 * Math.PI * k * n) / FRAME);
    }
    expect(Math.abs(power[k] - (re * re + im * im))).toBeLessThan(1e-9 * largest);
  }
});

test("a vowel has its energy at multiples of its pitch, most of all near its formants", () => {
  const pitch = 125;
  const power = powerSpectrum(vowelSound({f1: 500, f2: 1500, pitch}));
  const at = (f: number) => power[Math.round((f * FRAME) / RATE)];
  expect(at(500)).toBeGreaterThan(100 * at(560));
  for (const other of [250, 1000]) expect(at(500)).toBeGreaterThan(at(other));
  expect(at(1500)).toBeGreaterThan(at(1000));
  expect(at(1500)).toBeGreaterThan(at(2000));
});

test("bands do not change with loudness, and their mean is 0", () => {
  const sound = vowelSound({...vowels[0], pitch: 140});
  const quiet = sound.map((x) => x / 3);
  const [a, b] = [bandsOf(sound), bandsOf(quiet)];
  expect(a.length).toBe(BANDS);
  expect(Math.abs(a.reduce((s, v) => s + v, 0))).toBeLessThan(1e-4);
  a.forEach((v, i) => {
    expect(Math.abs(v - b[i])).toBeLessThan(0.02);
  });
});

test("same seed, same sounds; every vowel as often as the others", () => {
  const {data, voices} = spokenVowels(50, {seed: 7});
  expect(spokenVowels(50, {seed: 7}).data.inputs).toEqual(data.inputs);
  expect(spokenVowels(50, {seed: 8}).data.inputs).not.toEqual(data.inputs);
  for (let v = 0; v < vowels.length; ++v) expect(data.labels.filter((l) => l === v)).toHaveLength(10);
  for (const {f1, f2, pitch} of voices) {
    expect(f1).toBeLessThan(f2);
    expect(pitch).toBeGreaterThanOrEqual(90);
  }
});
