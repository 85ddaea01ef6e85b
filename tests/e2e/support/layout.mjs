// What can be said of a layout without looking at it.

import { expect } from './test.mjs';

/** Nothing sticks out of the page sideways, and no control lies outside the viewport. */
export async function expectNoHorizontalOverflow(page) {
  const outside = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found = [];
    if (document.documentElement.scrollWidth > width) {
      found.push(`the page is ${document.documentElement.scrollWidth} px wide, the window ${width}`);
    }
    for (const element of document.querySelectorAll('a, button, input, select, textarea, summary, h1, h2, h3, p')) {
      const box = element.getBoundingClientRect();
      const shown = box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true });
      if (shown && box.bottom > 0 && (box.left < -1 || box.right > width + 1)) {
        found.push(`${element.tagName} "${element.textContent.trim().slice(0, 40)}" ${box.left}..${box.right}`);
      }
    }
    return found;
  });
  expect(outside, `at ${page.viewportSize().width} px`).toEqual([]);
}
