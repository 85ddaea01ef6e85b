// What a fresh page transfers until the list is on screen and a first search is answered with its passages.

import { readFile } from 'node:fs/promises';

import { SUMMIT } from '../pages/archive.mjs';
import { expect, test } from '../support/test.mjs';

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
  const transferred = [];
  page.on('requestfinished', async (request) => {
    const { responseBodySize: bytes } = await request.sizes();
    // What the browser had already was not transferred.
    if (bytes > 0) transferred.push({ path: new URL(request.url()).pathname, bytes });
  });

  await explorer.open();
  await explorer.searchbox.pressSequentially('embassy booth');
  await explorer.expectTitles([SUMMIT.title]);
  await expect(explorer.item(SUMMIT.title)).toContainText('exhibition booth at the AI Action Summit');
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');

  const parts = Object.fromEntries(PARTS.map(([name]) => [name, { bytes: 0, requests: 0 }]));
  for (const { path, bytes } of transferred) {
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
