// Makes the style sheet of the element <article-explorer> out of that of the page, so that there is one place for each rule.
//
// In somebody else's page the explorer stands in a <div class="place"> in a shadow root. That is what the document is to the page: it has
// the variables and the measures, and its width decides instead of the window's. What comes from the host are its fonts and colours.
import { readFile } from "node:fs/promises";

// What index.html shows before the app is there, and how a page is printed.
const PAGE_ONLY = [/\/\* Start: [^]*?(?=\/\* Narrow \*\/)/, /\/\* Print: [^]*$/];

export async function elementStyle() {
  const [page, own] = await Promise.all(["style", "embed"].map((name) => readFile(`public/${name}.css`, "utf8")));
  for (const section of PAGE_ONLY) if (!section.test(page)) throw new Error(`public/style.css has no ${section}`);
  const style = PAGE_ONLY.reduce((css, section) => css.replace(section, ""), page)
    .replaceAll(":root", ".place")
    .replace(/^body \{/m, ".place {")
    .replaceAll("var(--serif)", "var(--ax-reading-font, inherit)")
    .replaceAll("var(--sans)", "var(--ax-font, inherit)")
    // Sizes follow those around the element, or what the host says instead; to conditions, too, these are the `em` of the container.
    .replace(/@media (\((?:min|max)-width[^{]*)\{|([\d.]+)rem|([\d.]+)vw/g, (text, width, rem, vw) =>
      width ? `@container ${width.replaceAll("rem", "em")}{` : rem ? `calc(${rem} * var(--ax-unit))` : `${vw}cqi`,
    );
  return style + own;
}
