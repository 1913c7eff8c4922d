import {existsSync} from "node:fs";
import {book} from "../book.js";

// The chapters that have a page.
const written = book
  .flatMap(({chapters}) => chapters.map(({path}) => path))
  .filter((path) => existsSync(`src${path}.md`));
process.stdout.write(JSON.stringify(written));
