// Plants a fault for every gate in a copy of the project, and sees the gate fail: `npm run build && npm run plants`,
// `-- --only axe` for some. Prints a table for docs/gates.md. Exits with 1 where a fault gets past its gate.
import {spawnSync} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseArgs, stripVTControlCharacters} from "node:util";
import {requireBrowser} from "../browser.js";
import {type Plant, plants} from "./plants.js";
import {copyProject, copySite, plantIn} from "./scratch.js";

const {values} = parseArgs({options: {only: {type: "string", default: ""}}});
const CHROME_PATH = requireBrowser();
const folder = mkdtempSync(join(tmpdir(), "nabla-plants-"));

/** The line of the answer that shows that the gate saw the fault; undefined if it did not. */
function sow({edits, command, says}: Plant): {line: string | undefined; output: string} {
  const restore = plantIn(folder, edits);
  try {
    const {status, stdout, stderr} = spawnSync(command, {
      cwd: folder,
      shell: true,
      encoding: "utf8",
      maxBuffer: 1e9,
      env: {...process.env, CHROME_PATH, NO_COLOR: "1"}
    });
    const output = stripVTControlCharacters(`${stdout}\n${stderr}`);
    const found = says.exec(output);
    if (status === 0 || !found) return {line: undefined, output: `exit ${status}\n${output}`};
    const [line] = output.slice(found.index).split("\n");
    return {line: line.trim().slice(0, 110), output};
  } finally {
    restore();
    // What a build wrote is of the fault too.
    if (command.includes("run build")) copySite(folder);
  }
}

const chosen = plants.filter(({gate, what}) => `${gate} ${what}`.includes(values.only));
if (!chosen.length) throw new Error(`plants: unknown gate: ${values.only}; expected a part of a gate's name`);
copyProject(folder);
let missed = 0;
for (const plant of chosen) {
  const {line, output} = sow(plant);
  if (line === undefined) {
    ++missed;
    console.error(output.slice(-3000));
  }
  console.log(
    `| ${plant.gate} | ${plant.what} | ${line === undefined ? "**missed**" : `\`${line.replaceAll("|", "¦")}\``} |`
  );
}
rmSync(folder, {recursive: true, force: true});
if (missed) {
  console.error(`plants: ${missed} got past their gates`);
  process.exitCode = 1;
}
