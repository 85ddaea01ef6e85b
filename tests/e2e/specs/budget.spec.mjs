// What a fresh page transfers until the list is on screen and a first search is answered with its passages.

import { readFile } from 'node:fs/promises';

import { ALL, SUMMIT } from '../pages/archive.mjs';
import { asked, test as elementTest } from '../support/embed.mjs';
import { expect, settled, test } from '../support/test.mjs';

const PARTS = [
  ['wasm', /\.wasm$/],
  ['JavaScript', /\.js$/],
  ['styles', /\.css$/],
  ['fonts', /\.woff2?$/],
  ['data', /\/archive\//],
  ['page', /\/$|\.html$/],
  ['other', /./],
];

test('the first answer stays within the size budget', async ({ explorer, page }) => {
  const budget = JSON.parse(await readFile(new URL('../budget.json', import.meta.url), 'utf8'));
  const finished = [];
  page.on('requestfinished', (request) => finished.push({ path: new URL(request.url()).pathname, sizes: request.sizes() }));

  await explorer.open();
  await explorer.searchbox.pressSequentially('embassy booth');
  await explorer.expectTitles([SUMMIT.title]);
  await expect(explorer.item(SUMMIT.title)).toContainText('exhibition booth at the AI Action Summit');
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');

  const parts = Object.fromEntries(PARTS.map(([name]) => [name, { bytes: 0, requests: 0 }]));
  for (const { path, sizes } of finished) {
    const { responseBodySize: bytes } = await sizes;
    // What the browser had already was not transferred.
    if (bytes <= 0) continue;
    const [name] = PARTS.find(([, pattern]) => pattern.test(path));
    parts[name].bytes += bytes;
    parts[name].requests += 1;
  }
  const { fonts, ...rest } = parts;
  const total = Object.values(rest).reduce((sum, part) => sum + part.bytes, 0);
  const requests = Object.values(rest).reduce((sum, part) => sum + part.requests, 0);
  const line = (name, part) => console.log(`budget: ${name}: ${part.bytes} bytes in ${part.requests} requests`);
  for (const [name, part] of Object.entries(rest)) if (part.requests > 0) line(name, part);
  line(`total, of ${budget.total}`, { bytes: total, requests });
  line(`fonts, apart, of ${budget.fonts}`, fonts);

  expect(rest.wasm.requests, 'the wasm was counted').toBe(1);
  expect(rest.data.requests, 'the data was counted').toBeGreaterThan(2);
  expect(total).toBeLessThanOrEqual(budget.total);
  expect(fonts.bytes).toBeLessThanOrEqual(budget.fonts);
});

elementTest('the element stays within its own: alone, with the list, with a first answer', async ({ host, page }) => {
  const { element: budget } = JSON.parse(await readFile(new URL('../budget.json', import.meta.url), 'utf8'));
  const paths = asked(host);
  const sizes = [];
  page.on('requestfinished', (request) => {
    if (request.url().startsWith(host.archive)) sizes.push(request.sizes());
  });
  const within = async (step) => {
    // One request brings the next.
    await expect(async () => {
      const before = paths.length;
      await settled(page);
      expect([sizes.length, paths.length]).toEqual([before, before]);
    }).toPass();
    const bytes = (await Promise.all(sizes)).reduce((sum, { responseBodySize }) => sum + Math.max(responseBodySize, 0), 0);
    console.log(`budget: the element, ${step}: ${bytes} bytes in ${paths.length} requests, of ${budget[step]}`);
    expect(bytes, step).toBeGreaterThan(budget[step] / 2);
    expect(bytes, step).toBeLessThanOrEqual(budget[step]);
  };

  await host.goto('plain', { loading: 'click' });
  await expect(host.facade).toBeVisible();
  await within('facade');
  await host.facade.click();
  await host.explorer.expectTitles(ALL);
  await within('list');
  await host.explorer.searchbox.pressSequentially('embassy booth');
  await host.explorer.expectTitles([SUMMIT.title]);
  await expect(host.explorer.items.first()).toContainText('exhibition booth at the AI Action Summit');
  await within('answer');
});
