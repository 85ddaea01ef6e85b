// How <article-explorer> looks in pages of another origin: what axe says, and what fits at which width.

import { ALL, ANH, SUMMIT } from '../pages/archive.mjs';
import { expectAccessible } from '../support/axe.mjs';
import { expect, test } from '../support/embed.mjs';

const VIEWS = [
  { name: 'the facade', attributes: { loading: 'click' }, open: ({ facade }) => expect(facade).toBeVisible() },
  { name: 'the list', open: ({ explorer }) => explorer.expectTitles(ALL) },
  { name: 'a list without a search', attributes: { view: 'list', q: 'unesco' }, open: ({ explorer }) => explorer.expectCount(3) },
  {
    name: 'a corrected search with filters and reasons',
    attributes: { q: 'cybersecurty ', tags: 'lang:en' },
    async open({ explorer }) {
      await expect(explorer.filters.chips).toHaveCount(1);
      await explorer.filters.show();
    },
  },
  {
    name: 'the box with what it offers',
    // What lies under the offers, half of it in sight, is none of axe's business: here nothing does.
    axe: { style: 'width: 700px' },
    async open({ explorer }) {
      await explorer.searchbox.fill('cyber');
      await expect(explorer.offers).toBeVisible();
      await explorer.searchbox.press('ArrowDown');
    },
  },
  {
    name: 'an article beside its original',
    attributes: { q: 'cultural industries' },
    async open({ explorer }) {
      await explorer.read(ANH.title);
      await explorer.reader.original.click();
      await expect(explorer.reader.originalText).toContainText('PARIS —');
    },
  },
  {
    name: 'the settings',
    async open({ explorer }) {
      await explorer.openSettings();
    },
  },
];

test.describe('axe finds nothing in a page that has an explorer', () => {
  for (const { name, attributes, axe, open } of VIEWS) {
    test(name, async ({ host, page }) => {
      await host.goto('plain', { loading: 'eager', ...attributes, ...axe });
      await open(host);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page, `on a ${colorScheme} page`);
      }
    });
  }

  for (const theme of ['light', 'dark']) {
    test(`the theme ${theme}, whatever the page has`, async ({ host, page }) => {
      await host.open('plain', { loading: 'eager', theme, q: 'unesco' });
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page, `on a ${colorScheme} page`);
      }
    });
  }

  test('a dark page that does not say so', async ({ host, page }) => {
    await host.open('night', { loading: 'eager', q: 'unesco' });
    await expectAccessible(page);
    await host.explorer.openSettings();
    await expectAccessible(page, 'with the settings');
  });

  test('a page from right to left', async ({ host, page }) => {
    await host.open('rtl', { loading: 'eager', q: 'unesco' });
    await expectAccessible(page);
  });
});

test.describe('the width of the element decides, not that of the window', () => {
  // What sticks out of the element sideways, and what of its controls lies over another.
  const misplaced = (host) =>
    host.element.evaluate((element) => {
      const place = element.shadowRoot.querySelector('.place');
      const { left, right } = place.getBoundingClientRect();
      const found = [];
      if (place.scrollWidth > place.clientWidth + 1) found.push(`it is ${place.scrollWidth} px wide in ${place.clientWidth} px`);
      for (const part of place.querySelectorAll('a, button, input, select, summary, h1, h2, h3, p, mark, label')) {
        const box = part.getBoundingClientRect();
        const shown = box.width > 1 && box.height > 1 && part.checkVisibility({ visibilityProperty: true });
        // Buttons without a frame are as wide as what they say with its edge, which may stand out.
        if (shown && !part.closest('dialog') && (box.left < left - 12 || box.right > right + 12)) {
          found.push(`${part.tagName} "${part.textContent.trim().slice(0, 40)}" ${box.left - left}..${box.right - left}`);
        }
      }
      return found;
    });

  for (const width of [280, 400, 700, 1400]) {
    for (const { name, attributes, open } of VIEWS) {
      test(`${width} px: ${name}`, async ({ host, page }) => {
        await page.setViewportSize({ width: 1480, height: 900 });
        await host.goto('plain', { loading: 'eager', style: `width: ${width}px`, ...attributes });
        await open(host);
        expect(await host.element.evaluate((element) => element.getBoundingClientRect().width)).toBe(width);
        expect(await misplaced(host)).toEqual([]);
        if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${width}-${name.replaceAll(' ', '-')}.png` });
      });
    }
  }

  test('columns come and go with it', async ({ host, page }) => {
    await page.setViewportSize({ width: 1480, height: 900 });
    await host.open('plain', { loading: 'eager', style: 'width: 1400px' });
    const { explorer } = host;
    await expect(explorer.filters.panel).toBeVisible();
    await expect(explorer.filters.opener).toBeHidden();
    await host.set({ style: 'width: 280px' });
    await expect(explorer.filters.opener).toBeVisible();
    await expect(explorer.filters.panel).toBeHidden();
    await explorer.filters.show();
    await explorer.filters.checkbox(explorer.names.groups.language, 'English').check();
    await explorer.filters.hide();
    await expect(explorer.filters.chips).toHaveCount(1);
    await explorer.search('macron');
    await explorer.expectTitles([SUMMIT.title]);
  });

  test('hidden is hidden', async ({ host }) => {
    await host.open('plain', { loading: 'eager' });
    await host.set({ hidden: '' });
    await expect(host.explorer.searchbox).toBeHidden();
    await host.set({ hidden: null });
    await expect(host.explorer.searchbox).toBeVisible();
  });
});

test('faces and colours are those of the page, variables and parts change them', async ({ host, page }) => {
  await host.open('plain', { loading: 'eager' });
  await host.explorer.expectTitles(ALL);
  const style = (locator, name) => locator.evaluate((part, name) => getComputedStyle(part)[name], name);
  const { explorer } = host;
  const title = explorer.headings.first();
  expect(await style(title, 'fontFamily')).toContain('Georgia');
  expect(await style(title, 'color')).toBe('rgb(34, 34, 34)');
  await page.addStyleTag({
    content: `
      article-explorer { --ax-accent: rgb(1, 2, 3); --ax-font: "Courier New"; --ax-reading-font: Verdana; --ax-size: 10px; }
      article-explorer::part(count) { text-transform: lowercase; }`,
  });
  expect(await style(title, 'fontFamily')).toBe('Verdana');
  expect(await style(title, 'fontSize')).toBe('13.125px');
  expect(await style(explorer.button(explorer.names.settings), 'fontFamily')).toBe('"Courier New"');
  expect(await style(explorer.searchbox, 'fontFamily')).toBe('Verdana');
  await explorer.searchbox.focus();
  expect(await style(explorer.searchbox, 'borderBottomColor')).toBe('rgb(1, 2, 3)');
  expect(await style(explorer.status, 'textTransform')).toBe('lowercase');
});
