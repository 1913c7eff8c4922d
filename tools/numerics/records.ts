import {rules, schedules, settingsOf} from "../../lib/optim/index.js";

const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
const number = (v: number) => (v && v < 1e-3 ? v.toExponential() : String(Number(v.toPrecision(4))));
const value = (v: unknown) => (Array.isArray(v) ? `[${v.join(", ")}]` : typeof v === "number" ? number(v) : String(v));

/** Every convention of every rule that has some, with its defaults, from the rules' own records. */
export function conventionTable(): string {
  const rows = Object.values(rules).flatMap((rule) =>
    Object.entries(rule.conventions ?? {}).map(([name, {about}], i) => {
      const settings = settingsOf(rule, {convention: name});
      const numbers = Object.entries(settings).filter(([, v]) => typeof v === "number" || v === true);
      return line([
        i ? "" : rule.label,
        `\`${name}\``,
        about,
        numbers.map(([k, v]) => `\`${k}: ${value(v)}\``).join(", ")
      ]);
    })
  );
  return [
    line(["rule", "`convention`", "what sets it apart", "its defaults"]),
    line(["---", "---", "---", "---"]),
    ...rows
  ].join("\n");
}

/** Every schedule, with its formula and defaults. */
export function scheduleTable(): string {
  const rows = Object.values(schedules.rules).map((rule) => {
    const defaults = Object.entries(rule.hyperparameters).map(([k, h]) => `\`${k}: ${value(h.default)}\``);
    return line([`\`${rule.name}\``, rule.about, defaults.join(", ")]);
  });
  return [line(["schedule", "what it does", "defaults"]), line(["---", "---", "---"]), ...rows].join("\n");
}
