import {defaultDevice, init, jit, nn, numpy as np, random, tree, valueAndGrad} from "@jax-js/jax";
import {unpack} from "../../lib/data/pack.js";
import {serve} from "./serve.js";

let data;

const forward = (p, x) => nn.logSoftmax(np.dot(nn.relu(np.dot(x, p.w1).add(p.b1)), p.w2).add(p.b2));
const loss = (p, x, y) => forward(p, x).mul(y).sum();

const names = ["w1", "b1", "w2", "b2"];

/** One step of Adam, compiled as a whole. `c1` and `c2` are the bias corrections, 1 − βᵗ. */
const stepOf = (batch) =>
  jit((params, m, v, x, y, c1, c2) => {
    const [value, g] = valueAndGrad((p, a, b) => loss(p, a, b).mul(-1 / batch))(tree.ref(params), x, y);
    const [next, nextM, nextV] = [{}, {}, {}];
    for (const name of names) {
      nextM[name] = m[name].mul(0.9).add(g[name].ref.mul(0.1));
      nextV[name] = v[name].mul(0.999).add(np.square(g[name]).mul(0.001));
      const step = nextM[name].ref
        .div(c1.ref)
        .div(np.sqrt(nextV[name].ref.div(c2.ref)).add(1e-8))
        .mul(0.001);
      next[name] = params[name].sub(step);
    }
    c1.dispose();
    c2.dispose();
    return [value, next, nextM, nextV];
  });

serve({
  async setup({pack}) {
    data = unpack(new Uint8Array(pack));
    await init("wasm");
    defaultDevice("wasm");
  },
  async measure({batch, seconds}) {
    const step = stepOf(batch);
    const [k1, k2] = random.split(random.key(0), 2);
    const limit = (n) => Math.sqrt(6 / n);
    let params = {
      w1: random.uniform(k1, [784, 128], {minval: -limit(912), maxval: limit(912)}),
      b1: np.zeros([128]),
      w2: random.uniform(k2, [128, 10], {minval: -limit(138), maxval: limit(138)}),
      b2: np.zeros([10])
    };
    const zeros = () => ({w1: np.zeros([784, 128]), b1: np.zeros([128]), w2: np.zeros([128, 10]), b2: np.zeros([10])});
    let [m, v] = [zeros(), zeros()];
    const order = Uint32Array.from({length: data.count}, (_, i) => (i * 7919) % data.count);
    let at = 0;
    let t = 0;
    const once = async () => {
      const x = new Float32Array(batch * 784);
      const y = new Float32Array(batch * 10);
      for (let i = 0; i < batch; ++i) {
        const k = order[(at + i) % data.count];
        for (let j = 0; j < 784; ++j) x[i * 784 + j] = data.inputs[k * 784 + j] / 255;
        y[i * 10 + data.labels[k]] = 1;
      }
      at += batch;
      t += 1;
      let value;
      [value, params, m, v] = step(
        params,
        m,
        v,
        np.array(x).reshape([batch, 784]),
        np.array(y).reshape([batch, 10]),
        np.array(1 - 0.9 ** t),
        np.array(1 - 0.999 ** t)
      );
      return (await value.data())[0];
    };
    for (let i = 0; i < 3; ++i) await once();
    let steps = 0;
    let total = 0;
    const start = performance.now();
    while (performance.now() - start < 1000 * seconds) {
      total += await once();
      steps += 1;
    }
    const rate = (steps * batch) / ((performance.now() - start) / 1000);
    tree.dispose(params);
    tree.dispose(m);
    tree.dispose(v);
    return {rate, level: "wasm", loss: total / steps};
  }
});
