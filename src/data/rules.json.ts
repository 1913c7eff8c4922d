import {ruleSources} from "../../tools/rule-sources.js";

process.stdout.write(JSON.stringify(ruleSources()));
