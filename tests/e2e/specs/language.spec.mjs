import { ANH, CULTURE, ALL } from '../pages/archive.mjs';
import { Explorer } from '../pages/explorer.mjs';
import { EN, VI } from '../pages/names.mjs';
import { expect, test } from '../support/test.mjs';

test.describe('in a Vietnamese browser', () => {
  test.use({ locale: 'vi-VN' });

  test('the interface is Vietnamese: names, dates, counts, the language of the page @narrow', async ({ page }) => {
    const explorer = new Explorer(page, VI);
    await explorer.open();
    await explorer.expectSameTitles(ALL);
    await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
    await expect(explorer.searchbox).toHaveAccessibleName(VI.search);
    await expect(explorer.searchbox).toHaveAttribute('placeholder', VI.placeholder);
    await expect(explorer.item(ANH.title)).toContainText('12 tháng 2, 2025');
    await explorer.filters.show();
    for (const group of Object.values(VI.groups)) await expect(explorer.filters.group(group)).toBeVisible();
    await expect(explorer.filters.checkbox(VI.groups.language, 'Tiếng Anh')).toBeVisible();
  });

  test('an article keeps its own language inside a Vietnamese page', async ({ page }) => {
    const explorer = new Explorer(page, VI);
    await explorer.open();
    await explorer.read(CULTURE.title);
    await expect(explorer.reader.title).toHaveAttribute('lang', 'en');
    await expect(explorer.reader.fact(VI.facts.length)).toHaveText(VI.minutes);
    await explorer.reader.back.click();
    await expect(explorer.link(CULTURE.title)).toBeFocused();
  });
});

test('the language can be switched, is remembered, and changes nothing else', async ({ explorer, page }) => {
  await explorer.open('#/?q=unesco');
  await explorer.expectCount(3);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await explorer.openSettings();
  await explorer.dialog
    .getByRole('group', { name: EN.interfaceLanguage })
    .getByRole('radio', { name: 'Tiếng Việt' })
    .click();
  await expect(page.getByRole('dialog', { name: VI.settings })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Tiếng Việt' })).toBeFocused();
  await page.keyboard.press('Escape');

  const vietnamese = new Explorer(page, VI);
  await vietnamese.expectCount(3);
  await expect(vietnamese.searchbox).toHaveValue('unesco');
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  await page.reload();
  await vietnamese.expectCount(3);
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await explorer.expectCount(3);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a browser in a third language gets English', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'fr-FR', baseURL });
  const explorer = new Explorer(await context.newPage());
  await explorer.open();
  await expect(explorer.searchbox).toHaveAccessibleName(EN.search);
  await context.close();
});
