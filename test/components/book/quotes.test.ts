import {expect, it} from "vitest";
import {curled} from "../../../src/components/book/quotes.js";

it("opens and closes quotes by what stands before them", () =>
  expect(curled(`It says "converged" ("flat"), and 'so' it's.`)).toBe("It says “converged” (“flat”), and ‘so’ it’s."));

it("goes on from what stands before the text", () => {
  expect(curled(`" of`, "x")).toBe("” of");
  expect(curled(`'s step`, "*")).toBe("’s step");
  expect(curled(`"a`, " ")).toBe("“a");
});
