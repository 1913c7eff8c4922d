import {packMnist} from "../../tools/pack-mnist.js";

// Written by `pack`, read by `createUnpacker`; a change of that format wants a change here, or Framework keeps the old file.
process.stdout.write(await packMnist("train"));
