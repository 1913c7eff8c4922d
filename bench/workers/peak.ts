import {bestLevel, createKernels, PEAK_OPERATIONS} from "../../lib/kernels/index.js";
import type {Measure, Measured} from "./protocol.js";
import {serve} from "./serve.js";

// The most multiply-adds that one core does in WebAssembly: twelve chains in registers, no memory at all.
serve({
  setup() {},
  measure({seconds}: Measure): Measured {
    const level = bestLevel();
    const k = createKernels(1, {level});
    const n = 200_000;
    k.peak(n);
    let rounds = 0;
    const start = performance.now();
    // The mean over the time, as for the engines: on a machine that others use, a best moment would be luck.
    for (; performance.now() - start < 1000 * seconds; ++rounds) k.peak(n);
    return {rate: (rounds * n * PEAK_OPERATIONS) / ((performance.now() - start) / 1000), level};
  }
});
