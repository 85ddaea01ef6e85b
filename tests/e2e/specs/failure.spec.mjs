import { ANH, SUMMIT, ALL } from '../pages/archive.mjs';
import { expect, test } from '../support/test.mjs';

const FETCHING = /Failed to load resource|Failed to fetch/;

/** Answers `pattern` with what `damage` makes of the real body. */
async function damaged(page, pattern, damage) {
  await page.route(pattern, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    delete headers['content-encoding'];
    delete headers['content-length'];
    await route.fulfill({ status: 200, headers, body: damage(await response.body()) });
  });
}

const truncate = (body) => body.subarray(0, Math.floor(body.length / 2));

test.describe('what cannot be fetched', () => {
  test.use({ expectedErrors: FETCHING });

  test('no archive: the page names the file, and a retry opens it @narrow', async ({ explorer, page }) => {
    await page.route('**/manifest.json', (route) => route.abort());
    await explorer.goto();
    await expect(explorer.alert).toContainText(explorer.names.fetchFailed);
    await expect(explorer.alert).toContainText('manifest.json');
    await page.unroute('**/manifest.json');
    await explorer.button(explorer.names.retry).click();
    await explorer.expectSameTitles(ALL);
    await expect(explorer.alert).toHaveCount(0);
  });

  test('a missing file is named with what the host answered', async ({ explorer, page }) => {
    await page.route('**/cards-*.json', (route) => route.fulfill({ status: 503, body: 'busy' }));
    await explorer.goto();
    await expect(explorer.alert).toContainText(/cards-0\.json.*503/);
    await page.unroute('**/cards-*.json');
    await explorer.button(explorer.names.retry).click();
    await explorer.expectSameTitles(ALL);
  });

  test('offline while searching: what was typed is kept, and a retry answers it', async ({
    explorer,
    page,
    context,
  }) => {
    await explorer.open();
    await context.setOffline(true);
    await explorer.search('macron');
    await expect(explorer.alert).toContainText(explorer.names.fetchFailed);
    await expect(explorer.searchbox).toHaveValue('macron');
    await context.setOffline(false);
    await explorer.button(explorer.names.retry).click();
    await explorer.expectTitles([SUMMIT.title]);
    await expect(explorer.alert).toHaveCount(0);
  });

  test('offline while opening an article, with a retry', async ({ explorer, context }) => {
    await explorer.open();
    await context.setOffline(true);
    await explorer.link(ANH.title).click();
    await explorer.reader.expectTitle(explorer.names.fetchFailed);
    await expect(explorer.reader.title).toBeFocused();
    await context.setOffline(false);
    await explorer.button(explorer.names.retry).click();
    await explorer.reader.expectTitle(ANH.title);
  });

  test.describe('the code that only some readers use', () => {
    const CHUNK = '**/app-chunk-*.wasm';

    test('comes with the first article, and once', async ({ explorer, page }) => {
      const asked = [];
      page.on('request', (request) => asked.push(request.url()));
      const chunks = () => asked.filter((url) => url.includes('app-chunk-')).length;
      await explorer.open('#/?q=unesco');
      await explorer.headings.first().waitFor();
      expect(chunks(), 'before an article is opened').toBe(0);
      await explorer.read(ANH.title);
      await explorer.openHelp();
      expect(chunks(), 'after an article and the help').toBe(1);
    });

    for (const [what, query] of [
      ['an article', ''],
      ['a phrase', '"AI Action Summit"'],
    ]) {
      test(`cannot be fetched for ${what}: a retry goes on`, async ({ explorer, page }) => {
        await page.route(CHUNK, (route) => route.abort());
        await explorer.open();
        if (query) await explorer.search(query);
        else await explorer.link(SUMMIT.title).click();
        await expect(page.getByText(explorer.names.fetchFailed)).toBeVisible();
        await page.unroute(CHUNK);
        await explorer.button(explorer.names.retry).click();
        if (query) await explorer.expectTitles([SUMMIT.title]);
        else await explorer.reader.expectTitle(SUMMIT.title);
      });
    }

    test('cannot be fetched for the help: a retry goes on in the dialog @narrow', async ({ explorer, page }) => {
      await page.route(CHUNK, (route) => route.abort());
      await explorer.open();
      await explorer.button(explorer.names.help).click();
      await expect(explorer.dialog.getByRole('alert')).toContainText(explorer.names.fetchFailed);
      await page.unroute(CHUNK);
      await explorer.dialog.getByRole('button', { name: explorer.names.retry }).click();
      await expect(explorer.dialog.getByRole('term').first()).toBeVisible();
      await expect(explorer.dialog.getByRole('alert')).toHaveCount(0);
    });

    test('is gone, since the site was published anew: a retry begins with the new page, at the same article', async ({
      explorer,
      page,
    }) => {
      await page.route(CHUNK, (route) => route.fulfill({ status: 404, body: 'gone' }));
      await explorer.open();
      await explorer.link(ANH.title).click();
      await explorer.reader.expectTitle(explorer.names.fetchFailed);
      await page.unroute(CHUNK);
      await Promise.all([page.waitForEvent('load'), explorer.button(explorer.names.retry).click()]);
      await explorer.reader.expectTitle(ANH.title);
    });
  });

  test('offline while asking for the original, with a retry; the cleaned text stays', async ({
    explorer,
    context,
  }) => {
    await explorer.open();
    await explorer.read(ANH.title);
    await context.setOffline(true);
    await explorer.reader.original.click();
    await expect(explorer.reader.originalText).toContainText(explorer.names.originalFailed);
    await expect(explorer.reader.text).toBeVisible();
    await context.setOffline(false);
    await explorer.button(explorer.names.retry).click();
    await expect(explorer.reader.originalText).toContainText('PARIS —');
  });
});

test.describe('what arrives damaged', () => {
  for (const [file, fragment] of [
    ['manifest.json', ''],
    ['cards-0.json', ''],
    ['facets.bin', ''],
    // Whichever shard the word is in.
    ['terms-*.bin', '#/?q=unesco'],
    ['dates.bin', '#/?from=2025-01-01'],
  ]) {
    test(`${file}, cut off: it is named, and a retry mends it`, async ({ explorer, page }) => {
      await damaged(page, `**/${file}`, truncate);
      await explorer.goto(fragment);
      await expect(explorer.alert).toContainText(explorer.names.damaged);
      await expect(explorer.alert).toContainText(file.split('*')[0]);
      await page.unroute(`**/${file}`);
      await explorer.button(explorer.names.retry).click();
      await expect(explorer.headings.first()).toBeVisible();
      await expect(explorer.alert).toHaveCount(0);
      await expect(explorer.filters.group(explorer.names.groups.year).getByRole('checkbox').first()).toBeVisible();
    });
  }

  for (const file of ['manifest.json', 'cards-0.json', 'facets.bin', 'terms-*.bin']) {
    test(`${file}, garbled: it is named`, async ({ explorer, page }) => {
      await damaged(page, `**/${file}`, (body) => {
        body[Math.floor(body.length / 2)] ^= 0xff;
        return body;
      });
      await explorer.goto('#/?q=unesco');
      await expect(explorer.alert).toContainText(explorer.names.damaged);
      await expect(explorer.alert).toContainText(file.split('*')[0]);
    });
  }

  test('the page of an article: the reader says so', async ({ explorer, page }) => {
    await explorer.open();
    const link = await explorer.link(ANH.title).getAttribute('href');
    await damaged(page, '**/page-*.json', truncate);
    await page.reload();
    await explorer.goto(link);
    await explorer.reader.expectTitle(explorer.names.damaged);
    await expect(explorer.reader.article).toContainText('page-0.json');
    await page.unroute('**/page-*.json');
    await explorer.button(explorer.names.retry).click();
    await explorer.reader.expectTitle(ANH.title);
  });

  test('a bundle of another version is named as such', async ({ explorer, page }) => {
    await damaged(page, '**/manifest.json', (body) => JSON.stringify({ ...JSON.parse(body), format: 99 }));
    await explorer.goto();
    await expect(explorer.alert).toContainText(explorer.names.otherVersion);
    await expect(explorer.alert).toContainText('99');
  });
});

test.describe('what keeps the app from starting', () => {
  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('the page says what it needs, in both languages @narrow', async ({ page, explorer }) => {
      await explorer.goto();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(explorer.names.boot.noScript);
      await expect(page.getByRole('heading', { name: explorer.names.boot.noScriptVietnamese })).toBeVisible();
    });
  });

  test.describe('without WebAssembly', () => {
    test('the page says so', async ({ page, explorer }) => {
      await page.addInitScript(() => delete window.WebAssembly);
      await explorer.goto();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(explorer.names.boot.noWasm);
    });
  });

  test.describe('with a part of the app missing', () => {
    test.use({ expectedErrors: /Failed to load resource|answered 404|CompileError|dynamically imported/ });

    test('no wasm: the page says so, and Retry starts the app @narrow', async ({ page, explorer }) => {
      await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
      await explorer.goto();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(explorer.names.boot.notLoaded);
      await page.unroute('**/*.wasm');
      await page.getByRole('button', { name: explorer.names.boot.retry }).click();
      await explorer.expectSameTitles(ALL);
    });

    test('a wasm that is cut off', async ({ page, explorer }) => {
      await damaged(page, '**/*.wasm', truncate);
      await explorer.goto();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(explorer.names.boot.notLoaded);
    });

    test('no script', async ({ page, explorer }) => {
      await page.route(/\/assets\/app[^/]*\.js$/, (route) => route.abort());
      await explorer.goto();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(explorer.names.boot.notLoaded);
    });
  });
});

test('while the archive is on its way the page says that it is loading', async ({ explorer, page }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/cards-*.json', async (route) => {
    await held;
    await route.continue();
  });
  await explorer.goto();
  await expect(explorer.main).toHaveAttribute('aria-busy', 'true');
  await expect(explorer.main).toContainText(explorer.names.loading);
  release();
  await explorer.expectSameTitles(ALL);
  await expect(explorer.main).toHaveAttribute('aria-busy', 'false');
});
