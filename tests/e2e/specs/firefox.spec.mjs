// The element in Firefox. Without one on the machine nothing can be said: FIREFOX names it, or `firefox-esr` or `firefox` is there.

import { test as base } from '@playwright/test';

import { ALL, SUMMIT } from '../pages/archive.mjs';
import { expect, HOSTS } from '../support/embed.mjs';
import { FIREFOX, startFirefox } from '../support/firefox.mjs';

const test = base.extend({
  firefox: [
    async ({}, use) => {
      const firefox = await startFirefox();
      await use(firefox);
      await firefox.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

test.skip(!FIREFOX, 'there is no Firefox');
test.describe.configure({ mode: 'serial' });

/** What a person sees in the element. */
const seen = (firefox) =>
  firefox.evaluate(() => {
    const root = document.querySelector('article-explorer')?.shadowRoot;
    const texts = (selector) =>
      [...(root?.querySelectorAll(selector) ?? [])].filter((part) => part.checkVisibility()).map((part) => part.textContent);
    return { titles: texts('.results h2'), article: texts('.article h1'), marks: texts('.passage mark') };
  });

/** Presses the mouse on the middle of what a selector finds in the element. */
async function press(firefox, selector) {
  const { x, y } = await firefox.evaluate((selector) => {
    const part = document.querySelector('article-explorer').shadowRoot.querySelector(selector);
    part.scrollIntoView({ block: 'center' });
    const box = part.getClientRects()[0];
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }, selector);
  await firefox.click(x, y);
}

for (const [name, what] of [
  ['plain', 'a plain page'],
  ['unset', 'a page with * { all: unset }'],
  ['revert', 'a page with * { all: revert !important }'],
  ['csp', 'a page with a strict policy'],
]) {
  test(`${what}: opens the archive, finds, opens an article and goes back`, async ({ firefox }) => {
    firefox.errors.length = 0;
    await firefox.setViewport(1280, 800);
    await firefox.goto(new URL(`${name}.html?loading=eager`, HOSTS).href);
    await expect.poll(() => seen(firefox)).toMatchObject({ titles: ALL });
    await press(firefox, 'input[type="search"]');
    await firefox.type('macron');
    await expect.poll(() => seen(firefox)).toMatchObject({ titles: [SUMMIT.title], marks: ['Macron'] });
    // What the box offers lies over the list.
    await firefox.type('\uE007');
    await press(firefox, '.results h2 a');
    await expect.poll(() => seen(firefox)).toMatchObject({ titles: [], article: [SUMMIT.title] });
    await press(firefox, '.back');
    await expect.poll(() => seen(firefox)).toMatchObject({ titles: [SUMMIT.title], article: [] });
    const width = await firefox.evaluate(() => {
      const place = document.querySelector('article-explorer').shadowRoot.querySelector('.place');
      return [place.scrollWidth - place.clientWidth, getComputedStyle(place).display, place.clientWidth > 1000];
    });
    expect(width, 'it has the room that there is').toEqual([0, 'block', true]);
    expect(firefox.errors).toEqual([]);
  });
}
