import { ANH, MINISTER } from '../pages/archive.mjs';
import { Explorer } from '../pages/explorer.mjs';
import { VI } from '../pages/names.mjs';
import { expect, test } from '../support/test.mjs';

test('a result says of each word in which form it was found, where and how often @narrow', async ({ explorer }) => {
  await explorer.open();
  await explorer.search('nguyen thi anh exchanged ');
  const reasons = await explorer.reasons(ANH.title);
  const of = (word) => reasons.getByRole('term').filter({ hasText: new RegExp(`^${word}$`) }).locator('xpath=following-sibling::dd[1]');
  await expect(of('nguyen')).toContainText(/^Nguyễn: with other marks · .*text\s\d+×/);
  await expect(of('anh')).toContainText('Anh: as typed');
  await expect(reasons).toContainText('“nguyen” and “thi” stand side by side.');
  await expect(reasons).toContainText('1 word stands between “thi” and “anh”.');
});

test('words that an article lacks are named, and the reasons cost no file besides its page and code', async ({ explorer, page }) => {
  await explorer.open('#/?q=cultural+booth+');
  await explorer.item(MINISTER.title).scrollIntoViewIfNeeded();
  await expect(explorer.marks(MINISTER.title).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const reasons = await explorer.reasons(MINISTER.title);
  await expect(reasons).toContainText('not in this article');
  expect(asked.filter((path) => !/\/assets\/app-chunk-\w+\.wasm$/.test(path))).toEqual([]);
});

test('the reasons are given in Vietnamese too', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'vi-VN', baseURL });
  const explorer = new Explorer(await context.newPage(), VI);
  await explorer.open('#/?q=nguyen+');
  const reasons = await explorer.reasons(ANH.title);
  await expect(reasons).toContainText('Nguyễn: dấu khác với khi gõ');
  await context.close();
});
