// Where an <article-explorer> can stand: boxes without a width of their own, boxes that scroll, other roots and other documents.

import { ALL, ANH, SUMMIT } from '../pages/archive.mjs';
import { VI } from '../pages/names.mjs';
import { expect, test } from '../support/embed.mjs';

/** Puts HTML into the page, where `AE` stands for an element with the archive. */
function put(host, html, attributes = '') {
  const element = `<article-explorer src="${host.archive}" loading="eager" ${attributes}></article-explorer>`;
  return host.page.evaluate((html) => (document.querySelector('#here').innerHTML = html), html.replace('AE', element));
}

test.describe('boxes that are as wide as what is in them', () => {
  for (const [name, html] of [
    ['a cell', '<table><tr><td>AE</td></tr></table>'],
    ['a cell beside another', '<table><tr><td>AE</td><td>Beside it.</td></tr></table>'],
    ['in a box of a row', '<div style="display: flex"><div>AE</div><p>Beside it.</p></div>'],
    ['in a box of a grid', '<div style="display: grid; grid-template-columns: auto 1fr"><div>AE</div><p>Beside it.</p></div>'],
    ['a float', '<div style="float: left">AE</div>'],
    ['a word of a line', '<div style="display: inline-block">AE</div>'],
    ['a place of its own', '<div style="position: absolute">AE</div>'],
    ['a dialog', '<dialog open>AE</dialog>'],
  ]) {
    test(name, async ({ host, page }) => {
      await host.goto('none');
      await put(host, html);
      await host.explorer.expectTitles(ALL);
      const width = () => host.element.evaluate((element) => element.getBoundingClientRect().width);
      expect(await width(), 'where there is room').toBeGreaterThan(500);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 400, height: 700 });
      expect(await width(), 'and where there is little').toBeGreaterThanOrEqual(280);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }
});

test.describe('what scrolls', () => {
  const top = (locator) => locator.evaluate((element) => element.getBoundingClientRect().top);

  test('a box around the element goes back to where the article begins, and the page stays', async ({ host, page }) => {
    await host.goto('none');
    const box = 'height: 400px; overflow: auto';
    await put(host, `<div style="height: 300px"></div><div id="box" style="${box}">AE</div><div style="height: 3000px"></div>`);
    await host.explorer.expectTitles(ALL);
    await page.evaluate(() => scrollTo(0, 200));
    await page.locator('#box').evaluate((box) => box.scrollTo(0, 700));
    await host.explorer.items.last().getByRole('heading').getByRole('link').click();
    await expect(host.explorer.reader.title).toBeFocused();
    await expect.poll(async () => Math.round((await top(host.element)) - (await top(page.locator('#box'))))).toBe(0);
    expect(await page.evaluate(() => scrollY)).toBe(200);
  });

  test('the page goes no further than below what stays at its top, unless it says that it scrolls itself', async ({ host, page }) => {
    await host.goto('none');
    await put(host, 'AE<div style="height: 3000px"></div>');
    await page.evaluate(() => (document.documentElement.style.scrollPaddingTop = '60px'));
    await host.explorer.expectTitles(ALL);
    const last = host.explorer.items.last().getByRole('heading').getByRole('link');
    await last.scrollIntoViewIfNeeded();
    await page.evaluate(() => scrollBy(0, 300));
    await last.click();
    await expect.poll(async () => Math.round(await top(host.element))).toBe(60);

    await host.explorer.reader.back.click();
    await host.explorer.expectTitles(ALL);
    await page.evaluate(() => addEventListener('ax-scroll', (event) => event.preventDefault()));
    await page.evaluate(() => scrollTo(0, 900));
    await host.explorer.items.last().getByRole('heading').getByRole('link').click();
    await expect(host.explorer.reader.title).toBeFocused();
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(300);
  });
});

test('letters are as large as those around, whatever the root of the page has', async ({ host, page }) => {
  const sizes = () =>
    host.element.evaluate((element) => {
      const of = (selector) => getComputedStyle(element.shadowRoot.querySelector(selector)).fontSize;
      return ['.title', '.count', '.tag'].map(of);
    });
  await host.goto('none');
  await put(host, 'AE');
  await host.explorer.expectTitles(ALL);
  const usual = await sizes();
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '62.5%';
    document.body.style.fontSize = '1.6rem';
  });
  expect(await sizes()).toEqual(usual);
  const columns = () => host.element.evaluate((element) => getComputedStyle(element.shadowRoot.querySelector('.filters')).display);
  expect(await columns()).not.toBe('none');
  await host.element.evaluate((element) => element.style.setProperty('--ax-size', '8px'));
  expect(parseFloat((await sizes())[0])).toBeCloseTo(parseFloat(usual[0]) / 2, 0);
});

test('a shadow root: the language around it counts', async ({ host, page }) => {
  await host.goto('none');
  await page.evaluate((archive) => {
    const here = document.querySelector('#here');
    here.lang = 'vi';
    const root = here.attachShadow({ mode: 'open' });
    root.innerHTML = `<article-explorer src="${archive}" loading="eager"></article-explorer>`;
  }, host.archive);
  await expect(host.in(VI).status).toHaveText(VI.count(5));
});

test('another document: what goes there keeps its looks', async ({ host, page }) => {
  await host.goto('none');
  await put(host, 'AE<iframe title="Another document" width="800" height="600"></iframe>');
  await host.explorer.expectTitles(ALL);
  await page.evaluate(() => document.querySelector('iframe').contentDocument.body.append(document.querySelector('article-explorer')));
  const moved = page.frameLocator('iframe').locator('article-explorer');
  await expect(moved.locator('.result')).toHaveCount(5);
  await expect(moved).toHaveCSS('display', 'block');
  await expect(moved.locator('.tag').first()).not.toHaveCSS('border-radius', '0px');
});

test('what somebody types here is no shortcut of the page', async ({ host, page }) => {
  await host.goto('none');
  await put(host, 'AE');
  await host.explorer.expectTitles(ALL);
  await page.evaluate(() => {
    window.keys = [];
    document.addEventListener('keydown', ({ key, target }) => {
      if (!/INPUT|TEXTAREA|SELECT/.test(target.tagName)) window.keys.push(key);
    });
  });
  await host.explorer.searchbox.pressSequentially('macron');
  await host.explorer.searchbox.press('Control+k');
  await host.explorer.expectTitles([SUMMIT.title]);
  await host.explorer.link(SUMMIT.title).focus();
  await page.keyboard.press('x');
  expect(await page.evaluate(() => window.keys.filter((key) => key !== 'Control'))).toEqual(['k', 'x']);
});

test.describe('without an archive', () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  test('the link to it is there again', async ({ host, page }) => {
    await page.route('**/archive/manifest.json', (route) => route.fulfill({ status: 503, body: '' }));
    await host.goto('plain', { loading: 'eager' });
    await expect(host.explorer.alert).toBeVisible();
    await expect(host.fallback).toBeVisible();
    await page.unroute('**/archive/manifest.json');
    await host.element.getByRole('button', { name: 'Try again' }).click();
    await host.explorer.expectTitles(ALL);
    await expect(host.fallback).toBeHidden();
  });
});

test('who asks before the archive is named is heard when it is', async ({ host, page }) => {
  await host.goto('none');
  await page.evaluate((archive) => {
    const element = document.createElement('article-explorer');
    element.setAttribute('loading', 'eager');
    document.querySelector('#here').append(element);
    element.src = archive;
    element.search('việt nam seeks');
  }, host.archive);
  await expect(host.explorer.searchbox).toHaveValue('việt nam seeks');
  await expect(host.explorer.headings.first()).toHaveText(ANH.title);
});
