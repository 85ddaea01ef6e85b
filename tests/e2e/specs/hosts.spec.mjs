// The same site on hosts of other kinds: what a reader gets is the same everywhere.

import { ANH, SUMMIT } from '../pages/archive.mjs';
import { expect, test } from '../support/test.mjs';

const HOSTS = [
  { path: '/some/deep/path/', what: 'compresses and sends parts of files', part: 206 },
  { path: '/host/whole/', what: 'compresses and sends whole files only', part: 200 },
  { path: '/host/plain/', what: 'does not compress and sends parts of files', part: 206 },
  { path: '/host/plain-and-whole/', what: 'does not compress and sends whole files only', part: 200 },
  { path: '/host/unordered/', what: 'answers late and out of order', part: 206 },
];

for (const { path, what, part } of HOSTS) {
  test.describe(`a host that ${what}`, () => {
    test.use({ baseURL: async ({ baseURL }, use) => use(new URL(path, baseURL).href) });

    test('finds words and phrases, shows passages, opens an article and its original', async ({ explorer, page }) => {
      const parts = new Set();
      const addresses = [];
      page.on('response', (response) => {
        if (!response.request().headers().range) return;
        parts.add(response.status());
        addresses.push(response.url());
      });
      await explorer.open();
      await explorer.searchbox.pressSequentially('embassy booth');
      await explorer.expectTitles([SUMMIT.title]);
      await expect(explorer.item(SUMMIT.title)).toContainText('exhibition booth at the AI Action Summit');
      await explorer.search('"AI Action Summit"');
      await explorer.expectTitles([SUMMIT.title]);
      await explorer.search('convention');
      await explorer.read(ANH.title);
      await explorer.reader.original.click();
      await expect(explorer.reader.originalText).toContainText('PARIS —');
      expect([...parts], 'how parts of files were answered').toEqual([part]);
      // Browsers ask for parts of one address one after the other, however early they are asked for.
      expect(new Set(addresses).size, 'each part has an address of its own').toBe(addresses.length);
    });
  });
}

test.describe('a host that puts a new bundle in the place of the old one', () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  test('a page that was open says what is missing, and a retry goes on with the new one', async ({ explorer, page }) => {
    await explorer.open();
    await page.route('**/archive/g-*/**', (route) => {
      const { pathname, search } = new URL(route.request().url());
      if (!pathname.includes('/g-new/')) return route.fulfill({ status: 404, body: 'gone' });
      return route.fallback();
    });
    let old;
    await page.route('**/archive/manifest.json', async (route) => {
      const response = await route.fetch();
      const manifest = await response.json();
      old = manifest.generation;
      await route.fulfill({ json: { ...manifest, generation: 'new' } });
    });
    await page.route('**/archive/g-new/**', async (route) => {
      const url = route.request().url().replace('/g-new/', `/g-${old}/`);
      await route.fulfill({ response: await route.fetch({ url }) });
    });
    await explorer.search('macron');
    await expect(explorer.alert).toContainText('404');
    await explorer.button(explorer.names.retry).click();
    await explorer.expectTitles([SUMMIT.title]);
    await expect(explorer.alert).toHaveCount(0);
  });
});
