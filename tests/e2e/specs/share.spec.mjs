import { readFile } from 'node:fs/promises';

import { expect, test } from '../support/test.mjs';
import { discovery, oembed } from '../../../scripts/oembed.mjs';

/** Titles of the list or of the article, whichever is on screen. */
const TITLES = '.browse:not([hidden]) .result .title, .article h1';

/** The untouched original, where it is shown. */
const ORIGINAL = '.original:not([hidden])';

/** Where the kinds of code stand in the dialog. */
const PLACES = { element: 0, iframe: 1, markdown: 2 };

/** A page of another origin: the same machine by its other name. */
const elsewhere = (baseURL) => new URL(baseURL).origin.replace('127.0.0.1', 'localhost');

async function host(page, baseURL, body) {
  const html = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A host</title>${body}`;
  await page.goto(`${elsewhere(baseURL)}/host/page?${new URLSearchParams({ html })}`);
}

async function snippet(explorer, kind) {
  await explorer.page.getByRole('button', { name: 'Embed' }).click();
  const dialog = explorer.page.getByRole('dialog', { name: 'Embed this view' });
  const code = await dialog.locator('code').nth(PLACES[kind]).textContent();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  return code;
}

test.describe('what the dialog gives', () => {
  // The host is another site to the archive.
  test.use({ expectedErrors: /^http:\/\/localhost:/ });

  const ARTICLE = 'un-technology-envoy-sees-viet-nam-as-a-linchpin-of-global-ai-cooperation';
  for (const view of [
    '#/?q=unesco',
    '#/?q=ai&tag=united-nations&from=2024-01-01',
    '#/?sort=oldest',
    '#/?q=who?',
    '#/?q=macronn&verbatim=1',
    '#/?from=2025-01-01&undated=include&sort=newest',
    `#/a/${ARTICLE}?q=unesco`,
    `#/a/${ARTICLE}?view=original`,
  ]) {
    test(`the element and the frame show in another page what is on screen: ${view}`, async ({ explorer, page, baseURL }) => {
      await explorer.open(view);
      const titles = await page.locator(TITLES).allTextContents();
      const originals = await page.locator(ORIGINAL).count();
      const [element, iframe] = [await snippet(explorer, 'element'), await snippet(explorer, 'iframe')];

      await host(page, baseURL, element);
      const shown = page.locator('article-explorer').locator(TITLES);
      await expect(shown).toHaveText(titles);
      await expect(page.locator('article-explorer').locator(ORIGINAL)).toHaveCount(originals);

      await host(page, baseURL, iframe);
      const framed = page.frameLocator('iframe').locator(TITLES);
      await expect(framed).toHaveText(titles);
      await expect(page.frameLocator('iframe').locator(ORIGINAL)).toHaveCount(originals);
    });
  }

  test('a frame is as high as what stands in it, where its host has the script for it, and hears its own archive only', async ({ explorer, page, baseURL }) => {
    await explorer.open('#/?q=unesco');
    const iframe = await snippet(explorer, 'iframe');
    await host(page, baseURL, `<script type="module" src="${baseURL}resize.js"></script>${iframe}<iframe id="other" src="about:blank" height="50"></iframe>`);
    const height = () => page.locator('iframe').first().evaluate((frame) => Number(frame.height));
    await expect.poll(height).toBeGreaterThan(700);

    // Somebody else's message, and one of the right content from the wrong window.
    const before = await height();
    await page.evaluate(() => postMessage({ 'article-explorer': { height: 5 } }, '*'));
    await page.locator('#other').evaluate((frame) => frame.contentWindow.eval('parent.postMessage({ "article-explorer": { height: 7 } }, "*")'));
    expect([await height(), await page.locator('#other').evaluate((frame) => frame.height)]).toEqual([before, '50']);
  });

  test('of a frame that is as high as what stands in it the host shows where it goes on, and what lies over it', async ({ page, baseURL }) => {
    const frame = `<iframe title="The archive" width="700" height="400" src="${baseURL}embed.html"></iframe>`;
    const html = `<script type="module" src="${baseURL}resize.js"></script><p style="height: 200px"></p>${frame}<p style="height: 2000px"></p>`;
    await host(page, baseURL, html);
    const [explorer, outer] = [page.frameLocator('iframe'), page.locator('iframe')];
    await expect.poll(() => outer.evaluate((frame) => Number(frame.height))).toBeGreaterThan(1000);
    const top = () => outer.evaluate((frame) => frame.getBoundingClientRect().top);

    const last = explorer.locator('.result .title').last();
    await last.scrollIntoViewIfNeeded();
    expect(await top()).toBeLessThan(-400);
    await last.click();
    await expect(explorer.locator('.article h1')).toBeVisible();
    await expect.poll(async () => Math.abs(await top())).toBeLessThan(20);

    await explorer.locator('.back').first().click();
    await expect(explorer.locator('.result')).toHaveCount(5);
    await page.evaluate(() => scrollBy(0, 900));
    await last.focus();
    await last.press('?');
    const dialog = explorer.getByRole('dialog');
    await expect(dialog).toBeVisible();
    const seen = async () => {
      const [box, above] = [await dialog.evaluate((dialog) => dialog.getBoundingClientRect().toJSON()), await top()];
      return box.top + above >= 0 && box.bottom + above <= (await page.evaluate(() => innerHeight));
    };
    await expect.poll(seen).toBe(true);
  });

  test('a frame of an article goes to what is quoted, and leaves the page around where it is', async ({ page, baseURL }) => {
    const asked = new URLSearchParams({ view: 'article', article: ARTICLE, quote: 'linchpin' });
    await host(page, baseURL, `<p style="height: 150vh"></p><iframe title="The archive" width="600" height="300" src="${baseURL}embed.html?${asked}"></iframe>`);
    const mark = page.frameLocator('iframe').locator('.article mark').first();
    const inView = () => mark.evaluate((mark) => mark.getBoundingClientRect().top > 0 && mark.getBoundingClientRect().bottom < innerHeight);
    await expect.poll(inView).toBe(true);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test('a frame tells its host what happens and does what it asks, and does nothing for others', async ({ page, baseURL }) => {
    const origin = elsewhere(baseURL);
    await host(
      page,
      baseURL,
      `<script>heard = []; addEventListener('message', ({ data, origin }) => heard.push([origin, data['article-explorer']]));</script>
       <iframe title="The archive" width="600" height="500" src="${baseURL}embed.html?q=unesco&origin=${origin}"></iframe>
       <iframe title="Framed by somebody else" width="600" height="500" src="${baseURL}embed.html?q=unesco&origin=https://other.example"></iframe>`,
    );
    const events = () => page.evaluate(() => heard.map(([from, { event, detail }]) => event && `${new URL(from).hostname} ${event} ${detail.query ?? ''}`));
    await expect.poll(events).toContain('127.0.0.1 query unesco');

    const ask = (at, message) => page.evaluate(([at, message]) => frames[at].postMessage({ 'article-explorer': message }, '*'), [at, message]);
    await ask(0, { search: 'paris' });
    await ask(1, { search: 'paris' });
    const box = (at) => page.frameLocator('iframe').nth(at).getByRole('combobox', { name: 'Search the archive' });
    await expect(box(0)).toHaveValue('paris');
    await expect(box(1)).toHaveValue('unesco');
    await expect.poll(events).toContain('127.0.0.1 query paris');
  });
});

/** The examples of the documentation, by language, for this archive. */
async function examples(baseURL) {
  const text = await readFile(new URL('../../../docs/embedding.md', import.meta.url), 'utf8');
  const blocks = [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)];
  const of = (wanted) => blocks.filter(([, kind]) => kind === wanted).map(([, , code]) => code.replaceAll('https://ARCHIVE/', baseURL));
  return { html: of('html'), css: of('css'), js: of('js') };
}

test.describe('the examples of the documentation', () => {
  test.use({ expectedErrors: /^http:\/\/localhost:/ });

  test('the element, dressed by variables and parts, does what the script asks', async ({ page, baseURL }) => {
    const { html, css, js } = await examples(baseURL);
    await host(page, baseURL, `<style>${css[0]}</style>${html[0]}`);
    const explorer = page.locator('article-explorer');
    await expect(explorer.locator('.result').first()).toBeVisible();
    await expect(explorer.locator('.brand')).toBeHidden();
    await expect(explorer.locator('.tag').first()).toHaveCSS('border-radius', '0px');
    await expect(explorer.locator('.back, .title').first()).toHaveCSS('font-family', /Source Serif 4/);

    const logged = page.waitForEvent('console', (message) => message.type() === 'log');
    await page.addScriptTag({ content: js[0] });
    expect(await (await logged).args()[0].jsonValue()).toEqual({ query: 'unesco', tags: ['paris'], from: '2025-01-01' });
    await expect(explorer.locator('#q')).toHaveValue('unesco');
    await expect(explorer.locator('.result')).toHaveCount(1);
    // The host shows articles itself: on the archive's own page.
    await explorer.locator('.result .title').click();
    await expect(page).toHaveURL(/127\.0\.0\.1.*#\/a\//);
  });

  test('a page of its own over the engine for scripts', async ({ page, baseURL }) => {
    const { html } = await examples(baseURL);
    await host(page, baseURL, html[3]);
    await page.getByRole('searchbox').pressSequentially('unesco paris');
    await expect(page.getByRole('status')).toHaveText(/^[1-5] of 5 articles$/);
    await expect(page.locator('li mark').first()).toHaveText(/unesco|paris/i);
  });

  test('the frame with its script is as high as what stands in it', async ({ page, baseURL }) => {
    const { html } = await examples(baseURL);
    await host(page, baseURL, html[2] + html[1]);
    await expect(page.frameLocator('iframe').locator('.result').first()).toBeVisible();
    await expect.poll(() => page.locator('iframe').evaluate((frame) => Number(frame.height))).toBeGreaterThan(700);
  });
});

test('the Markdown leads to what is on screen', async ({ explorer, page }) => {
  await explorer.open('#/?q=(unesco)+[paris]');
  const markdown = await snippet(explorer, 'markdown');
  const [, text, link] = markdown.match(/^\[(.*)\]\(<([^<>]*)>\)$/);
  expect(text).toContain('\\[paris\\]');
  await page.goto('about:blank');
  await page.goto(link);
  await expect(explorer.searchbox).toHaveValue('(unesco) [paris]');
});

test('the code is copied, and the preview shows the view', async ({ explorer, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await explorer.open('#/?q=unesco');
  await page.getByRole('button', { name: 'Embed' }).click();
  const dialog = page.getByRole('dialog', { name: 'Embed this view' });
  await dialog.getByRole('button', { name: 'Copy' }).nth(1).click();
  await expect(dialog.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await dialog.locator('code').nth(1).textContent());
  await expect(dialog.locator('article-explorer').locator('.result')).toHaveCount(await page.locator('#app .result').count());
});

test.describe(() => {
  test.use({ expectedErrors: /share\.js|Failed to load resource/ });

  test('a dialog that cannot be had is said, and can be tried again', async ({ explorer, page }) => {
    await page.route('**/share.js', (route) => route.abort());
    await explorer.open('#/?q=unesco');
    await page.getByRole('button', { name: 'Embed' }).click();
    await expect(page.getByRole('heading', { name: 'could not be loaded' })).toBeFocused();
    await page.unroute('**/share.js');
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(explorer.searchbox).toHaveValue('unesco');
    await page.getByRole('button', { name: 'Embed' }).click();
    await expect(page.getByRole('dialog', { name: 'Embed this view' })).toBeVisible();
  });
});

test('where the browser allows no copying, the dialog says what to do', async ({ explorer, page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await explorer.open('#/?q=unesco');
  await page.getByRole('button', { name: 'Embed' }).click();
  const dialog = page.getByRole('dialog', { name: 'Embed this view' });
  await dialog.getByRole('button', { name: 'Copy' }).first().click();
  await expect(dialog.getByText('select the code and copy it')).toBeVisible();
});

test('where it is known where the site is, an oEmbed document says how to show it', () => {
  const title = 'Văn hóa & "công nghệ" <2025>';
  const found = oembed('https://archive.example/deep/index.html', title);
  expect(found).toMatchObject({ version: '1.0', type: 'rich', title, width: 800, height: 640, provider_url: 'https://archive.example/deep/' });
  expect(found.html).toMatch(/^<iframe src="https:\/\/archive\.example\/deep\/embed\.html" title="Văn hóa &amp; &quot;công nghệ&quot; &lt;2025&gt;" width="800" height="640" [^<>]*><\/iframe>$/);
  expect(discovery('https://archive.example/deep/', title)).toContain('type="application/json+oembed" href="https://archive.example/deep/oembed.json"');
});
