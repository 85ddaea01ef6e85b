// <article-explorer> as a guest: what it leaves alone, what several share, what is left when one goes, where it can be.

import { ALL, CULTURE, SUMMIT } from '../pages/archive.mjs';
import { asked, expect, NAMED_HOSTS, test } from '../support/embed.mjs';
import { settled } from '../support/test.mjs';

test.describe('a good guest', () => {
  test('leaves the page as it is: no style, listener, entry, cookie or storage of its own', async ({ host, page, context }) => {
    await host.open('guest', { loading: 'eager' });
    const { explorer } = host;
    await explorer.search('cybersecurty');
    await explorer.search('unesco');
    await explorer.expectCount(3);
    await explorer.filters.checkbox(explorer.names.groups.language, 'English').check();
    await explorer.read(CULTURE.title);
    await explorer.reader.original.click();
    await expect(explorer.reader.originalText).toBeVisible();
    await explorer.reader.back.click();
    await explorer.openSettings();
    await explorer.dialog.getByRole('button', { name: explorer.names.close }).click();
    await settled(page);

    const own = (outside) => ({
      ...outside,
      // Those of the test, and what the page keeps for it.
      globals: outside.globals.filter((name) => !/^__p(w|laywright)|^before$/.test(name)),
      // The page is scrolled to where the explorer goes on, once somebody uses it.
      touched: outside.touched.filter((what) => !what.startsWith('scrolls')),
      scrolled: 0,
    });
    const [before, after] = await page.evaluate(() => [window.before, window.outside()]);
    expect(own(after)).toEqual(own(before));
    expect(await context.cookies()).toEqual([]);
    const parts = await host.element.evaluate((element) => [
      element.getAttributeNames().join(),
      element.shadowRoot.mode,
      [...element.shadowRoot.children].map((child) => child.tagName).join(),
      element.shadowRoot.adoptedStyleSheets.length,
      element.shadowRoot.querySelectorAll('style, link').length,
    ]);
    expect(parts).toEqual(['loading', 'open', 'DIV,DIV', 1, 0]);
  });

  test('asks the archive for what it needs, and nobody else', async ({ host, page }) => {
    const others = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(host.archive)) others.push(new URL(request.url()).pathname);
    });
    await host.open('plain', { loading: 'eager' });
    await host.explorer.search('macron');
    await host.explorer.read(SUMMIT.title);
    expect(others).toEqual(['/plain.html', '/page.css']);
  });

  test('has shortcuts only for those who are inside', async ({ host, page }) => {
    await host.open('plain', { loading: 'eager' });
    const { explorer } = host;
    await explorer.expectTitles(ALL);
    const field = page.getByLabel('A field of the page');
    const pressed = [];
    await page.exposeFunction('pressed', (key, prevented) => pressed.push([key, prevented]));
    await page.evaluate(() => {
      document.addEventListener('keydown', (event) => window.pressed(event.key, event.defaultPrevented));
    });
    for (const target of [field, page.getByRole('link', { name: 'To the end' })]) {
      await target.focus();
      for (const key of ['/', '?', 'j', 'o', 'Escape']) await page.keyboard.press(key);
      await expect(target).toBeFocused();
    }
    await expect(field).toHaveValue('/?jo');
    await expect(explorer.dialog).toHaveCount(0);
    expect(pressed).toHaveLength(10);
    expect(pressed.filter(([, prevented]) => prevented)).toEqual([]);

    await explorer.button(explorer.names.help).focus();
    await page.keyboard.press('j');
    await expect(explorer.headings.first()).toBeFocused();
    await page.keyboard.press('/');
    await expect(explorer.searchbox).toBeFocused();
  });

  test('scrolls the page of nobody who has not touched it', async ({ host, page }) => {
    await host.open('below', { loading: 'eager', q: 'macron' });
    await host.set({ q: 'unesco' });
    await host.explorer.expectCount(3);
    await host.element.evaluate((element) => element.search(''));
    await host.explorer.expectTitles(ALL);
    await settled(page);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    expect(await page.evaluate(() => document.activeElement.tagName)).toBe('BODY');
  });
});

test.describe('several on a page', () => {
  test('share one app, one style sheet and the files of the bundle', async ({ host, page }) => {
    const paths = asked(host);
    await host.goto('several');
    const [first, second, third] = ['first', 'second', 'third'].map((id) => host.one(id));
    await first.expectTitles(ALL);
    await second.expectCount(3);
    await third.expectTitles(ALL);
    await first.search('unesco');
    await first.expectCount(3);
    await settled(page);
    expect(paths.filter((path, at) => paths.indexOf(path) !== at), 'what was asked for twice').toEqual([]);
    for (const kind of [/^embed\.js$/, /_bg\.wasm$/, /\.css$/, /manifest\.json$/]) {
      expect(paths.filter((path) => kind.test(path))).toHaveLength(1);
    }
    const sheets = await page.evaluate(() => {
      const roots = [...document.querySelectorAll('article-explorer')].map((element) => element.shadowRoot);
      return new Set(roots.flatMap((root) => root.adoptedStyleSheets)).size;
    });
    expect(sheets).toBe(1);
    // What one shows is nothing to the others.
    await second.search('macron');
    await second.expectTitles([SUMMIT.title]);
    await first.expectCount(3);
    await third.expectTitles(ALL);
  });

  test('one that moves keeps its state, one that goes leaves the others', async ({ host, page }) => {
    await host.goto('several');
    const [first, second] = ['first', 'second'].map((id) => host.one(id));
    await first.expectTitles(ALL);
    await second.expectCount(3);
    const paths = asked(host);
    await first.search('macron');
    await first.read(SUMMIT.title);
    await first.reader.original.click();
    await expect(first.reader.originalText).toBeVisible();
    await page.evaluate(() => {
      const element = document.querySelector('#first');
      window.kept = element.shadowRoot.querySelector('h1, .article');
      const wrapper = document.createElement('section');
      document.body.append(wrapper);
      wrapper.append(element);
    });
    await settled(page);
    await first.reader.expectTitle(SUMMIT.title);
    await expect(first.reader.originalText).toBeVisible();
    expect(await page.evaluate(() => window.kept.isConnected), 'nothing is drawn anew').toBe(true);
    await first.reader.back.click();
    await first.expectTitles([SUMMIT.title]);

    const before = paths.length;
    await page.evaluate(() => document.querySelector('#first').remove());
    await second.search('macron');
    await second.expectTitles([SUMMIT.title]);
    expect(paths.slice(before), 'the files are still there').toEqual([]);

    // And it can come back: what it had is gone, what its attributes say is shown.
    await page.evaluate(() => document.body.append(Object.assign(document.createElement('article-explorer'), { id: 'next' })));
    await page.locator('#next').scrollIntoViewIfNeeded();
    await host.one('next').expectTitles(ALL);
  });
});

test('what goes gives back what it held: 100 times there and away', async ({ host, page }) => {
  test.setTimeout(120_000);
  await host.goto('none');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const measure = async () => {
    await page.evaluate(() => (window.heard.length = 0));
    for (let time = 0; time < 3; time++) await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    const all = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    const wasm = await page.evaluate(async () => {
      const loader = performance.getEntriesByType('resource').find(({ name }) => /\/assets\/load-\w+\.js$/.test(name));
      const app = await (await import(loader.name)).load();
      return (await app.default()).memory.buffer.byteLength;
    });
    return { heap: all.JSHeapUsedSize, nodes: all.Nodes, listeners: all.JSEventListeners, wasm };
  };
  const cycles = (count) =>
    page.evaluate(async (count) => {
      for (let cycle = 0; cycle < count; cycle++) {
        const element = document.createElement('article-explorer');
        element.setAttribute('loading', 'eager');
        element.setAttribute('q', 'unesco');
        const listed = new Promise((resolve) => element.addEventListener('ax-query', resolve, { once: true }));
        document.querySelector('#here').append(element);
        await listed;
        await new Promise(requestAnimationFrame);
        // A reader has been there, too.
        const opened = element.shadowRoot.querySelector('.title');
        opened.click();
        while (!element.shadowRoot.querySelector('.article h1')) await new Promise(requestAnimationFrame);
        element.remove();
        await new Promise(requestAnimationFrame);
      }
    }, count);

  await cycles(20);
  const warm = await measure();
  await cycles(80);
  const after = await measure();
  console.log(`memory: after 20 ${JSON.stringify(warm)}, after 100 ${JSON.stringify(after)}`);
  expect(after.wasm, 'the memory of the app').toBe(warm.wasm);
  // Less than one element has: the first of what would stay 80 times is seen.
  expect(after.nodes - warm.nodes, 'nodes').toBeLessThan(80);
  expect(after.listeners - warm.listeners, 'listeners').toBeLessThan(40);
  expect(after.heap - warm.heap, 'bytes of scripts').toBeLessThan(80 * 2_000);
});

test.describe('at home in any page', () => {
  // Finds, filters, opens and goes back.
  async function use({ explorer, element }) {
    await explorer.search('macron');
    await explorer.expectTitles([SUMMIT.title]);
    await explorer.read(SUMMIT.title);
    await explorer.reader.back.click();
    await explorer.expectTitles([SUMMIT.title]);
    await explorer.openSettings();
    await explorer.dialog.getByRole('button', { name: explorer.names.close }).click();
    await expect(explorer.dialog).toBeHidden();
    const width = await element.evaluate((element) => element.shadowRoot.querySelector('.place').getBoundingClientRect().width);
    expect(width, 'it has room').toBeGreaterThan(260);
  }

  for (const [name, what] of [
    ['csp', 'a policy that allows the archive alone, and no style'],
    ['unset', '* { all: unset }'],
    ['revert', '* { all: revert !important }'],
    ['rtl', 'from right to left'],
    ['large', 'letters of 20 px'],
    ['loud', 'everything that inherits set to something'],
    ['night', 'a dark page that does not say so'],
    ['flex', 'a row of boxes'],
    ['quirks', 'no document type'],
  ]) {
    test(what, async ({ host }) => {
      await host.open(name, { loading: 'eager' });
      await use(host);
    });
  }

  test('a page that says it is all of its domain', async ({ host, page }) => {
    await host.open('domain', { loading: 'eager' }, { origin: NAMED_HOSTS });
    expect(await page.evaluate(() => document.domain)).toBe('host.localhost');
    await use(host);
  });

  test('the policy is as strict as it can be', async ({ page, host }) => {
    const response = await page.goto(new URL('csp.html', NAMED_HOSTS.replace('page.host.localhost', '127.0.0.1')).href);
    const policy = response.headers()['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
    await host.explorer.expectTitles(ALL);
  });

  test('from left to right, in a page from right to left', async ({ host }) => {
    await host.open('rtl', { loading: 'eager', q: 'macron' });
    const direction = (locator) => locator.evaluate((part) => getComputedStyle(part).direction);
    expect(await direction(host.element)).toBe('rtl');
    expect(await direction(host.explorer.headings.first())).toBe('ltr');
    const [box, clear] = await Promise.all(
      [host.explorer.searchbox, host.explorer.button(host.explorer.names.clearSearch)].map((part) => part.boundingBox()),
    );
    expect(clear.x, 'at the end of the box').toBeGreaterThan(box.x + box.width / 2);
  });

  test('letters are as large as those around', async ({ host }) => {
    const size = () =>
      host.explorer.headings
        .first()
        .evaluate((heading) => parseFloat(getComputedStyle(heading).fontSize));
    await host.open('plain', { loading: 'eager' });
    await host.explorer.expectTitles(ALL);
    const usual = await size();
    await host.open('large', { loading: 'eager' });
    await host.explorer.expectTitles(ALL);
    expect((await size()) / usual).toBeCloseTo(20 / 16, 1);
  });

  test('what inherits does not spoil it: letters, lines and boxes are as ever', async ({ host }) => {
    const looks = () =>
      host.element.evaluate((element) => {
        const read = (selector) => {
          const style = getComputedStyle(element.shadowRoot.querySelector(selector));
          const names = ['letterSpacing', 'lineHeight', 'textAlign', 'textIndent', 'textTransform', 'whiteSpace', 'wordSpacing'];
          return names.map((name) => `${selector} ${name}: ${style[name]}`);
        };
        return ['.passage', '.brand', '.result h2', '.count'].flatMap(read);
      });
    await host.open('plain', { loading: 'eager' });
    await host.explorer.expectTitles(ALL);
    const usual = await looks();
    await host.open('loud', { loading: 'eager' });
    await host.explorer.expectTitles(ALL);
    expect(await looks()).toEqual(usual);
  });

  for (const [library, remove] of [
    ['React', 'unmounts'],
    ['Vue', 'unmounts'],
    ['jQuery', 'removes'],
  ]) {
    test(`${library} sets attributes, hears events and ${remove} it`, async ({ host, page }) => {
      await host.goto(library.toLowerCase());
      const { explorer } = host;
      await explorer.expectTitles([SUMMIT.title]);
      expect(await host.element.getAttribute('src')).toBe(host.archive);
      const output = page.locator('output');
      await expect(output).toHaveText('macron: 1');
      await page.getByRole('button', { name: 'Ask for something else' }).click();
      await explorer.expectCount(3);
      await expect(output).toHaveText('unesco: 3');
      await page.getByRole('button', { name: 'Only English' }).click();
      await expect(explorer.filters.chips).toHaveCount(1);
      await use(host);
      await page.getByRole('button', { name: 'Take it away' }).click();
      await expect(host.element).toHaveCount(0);
    });
  }
});
