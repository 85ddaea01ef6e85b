// <article-explorer> in pages of another origin: what its attributes ask for, what it tells, what scripts ask of it.

import { ALL, ANH, CULTURE, GILL, MINISTER, SUMMIT } from '../pages/archive.mjs';
import { VI } from '../pages/names.mjs';
import { asked, expect, test } from '../support/embed.mjs';
import { settled } from '../support/test.mjs';

const UNESCO = [ANH.title, MINISTER.title, CULTURE.title];

test.describe('before the explorer is there', () => {
  test('the link inside is shown until the list is', async ({ host, page }) => {
    let go;
    const gate = new Promise((resolve) => (go = resolve));
    await page.route('**/*.wasm', async (route) => {
      await gate;
      await route.continue();
    });
    await Promise.all([page.waitForRequest(/\.wasm$/), host.goto('plain', { loading: 'eager' })]);
    await expect(host.fallback).toBeVisible();
    await expect(host.fallback).toHaveAttribute('href', host.archive);
    go();
    await host.explorer.expectTitles(ALL);
    await expect(host.fallback).toBeHidden();
  });

  test.describe(() => {
    test.use({ javaScriptEnabled: false });

    test('and for good without JavaScript', async ({ host }) => {
      await host.goto('plain');
      await expect(host.fallback).toBeVisible();
      await expect(host.fallback).toHaveAttribute('href', host.archive);
    });
  });

  test.describe(() => {
    test.use({ expectedErrors: /Failed to load resource/ });

    test('what cannot be loaded is said, the link stays, and a retry goes on', async ({ host, page }) => {
      await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
      await host.goto('plain', { loading: 'eager' });
      await expect(host.explorer.alert).toContainText('The archive could not be loaded.');
      await expect(host.fallback).toBeVisible();
      const [{ detail }] = await host.heard('error');
      expect(detail.kind).toBe('network');
      expect(detail.message).toContain('404');
      await page.unroute('**/*.wasm');
      await host.element.getByRole('button', { name: 'Try again' }).click();
      await host.explorer.expectTitles(ALL);
    });
  });
});

test.describe('loading', () => {
  test('is lazy by itself: nothing is asked for until it comes near', async ({ host, page }) => {
    const paths = asked(host);
    await host.goto('below');
    await page.waitForFunction(() => customElements.get('article-explorer'));
    await settled(page);
    expect(paths).toEqual(['embed.js']);
    await host.fallback.scrollIntoViewIfNeeded();
    await host.explorer.expectTitles(ALL);
  });

  test('eager does not wait', async ({ host, page }) => {
    await host.goto('below', { loading: 'eager' });
    await expect(host.explorer.status).toHaveText(host.explorer.names.count(5));
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test('click waits for one, and the keyboard goes on inside', async ({ host, page }) => {
    const paths = asked(host);
    await host.goto('plain', { loading: 'click' });
    await expect(host.facade).toBeVisible();
    await settled(page);
    expect(paths).toEqual(['embed.js']);
    await host.facade.focus();
    await page.keyboard.press('Enter');
    await host.explorer.expectTitles(ALL);
    await expect(host.explorer.searchbox).toBeFocused();
  });

  test('click, then an article: the focus is on something that can be seen', async ({ host }) => {
    await host.goto('plain', { loading: 'click', view: 'list' });
    await host.facade.click();
    await host.explorer.expectTitles(ALL);
    await expect
      .poll(() => host.element.evaluate((element) => element.shadowRoot.activeElement?.checkVisibility()))
      .toBe(true);
  });

  test('can be changed while it waits', async ({ host }) => {
    await host.goto('plain', { loading: 'click' });
    await expect(host.facade).toBeVisible();
    await host.set({ loading: 'eager' });
    await host.explorer.expectTitles(ALL);
  });

  test('an element that is taken out and put in again while it loads has one explorer', async ({ host, page }) => {
    let go;
    const gate = new Promise((resolve) => (go = resolve));
    await page.route('**/*.wasm', async (route) => {
      await gate;
      await route.continue();
    });
    await Promise.all([page.waitForRequest(/\.wasm$/), host.goto('plain', { loading: 'eager' })]);
    await host.element.evaluate(async (element) => {
      const place = element.parentNode;
      element.remove();
      await new Promise(requestAnimationFrame);
      place.append(element);
    });
    go();
    await host.explorer.expectTitles(ALL);
    await expect(host.explorer.searchbox).toHaveCount(1);
    expect(await host.heard('ready')).toHaveLength(1);
  });
});

test.describe('attributes say what is shown, and any change of them', () => {
  test('src: the archive, that of the script by itself', async ({ host, page }) => {
    await host.open('plain', { loading: 'eager' });
    expect(await host.element.evaluate((element) => element.src)).toBe(host.archive);
    await page.route('**/other/archive/**', async (route) => {
      const response = await route.fetch({ url: route.request().url().replace('/other/', '/some/deep/path/') });
      if (!route.request().url().endsWith('manifest.json')) return route.fulfill({ response });
      await route.fulfill({ response, json: { ...(await response.json()), title: 'Another archive' } });
    });
    const other = new URL('/other/', host.archive).href;
    // Behind another one: both are one change.
    await host.set({ q: 'macron', src: other });
    await expect(host.element.getByRole('link', { name: 'Another archive' })).toBeVisible();
    await host.explorer.expectTitles([SUMMIT.title]);
    expect(await host.element.evaluate((element) => element.src)).toBe(other);
  });

  test('view: search, list or article', async ({ host }) => {
    await host.open('plain', { loading: 'eager' });
    const { explorer } = host;
    await expect(explorer.searchbox).toBeVisible();
    await host.set({ view: 'list' });
    await expect(explorer.searchbox).toBeHidden();
    await expect(explorer.filters.panel).toBeHidden();
    await explorer.expectTitles(ALL);
    const { article } = await host.element.evaluate((element, title) => {
      const link = [...element.shadowRoot.querySelectorAll('a')].find((link) => link.textContent === title);
      link.click();
      return element.state;
    }, GILL.title);
    await explorer.reader.expectTitle(GILL.title);
    await expect(explorer.reader.back).toBeVisible();
    await host.set({ view: 'article', article });
    await explorer.reader.expectTitle(GILL.title);
    await expect(explorer.reader.back).toBeHidden();
    await expect(explorer.searchbox).toBeHidden();
  });

  test('q, tags, from, to', async ({ host }) => {
    await host.open('plain', { loading: 'eager', q: 'unesco' });
    const { explorer } = host;
    await expect(explorer.searchbox).toHaveValue('unesco');
    await explorer.expectSameTitles(UNESCO);
    await host.set({ q: 'macron' });
    await explorer.expectTitles([SUMMIT.title]);
    await host.set({ q: null, tags: 'lang:en, -source:vns' });
    await expect(explorer.filters.chips).toHaveCount(2);
    await host.set({ tags: null, from: '2025-01-01', to: '2025-12-31' });
    await expect(explorer.filters.from).toHaveValue('2025-01-01');
    await expect(explorer.filters.to).toHaveValue('2025-12-31');
    expect(await host.state()).toMatchObject({ query: '', tags: [], from: '2025-01-01', to: '2025-12-31' });
    await host.set({ from: null, to: null });
    await explorer.expectTitles(ALL);
  });

  test('undated, sort, verbatim, original: all that a link to the archive can say', async ({ host }) => {
    await host.open('plain', { loading: 'eager', q: 'vietnam', sort: 'oldest', undated: 'include', from: '2023' });
    await expect(host.explorer.sort).toHaveValue('Oldest first');
    expect(await host.state()).toMatchObject({ query: 'vietnam', sort: 'oldest', undated: 'include' });
    await host.set({ q: 'macronn', sort: null, undated: null, from: null });
    await host.explorer.expectTitles([SUMMIT.title]);
    await host.set({ verbatim: '' });
    await host.explorer.expectCount(0);
    await host.set({ verbatim: null });
    await host.explorer.read(SUMMIT.title);
    const { article } = await host.state();
    await host.set({ article, original: '' });
    await expect(host.explorer.reader.originalText).toBeVisible();
  });

  test('article and quote: the article at these words', async ({ host }) => {
    await host.open('plain', { loading: 'eager' });
    await host.explorer.read(SUMMIT.title);
    const { article } = await host.state();
    expect(article).toBeTruthy();
    await host.goto('plain', { loading: 'eager', view: 'article', article, quote: 'exhibition booth at the AI Action Summit' });
    const { reader } = host.explorer;
    await reader.expectTitle(SUMMIT.title);
    await expect(reader.text.getByRole('mark').first()).toHaveText('exhibition booth at the AI Action Summit');
    await host.set({ article: null, quote: null, view: null });
    await host.explorer.expectTitles(ALL);
  });

  test('lang and theme, which leave what is shown as it is', async ({ host, page }) => {
    await host.open('plain', { loading: 'eager' });
    await host.explorer.search('macron');
    await host.explorer.expectTitles([SUMMIT.title]);
    await host.set({ lang: 'vi', theme: 'dark' });
    const vietnamese = host.in(VI);
    await vietnamese.expectTitles([SUMMIT.title]);
    await expect(vietnamese.searchbox).toHaveValue('macron');
    const luminance = (property) =>
      host.element.evaluate((element, name) => {
        const canvas = new OffscreenCanvas(1, 1).getContext('2d');
        canvas.fillStyle = getComputedStyle(element.shadowRoot.querySelector('.place'))[name];
        canvas.fillRect(0, 0, 1, 1);
        const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
        return red + green + blue;
      }, property);
    // The page around is light: dark letters would stand on its ground.
    expect(await luminance('color')).toBeGreaterThan(600);
    expect(await luminance('backgroundColor')).toBeLessThan(150);
    await page.emulateMedia({ colorScheme: 'dark' });
    await host.set({ theme: 'light', lang: 'en' });
    await host.explorer.expectTitles([SUMMIT.title]);
    expect(await luminance('color')).toBeLessThan(150);
    expect(await luminance('backgroundColor')).toBeGreaterThan(600);
  });

  test('what did not change stays as the reader has chosen it', async ({ host }) => {
    await host.open('plain', { loading: 'eager', theme: 'light', lang: 'en' });
    const { explorer } = host;
    await explorer.openSettings();
    await explorer.dialog.getByRole('radio', { name: 'Dark' }).check();
    await explorer.page.page().keyboard.press('Escape');
    const theme = () => host.element.evaluate((element) => element.shadowRoot.querySelector('.place').dataset.theme);
    expect(await theme()).toBe('dark');
    await host.set({ view: 'list', lang: 'vi' });
    await expect(host.in(VI).status).toHaveText(VI.count(5));
    expect(await theme()).toBe('dark');
    await host.set({ lang: null, theme: null });
    await expect(explorer.status).toHaveText(explorer.names.count(5));
    expect(await theme()).toBe('');
  });

  test('a language comes from the page around, too', async ({ host }) => {
    await host.goto('plain', { loading: 'eager', lang: 'vi' });
    await expect(host.in(VI).status).toHaveText(VI.count(5));
  });
});

test.describe('url-sync', () => {
  test('by itself leaves address and history alone', async ({ host, page }) => {
    await host.open('plain', { loading: 'eager' }, { fragment: '#end' });
    const before = await page.evaluate(() => [location.href, history.length]);
    await host.explorer.search('macron');
    await host.explorer.read(SUMMIT.title);
    await host.explorer.reader.back.click();
    await host.explorer.expectTitles([SUMMIT.title]);
    expect(await page.evaluate(() => [location.href, history.length])).toEqual(before);
  });

  test('hash keeps the instances of a page apart, through Back, Forward and a reload', async ({ host, page }) => {
    await host.goto('several');
    const [first, second, third] = ['first', 'second', 'third'].map((id) => host.one(id));
    await first.search('macron');
    await first.expectTitles([SUMMIT.title]);
    await second.expectSameTitles(UNESCO);
    await third.expectTitles(ALL);
    expect(new URL(page.url()).hash).toContain('ax-first=');
    // Passages take the place of leads where they come into view: nobody clicks on what moves.
    await second.link(CULTURE.title).scrollIntoViewIfNeeded();
    await settled(page);
    await second.read(CULTURE.title);
    expect(new URL(page.url()).hash).toMatch(/ax-first=.*ax-second=/);
    await page.goBack();
    await second.expectSameTitles(UNESCO);
    await first.expectTitles([SUMMIT.title]);
    await page.goForward();
    await second.reader.expectTitle(CULTURE.title);
    await page.reload();
    await second.reader.expectTitle(CULTURE.title);
    await first.expectTitles([SUMMIT.title]);
    await third.expectTitles(ALL);
  });

  test('hash: the way back to the list is that of the history, as long as nobody else made an entry', async ({ host, page }) => {
    await host.open('plain', { loading: 'eager', 'url-sync': 'hash' });
    const { explorer } = host;
    const [start, entries] = await page.evaluate(() => [location.href, history.length]);
    await explorer.read(SUMMIT.title);
    const article = page.url();
    await explorer.reader.back.click();
    await explorer.expectTitles(ALL);
    expect(page.url()).toBe(start);
    // The article is ahead, not behind.
    await page.goForward();
    await explorer.reader.expectTitle(SUMMIT.title);
    expect(page.url()).toBe(article);
    await page.goBack();
    await explorer.expectTitles(ALL);
    await expect(explorer.link(SUMMIT.title), 'as it was left').toBeFocused();
    expect(await page.evaluate(() => history.length)).toBe(entries + 1);

    await explorer.read(SUMMIT.title);
    await page.evaluate(() => history.pushState(null, '', '#mine'));
    await explorer.reader.back.click();
    await explorer.expectTitles(ALL);
    expect(await page.evaluate(() => [location.hash, history.length])).toEqual(['#mine', entries + 2]);
  });

  test('hash: a link within the page changes nothing here, and an address cut off breaks nothing', async ({ host, page }) => {
    await host.open('plain', { loading: 'eager', 'url-sync': 'hash' });
    await host.explorer.search('macron');
    await host.explorer.expectTitles([SUMMIT.title]);
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<a id="link" href="#end">To the end</a>');
      document.querySelector('#link').click();
    });
    await expect.poll(() => new URL(page.url()).hash).toMatch(/^#end&ax-1=/);
    await host.explorer.expectTitles([SUMMIT.title]);

    await page.goto('about:blank');
    await host.goto('plain', { loading: 'eager', 'url-sync': 'hash' }, { fragment: '#ax-1=%2Fa%2F%25E0%25A4' });
    await expect(host.explorer.reader.title).toHaveText(host.explorer.names.noSuchArticle);
    expect(await host.state()).toMatchObject({ article: '%E0%A4' });
    await host.element.evaluate((element) => element.search('macron'));
    await host.explorer.expectTitles([SUMMIT.title]);
  });

  test('hash leaves the fragment of the page as it was', async ({ host, page }) => {
    for (const fragment of ['#end', '#/a/route?of=the+page&x=%20', '#a=b&c']) {
      await host.open('plain', { loading: 'eager', 'url-sync': 'hash', instance: 'x' }, { fragment });
      await host.explorer.search('macron');
      await host.explorer.expectTitles([SUMMIT.title]);
      expect(new URL(page.url()).hash).toMatch(/[#&]ax-x=[^&]+$/);
      expect(new URL(page.url()).hash.replace(/&ax-x=[^&]+$/, '')).toBe(fragment);
      await host.element.evaluate((element) => element.search(''));
      await host.explorer.expectTitles(ALL);
      expect(new URL(page.url()).hash).toBe(fragment);
      await page.goto('about:blank');
    }
  });

  test('and instance can be switched on, renamed and switched off', async ({ host, page }) => {
    await host.open('plain', { loading: 'eager' });
    const { explorer } = host;
    await explorer.search('macron');
    await explorer.expectTitles([SUMMIT.title]);
    await host.set({ 'url-sync': 'hash', instance: 'one' });
    await expect.poll(() => new URL(page.url()).hash).toContain('ax-one=');
    await host.set({ instance: 'two' });
    await expect.poll(() => new URL(page.url()).hash).toContain('ax-two=');
    expect(new URL(page.url()).hash).not.toContain('ax-one=');
    await host.set({ 'url-sync': 'none' });
    await expect.poll(() => new URL(page.url()).hash).toBe('');
    await explorer.search('unesco');
    await explorer.expectSameTitles(UNESCO);
    expect(new URL(page.url()).hash).toBe('');
  });
});

test.describe('events', () => {
  test('tell what happened, to the whole page', async ({ host, page }) => {
    await host.open('plain', { loading: 'eager' });
    const { explorer } = host;
    await explorer.search('unesco');
    await explorer.expectSameTitles(UNESCO);
    await explorer.filters.checkbox(explorer.names.groups.language, 'English').check();
    await expect(explorer.filters.chips).toHaveCount(1);
    await explorer.read(CULTURE.title);

    const [ready, ...others] = await host.heard('ready');
    expect(others).toEqual([]);
    expect(ready.detail.title).toMatch(/\p{L}/u);
    const queries = (await host.heard('query')).map(({ detail }) => detail);
    expect(queries[0]).toEqual({ query: '', total: 5 });
    expect(queries).toContainEqual({ query: 'unesco', total: 3 });
    const [filter] = await host.heard('filter');
    expect(filter.detail).toMatchObject({ query: 'unesco', tags: ['lang:en'] });
    const [open] = await host.heard('open');
    expect(open.detail).toMatchObject({ slug: (await host.state()).article, title: CULTURE.title });
    expect(open.detail.url).toBe(`${host.archive}#/a/${open.detail.slug}`);
    for (const event of await page.evaluate(() => window.heard)) {
      expect(event).toMatchObject({ from: 'ARTICLE-EXPLORER', composed: true });
    }
  });

  test('who hears of a change may ask for another one', async ({ host }) => {
    await host.open('plain', { loading: 'eager' });
    await host.element.evaluate((element) => {
      element.addEventListener('ax-filter', ({ detail }) => detail.tags.length && (element.state = { query: 'macron' }), { once: true });
    });
    const { explorer } = host;
    await explorer.filters.checkbox(explorer.names.groups.language, 'English').click();
    await explorer.expectTitles([SUMMIT.title]);
    expect(await host.state()).toEqual({ query: 'macron', tags: [] });
    await expect(explorer.filters.chips).toHaveCount(0);
  });

  test('ax-open can be prevented', async ({ host, page }) => {
    await host.open('plain', { loading: 'eager' });
    await host.element.evaluate((element) => element.addEventListener('ax-open', (event) => event.preventDefault()));
    await host.explorer.link(GILL.title).click();
    expect(await host.heard('open')).toHaveLength(1);
    await settled(page);
    await host.explorer.expectTitles(ALL);
    await expect(host.explorer.reader.title).toHaveCount(0);
    expect((await host.state()).article).toBeUndefined();
  });

  test.describe(() => {
    test.use({ expectedErrors: /Failed to load resource/ });

    test('ax-error names what went wrong', async ({ host, page }) => {
      await page.route('**/archive/manifest.json', (route) => route.fulfill({ status: 500, body: '' }));
      await host.goto('plain', { loading: 'eager' });
      await expect(host.explorer.alert).toBeVisible();
      const [{ detail }] = await host.heard('error');
      expect(detail.kind).toBe('network');
      expect(detail.message).toContain('500');
      await page.unroute('**/archive/manifest.json');
      await host.element.getByRole('button', { name: 'Try again' }).click();
      await host.explorer.expectTitles(ALL);
      await host.element.evaluate((element) => element.open('no-such-article'));
      await host.explorer.reader.expectTitle(host.explorer.names.noSuchArticle);
      expect((await host.heard('error')).at(-1).detail.kind).toBe('no-such-article');
    });
  });
});

test.describe('scripts', () => {
  test('search, open and get the state', async ({ host }) => {
    await host.open('plain', { loading: 'eager', tags: 'lang:en' });
    const { explorer } = host;
    await host.element.evaluate((element) => element.search('macron'));
    await explorer.expectTitles([SUMMIT.title]);
    await expect(explorer.searchbox).toHaveValue('macron');
    expect(await host.state()).toEqual({ query: 'macron', tags: ['lang:en'] });

    await explorer.read(SUMMIT.title);
    const { article } = await host.state();
    expect(article).toBeTruthy();
    await host.element.evaluate((element) => element.open());
    await explorer.expectTitles([SUMMIT.title]);
    await host.element.evaluate((element, slug) => element.open(slug), article);
    await explorer.reader.expectTitle(SUMMIT.title);
    // A search shows its list.
    await host.element.evaluate((element) => element.search('unesco'));
    await explorer.expectSameTitles(UNESCO);
  });

  test('set the state: all that it says and nothing of before', async ({ host }) => {
    await host.open('plain', { loading: 'eager', q: 'macron' });
    const { explorer } = host;
    const state = { query: 'vietnam', tags: ['lang:en', '-source:vns'], from: '2023-01-01', to: '2026-12-31', undated: 'include', sort: 'oldest' };
    await host.element.evaluate((element, state) => (element.state = state), state);
    await expect(explorer.searchbox).toHaveValue('vietnam');
    await expect(explorer.filters.chips).toHaveCount(5);
    await expect(explorer.sort).toHaveValue('Oldest first');
    expect(await host.state()).toEqual(state);
    await host.element.evaluate((element) => (element.state = {}));
    await explorer.expectTitles(ALL);
    expect(await host.state()).toEqual({ query: '', tags: [] });
  });

  test('get what is shown, whatever they set', async ({ host }) => {
    await host.open('plain', { loading: 'eager' });
    const set = (state) => host.element.evaluate((element, state) => ((element.state = state), element.state), state);
    expect(await set({ query: 'macron', sort: 'bogus', from: 'bogus', undated: 'bogus', tags: 'lang:en' })).toEqual({ query: 'macron', tags: ['lang:en'] });
    await host.explorer.expectTitles([SUMMIT.title]);
    expect(await set({ query: 'who?', tags: null })).toEqual({ query: 'who?', tags: [] });
    expect(await set(null)).toEqual({ query: '', tags: [] });
    await host.explorer.expectTitles(ALL);
  });

  test('and attributes: the last one is heard', async ({ host }) => {
    await host.goto('plain', { loading: 'click', q: 'unesco' });
    await host.facade.focus();
    await host.set({ theme: 'dark', q: 'vietnam' });
    await expect(host.facade).toBeFocused();
    await host.element.evaluate((element) => {
      element.state = { query: 'booth' };
      element.setAttribute('q', 'macron');
    });
    await host.facade.click();
    await expect(host.explorer.searchbox).toHaveValue('macron');
    await host.element.evaluate((element) => {
      element.setAttribute('q', 'unesco');
      element.state = { query: 'booth' };
    });
    await expect(host.explorer.searchbox).toHaveValue('booth');
  });

  test('need not wait for the explorer: what they ask for first is what is shown', async ({ host }) => {
    await host.goto('plain', { loading: 'click', q: 'unesco' });
    await expect(host.facade).toBeVisible();
    await host.element.evaluate((element) => element.search('macron'));
    await host.explorer.expectTitles([SUMMIT.title]);

    await host.goto('none');
    await host.page.evaluate(async () => {
      const element = document.createElement('article-explorer');
      // As frameworks do it, before the script of the element is there.
      element.state = { query: 'macron' };
      document.querySelector('#here').append(element);
      await customElements.whenDefined('article-explorer');
    });
    await host.explorer.expectTitles([SUMMIT.title]);
  });
});
