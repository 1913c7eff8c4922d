import {describeMnist} from "../../tools/pack-mnist.js";

process.stdout.write(JSON.stringify(await describeMnist()));
