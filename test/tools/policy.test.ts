import {createHash} from "node:crypto";
import {expect, test} from "vitest";
import {mend, policyOf} from "../../tools/finish/html.js";

const page =
  '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<script type="module">\nimport "./a.js";\n</script>\n<script src="b.js"></script></head><body></body></html>';
const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("the policy holds the hash of each script in the page, and of no other", () => {
  const policy = policyOf(page);
  expect(policy).toContain(hash('\nimport "./a.js";\n'));
  expect(policy.match(/sha256-/g)).toHaveLength(1);
  expect(policy).not.toContain("'unsafe-eval'");
});

test("a mended page has the policy of what is in it, a language, and the worker of its own site", () => {
  const mended = mend(page, "../");
  const [, policy] = mended.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/) ?? [];
  expect(policy).toBe(policyOf(mended));
  expect(policy.match(/sha256-/g)).toHaveLength(2);
  expect(mended).toContain('<html lang="en">');
  expect(mended).toContain('register("../offline.js")');
});
