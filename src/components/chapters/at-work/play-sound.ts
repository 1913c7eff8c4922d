let context: AudioContext | undefined;

/**
 * Plays samples between −1 and 1, softly, with their edges faded. Call it from a click: browsers keep silent otherwise.
 * Returns false where no sound can be made.
 */
export function playSound(samples: Float32Array, rate: number): boolean {
  try {
    context ??= new AudioContext();
    void context.resume();
    const buffer = context.createBuffer(1, samples.length, rate);
    const channel = buffer.getChannelData(0);
    const fade = Math.round(0.03 * rate);
    for (let i = 0; i < samples.length; ++i)
      channel[i] = 0.35 * samples[i] * Math.min(1, i / fade, (samples.length - 1 - i) / fade);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    source.start();
    return true;
  } catch {
    return false;
  }
}
