import {book} from "../../../book.js";
import {type Citation, citations, rules, schedules, texOf} from "../../../lib/optim/index.js";
import {surfaces} from "../../../lib/surfaces/index.js";
import {sources} from "./sources.js";
import {symbols} from "./symbols.js";

// The tables of the last chapter, as Markdown: what the library knows about itself, so that they cannot differ from it.

const row = (...cells: readonly string[]) => `| ${cells.join(" | ")} |`;
/** A table whose rows stack on a phone, where its columns would not fit. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]) => {
  const lines = [row(...head), row(...head.map(() => "---")), ...rows.map((cells) => row(...cells))];
  return `<div class="stacked">\n\n${lines.join("\n")}\n\n</div>`;
};
/** TeX for a table's cell: a bar would end the cell. */
const math = (tex: string) => `$${tex.replaceAll("\\|", "\\Vert ").replaceAll("|", "\\vert ")}$`;
const code = (name: string) => `\`${name}\``;

const titles = new Map(
  book.flatMap(({chapters}) => chapters.map(({path, name}) => [path.replace("/chapters/", ""), name]))
);
const chapterLink = (slug: string) => `[${titles.get(slug) ?? slug}](./${slug}.html)`;

/** First author's surname and the others in short, and the year. */
function citation({authors, year, title, url, where}: Citation): string {
  const named = url ? `[${title}](${url})` : `*${title}*`;
  const list = authors.split(/, | and /);
  const who = list.length > 3 ? `${list[0]} and others` : authors;
  return `${who} (${year}), ${named}${where ? `, ${where}` : ""}`;
}

export const symbolTable = () =>
  table(
    ["symbol", "in the code", "meaning", "first used in"],
    symbols.map(([tex, name, meaning, chapter]) => [math(tex), code(name), meaning, chapterLink(chapter)])
  );

/** One row for each symbol of the optimizers, with those that use it. */
function gathered(of: (rule: (typeof rules)[string]) => Iterable<readonly [string, string, string]>): string[][] {
  const found = new Map<string, {tex: string; name: string; labels: Set<string>; users: string[]}>();
  for (const rule of Object.values(rules))
    for (const [tex, name, label] of of(rule)) {
      const key = `${tex} ${name}`;
      if (!found.has(key)) found.set(key, {tex, name, labels: new Set(), users: []});
      const entry = found.get(key);
      entry?.labels.add(label);
      entry?.users.push(rule.label);
    }
  const all = Object.values(rules).map(({label}) => label);
  const usedBy = (users: readonly string[]) => {
    const others = all.filter((label) => !users.includes(label));
    if (!others.length) return "every optimizer";
    return others.length < 3 ? `all but ${others.join(" and ")}` : users.join(", ");
  };
  return [...found.values()].map(({tex, name, labels, users}) => [
    math(tex),
    code(name),
    [...labels].join(", "),
    usedBy(users)
  ]);
}

export const hyperparameterTable = () =>
  table(
    ["symbol", "option", "name", "used by"],
    gathered((rule) =>
      Object.entries(rule.hyperparameters)
        // A word as its "symbol" is a switch, not a quantity.
        .filter(([, {tex}]) => !tex.startsWith("\\text"))
        .map(([name, {tex, label}]) => [tex, name, label] as const)
    )
  );

export const quantityTable = () =>
  table(
    ["symbol", "in the code", "name", "used by"],
    gathered((rule) => Object.values(rule.quantities).map(({tex, code: name, label}) => [tex, name, label] as const))
  );

export const ruleList = () =>
  Object.values(rules)
    .map((rule) => {
      // Formulas side by side stand below each other where there is little width.
      const lines = texOf(rule).map((tex) => `$$${tex.replaceAll(",\\quad ", ",\\qquad ")}$$`);
      const law = ['<div class="law">', ...lines, "</div>"];
      return [`### ${rule.label}`, rule.about, ...law, `From ${citation(citations[rule.name])}.`].join("\n\n");
    })
    .join("\n\n");

export const scheduleTable = () =>
  table(
    ["schedule", "what it does", "source"],
    Object.values(schedules.rules).map(({label, about, source}) => [
      label,
      about,
      source ? citation(source) : "common use"
    ])
  );

export const surfaceTable = () =>
  table(
    ["surface", "$J(x, y)$", "source"],
    surfaces.map(({name, tex, source}) => [name, math(tex), source])
  );

export const sourceTable = () =>
  table(
    ["claim", "source", "chapter"],
    sources.map(({claim, authors, year, title, chapter}) => [
      claim,
      `${authors} (${year}), *${title}*`,
      chapterLink(chapter)
    ])
  );
