// axe-core on whatever is on screen. It runs in the page through the browser's debugging protocol, so the
// page's Content-Security-Policy stays as strict as it is.

import axe from 'axe-core';

import { expect } from './test.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with a readable list when axe finds anything on `page`; `where` says more of what was looked at, `except` what was not. */
export async function expectAccessible(page, where, except = []) {
  // What is fading in has the contrast of its last frame.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect.getComputedTiming().endTime < Infinity) animation.finish();
    }
  });
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async ({ tags, except }) => {
    const result = await window.axe.run({ include: document, exclude: except }, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    });
    return result.violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary}`),
    );
  }, { tags: TAGS, except });
  expect(violations, where).toEqual([]);
}
