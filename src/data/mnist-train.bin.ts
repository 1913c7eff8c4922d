import {packMnist} from "../../tools/pack-mnist.js";

process.stdout.write(await packMnist("train"));
