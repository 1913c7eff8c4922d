// A copy of the project to plant faults in.
import {execFileSync} from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs";
import {dirname, join} from "node:path";

/** Changes one file; a file that is not there yet begins empty. */
export interface Edit {
  readonly file: string;
  readonly change: (text: string) => string;
}

/** Copies what git knows of, or would take, to a folder, with the built site; packages are shared with the original. */
export function copyProject(folder: string): void {
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], {encoding: "utf8"}).split("\0");
  for (const file of files.filter((name) => name && existsSync(name) && !lstatSync(name).isSymbolicLink())) {
    mkdirSync(dirname(join(folder, file)), {recursive: true});
    cpSync(file, join(folder, file));
  }
  for (const packages of ["node_modules", "gates/node_modules"].filter(existsSync))
    symlinkSync(realpathSync(packages), join(folder, packages));
  copySite(folder);
  execFileSync("git", ["init", "-q"], {cwd: folder});
  execFileSync(process.execPath, ["tools/prepare.js"], {cwd: folder, stdio: "ignore"});
}

/** Copies the built site alone. */
export function copySite(folder: string): void {
  rmSync(join(folder, "dist"), {recursive: true, force: true});
  cpSync("dist", join(folder, "dist"), {recursive: true});
}

/** Makes the edits; returns what takes them back. Throws where an edit changes nothing. */
export function plantIn(folder: string, edits: readonly Edit[]): () => void {
  const before = new Map<string, Buffer | undefined>();
  for (const {file, change} of edits) {
    const path = join(folder, file);
    const old = existsSync(path) ? readFileSync(path) : undefined;
    if (!before.has(path)) before.set(path, old);
    const text = old?.toString("utf8") ?? "";
    const next = change(text);
    if (next === text) throw new Error(`plants: unchanged file: ${file}; expected the edit to find its place`);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, next);
  }
  return () => {
    for (const [path, old] of before)
      if (old) writeFileSync(path, old);
      else rmSync(path);
  };
}
