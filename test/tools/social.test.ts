import {expect, test} from "vitest";
import {HEIGHT, rasterize, socialPages, socialPicture, socialTags, WIDTH} from "../../tools/finish/social.js";

const page = {
  slug: "learning-rate",
  path: "chapters/learning-rate",
  title: "The <rate>",
  question: 'How “far” & how "fast"?'
};

test("a picture has the size that cards want, its title in outlines, and a path that depends on the page", () => {
  const svg = socialPicture(page);
  expect(svg).not.toContain("<text");
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  const png = rasterize(svg);
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([WIDTH, HEIGHT]);
  expect(socialPicture({...page, slug: "momentum"})).not.toBe(svg);
});

test("tags are escaped, and the picture's address is absolute where the site's is known", () => {
  const tags = socialTags(page, "../");
  expect(tags).toContain('content="How “far” &amp; how &quot;fast&quot;?"');
  expect(tags).toContain('content="The &lt;rate>"');
  expect(tags).toContain('<meta property="og:image" content="../social/learning-rate.png">');
  expect(socialTags(page, "../", "https://example.org/n/")).toContain(
    '"https://example.org/n/social/learning-rate.png"'
  );
});

test("every page of the book has a name of its own", () => {
  expect(new Set(socialPages.map(({slug}) => slug)).size).toBe(socialPages.length);
});
