import type {Dataset} from "../../../lib/data/dataset.js";
import {createRng, type Rng} from "../../../lib/rng.js";

/** A vowel and its first two formants in hertz: means of 33 men in Peterson and Barney (1952), table II. */
export interface Vowel {
  readonly name: string;
  /** A word that has it. */
  readonly word: string;
  readonly f1: number;
  readonly f2: number;
}

export const vowels: readonly Vowel[] = [
  {name: "ee", word: "see", f1: 270, f2: 2290},
  {name: "e", word: "bed", f1: 530, f2: 1840},
  {name: "ah", word: "father", f1: 730, f2: 1090},
  {name: "aw", word: "law", f1: 570, f2: 840},
  {name: "oo", word: "too", f1: 300, f2: 870}
];

/** Samples a second. */
export const RATE = 8000;
/** Samples that the classifier hears: about an eighth of a second. */
export const FRAME = 1024;
/** Bands into which the spectrum is summed. */
export const BANDS = 18;

export interface Voice {
  readonly f1: number;
  readonly f2: number;
  readonly f3?: number;
  /** Pulses a second of the voice. */
  readonly pitch: number;
}

/**
 * Synthesises a vowel as Klatt's (1980) cascade does: a train of pulses, softened, through three resonators
 * yₙ = A·xₙ + B·yₙ₋₁ + C·yₙ₋₂. Returns `samples` numbers whose largest magnitude is 1.
 */
export function vowelSound({f1, f2, f3 = 2600, pitch}: Voice, samples = FRAME): Float32Array {
  const out = new Float32Array(samples);
  const warmUp = 512;
  const formants = [f1, f2, f3].map((f, i) => resonator(f, [70, 100, 160][i]));
  let phase = 0;
  let soft = 0;
  let largest = 0;
  for (let n = -warmUp; n < samples; ++n) {
    phase += pitch / RATE;
    const pulse = phase >= 1 ? 1 : 0;
    phase -= pulse;
    soft = 0.9 * soft + pulse;
    const y = formants.reduce((x, resonate) => resonate(x), soft);
    if (n < 0) continue;
    out[n] = y;
    largest = Math.max(largest, Math.abs(y));
  }
  for (let n = 0; n < samples; ++n) out[n] /= largest || 1;
  return out;
}

function resonator(frequency: number, bandwidth: number): (x: number) => number {
  const r = Math.exp((-Math.PI * bandwidth) / RATE);
  const b = 2 * r * Math.cos((2 * Math.PI * frequency) / RATE);
  const c = -r * r;
  const a = 1 - b - c;
  let y1 = 0;
  let y2 = 0;
  return (x) => {
    const y = a * x + b * y1 + c * y2;
    [y1, y2] = [y, y1];
    return y;
  };
}

const mel = (f: number) => 2595 * Math.log10(1 + f / 700);
const edges = Array.from({length: BANDS + 2}, (_, i) => {
  const m = mel(150) + ((mel(3700) - mel(150)) * i) / (BANDS + 1);
  return 700 * (10 ** (m / 2595) - 1);
});
/** The middle of each band in hertz. */
export const bandCentres: readonly number[] = edges.slice(1, -1);

/**
 * What the classifier sees of a sound: log₁₀ of its power in `BANDS` overlapping triangular bands, evenly spaced in
 * mel, with their mean taken off, so that loudness does not count.
 */
export function bandsOf(sound: Float32Array): Float32Array {
  const power = powerSpectrum(sound);
  const bands = Float32Array.from({length: BANDS}, (_, k) => {
    const [low, middle, high] = edges.slice(k, k + 3);
    let sum = 1e-6;
    for (let i = Math.ceil((low * FRAME) / RATE); i <= (high * FRAME) / RATE; ++i) {
      const f = (i * RATE) / FRAME;
      sum += power[i] * (f < middle ? (f - low) / (middle - low) : (high - f) / (high - middle));
    }
    return Math.log10(sum);
  });
  const mean = bands.reduce((s, v) => s + v, 0) / BANDS;
  return bands.map((v) => v - mean);
}

/** |DFT|² of the first `FRAME` samples under a Hann window, for frequencies 0 … RATE/2, by the radix-2 FFT. */
export function powerSpectrum(sound: Float32Array): Float64Array {
  const re = Float64Array.from({length: FRAME}, (_, n) => {
    const i = reverseBits(n);
    return (sound[i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FRAME));
  });
  const im = new Float64Array(FRAME);
  for (let size = 2; size <= FRAME; size *= 2)
    for (let k = 0; k < size / 2; ++k) {
      const [c, s] = [Math.cos((2 * Math.PI * k) / size), -Math.sin((2 * Math.PI * k) / size)];
      for (let a = k; a < FRAME; a += size) {
        const b = a + size / 2;
        const [x, y] = [c * re[b] - s * im[b], c * im[b] + s * re[b]];
        re[b] = re[a] - x;
        im[b] = im[a] - y;
        re[a] += x;
        im[a] += y;
      }
    }
  return Float64Array.from({length: FRAME / 2 + 1}, (_, i) => re[i] ** 2 + im[i] ** 2);
}

const BITS = Math.log2(FRAME);
function reverseBits(n: number): number {
  let r = 0;
  for (let i = 0; i < BITS; ++i) r |= ((n >> i) & 1) << (BITS - 1 - i);
  return r;
}

/** Pitches of the training voices, from the lowest to the highest. */
export const PITCHES = [90, 210] as const;

/** A speaker's version of a vowel: throat length, habit and pitch differ. */
export function speak({f1, f2}: Vowel, rng: Rng): Voice {
  const throat = Math.exp(0.07 * rng.normal());
  const habit = () => Math.exp(0.06 * rng.normal());
  return {
    f1: f1 * throat * habit(),
    f2: Math.min(3200, f2 * throat * habit()),
    f3: Math.min(3700, 2600 * throat),
    pitch: PITCHES[0] + (PITCHES[1] - PITCHES[0]) * rng.uniform()
  };
}

/** `count` spoken vowels as data set of bands, and the voices behind them. */
export function spokenVowels(count: number, {seed = 1} = {}): {data: Dataset; voices: readonly Voice[]} {
  const rng = createRng(seed);
  const inputs = new Float32Array(count * BANDS);
  const labels = Uint8Array.from({length: count}, (_, i) => i % vowels.length);
  const voices = Array.from(labels, (label, i) => {
    const voice = speak(vowels[label], rng);
    inputs.set(bandsOf(vowelSound(voice)), i * BANDS);
    return voice;
  });
  return {
    data: {inputs, labels, count, shape: [BANDS], scale: 1, classes: vowels.length, source: "toy"},
    voices
  };
}

/** How the vowels of the chapter are learned. */
export const VOWEL_TRAINING = {train: 300, test: 150, learningRate: 0.3, batchSize: 20, epochs: 20} as const;
