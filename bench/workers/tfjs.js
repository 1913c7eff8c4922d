import * as tf from "@tensorflow/tfjs";
import {setWasmPaths} from "@tensorflow/tfjs-backend-wasm";
import {unpack} from "../../lib/data/pack.js";
import {serve} from "./serve.js";

let data;

const nets = {
  dense: () => [
    tf.layers.flatten({inputShape: [28, 28, 1]}),
    tf.layers.dense({units: 128, activation: "relu"}),
    tf.layers.dense({units: 10, activation: "softmax"})
  ],
  conv: () => [
    tf.layers.conv2d({filters: 8, kernelSize: 3, activation: "relu", inputShape: [28, 28, 1]}),
    tf.layers.maxPooling2d({poolSize: 2}),
    tf.layers.conv2d({filters: 16, kernelSize: 3, activation: "relu"}),
    tf.layers.maxPooling2d({poolSize: 2}),
    tf.layers.flatten(),
    tf.layers.dense({units: 10, activation: "softmax"})
  ]
};

serve({
  async setup({pack, files}) {
    data = unpack(new Uint8Array(pack));
    setWasmPaths(files);
    await tf.setBackend("wasm");
    await tf.ready();
  },
  /** `fit`, as its own MNIST example calls it, on as many images as the time allows; shuffling and accuracy included. */
  async measure({net, batch, seconds}) {
    // Its WASM backend has no kernel for the gradient of a convolution's filters, so that net trains on its CPU backend.
    await tf.setBackend(net === "conv" ? "cpu" : "wasm");
    const model = tf.sequential({layers: nets[net]()});
    model.compile({optimizer: "adam", loss: "categoricalCrossentropy", metrics: ["accuracy"]});
    const train = async (count) => {
      const xs = tf.tensor4d(
        Float32Array.from(data.inputs.subarray(0, count * 784), (v) => v / 255),
        [count, 28, 28, 1]
      );
      const ys = tf.oneHot(tf.tensor1d(data.labels.subarray(0, count), "int32"), 10);
      const start = performance.now();
      const history = await model.fit(xs, ys, {
        batchSize: batch,
        epochs: 1,
        shuffle: true,
        yieldEvery: "never",
        verbose: 0
      });
      const rate = count / ((performance.now() - start) / 1000);
      tf.dispose([xs, ys]);
      return {rate, level: tf.getBackend(), loss: history.history.loss[0]};
    };
    const warm = await train((net === "conv" ? 1 : 4) * batch);
    const count = Math.min(data.count, Math.max(2, Math.ceil((warm.rate * seconds) / batch)) * batch);
    const measured = await train(count);
    model.dispose();
    return measured;
  }
});
