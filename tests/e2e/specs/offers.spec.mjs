import { CULTURE, GILL, SUMMIT, ALL } from '../pages/archive.mjs';
import { expectAccessible } from '../support/axe.mjs';
import { expectNoHorizontalOverflow } from '../support/layout.mjs';
import { expect, test } from '../support/test.mjs';

test('words, tags and articles are offered and taken by keyboard @narrow', async ({ explorer, page }) => {
  const { names, offers, searchbox } = explorer;
  await explorer.open();
  await searchbox.focus();
  await page.keyboard.type('cybers');
  await expect(explorer.offersOf(names.offerGroups.words)).toHaveText(['cybersecurity']);
  // What lies under the offers, half of it in sight, is none of axe's business: which it is depends on the typeface.
  await expectAccessible(page, 'with offers', ['.filters']);
  await expectNoHorizontalOverflow(page);
  await expect(searchbox).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(offers.getByRole('option', { selected: true })).toHaveText('cybersecurity');
  const active = await searchbox.getAttribute('aria-activedescendant');
  await expect(offers.getByRole('option').first()).toHaveId(active);
  await page.keyboard.press('Enter');
  await expect(searchbox).toHaveValue('cybersecurity ');
  await expect(searchbox).toBeFocused();
  await expect(offers).toBeHidden();
  await explorer.expectTitles([GILL.title]);

  await searchbox.fill('paris summ');
  await expect(explorer.offersOf(names.offerGroups.articles)).toHaveText([SUMMIT.title]);
  await page.keyboard.press('ArrowUp');
  await expect(offers.getByRole('option', { selected: true })).toHaveText(SUMMIT.title);
  await page.keyboard.press('Enter');
  await explorer.reader.expectTitle(SUMMIT.title);
});

test('a tag that is chosen filters, and its words leave the box', async ({ explorer, page }) => {
  await explorer.open();
  await explorer.searchbox.fill('globalization unes');
  await explorer.offersOf(explorer.names.offerGroups.tags).filter({ hasText: /^UNESCO$/ }).click();
  await expect(explorer.searchbox).toHaveValue('globalization');
  await expect(explorer.searchbox).toBeFocused();
  await expect(explorer.filters.chip('UNESCO')).toBeVisible();
  await expect(page).toHaveURL(/tag=unesco/);
  await explorer.expectTitles([CULTURE.title]);
});

test('Enter searches as long as nothing is chosen, Esc closes, Tab goes on, and letters stay letters', async ({
  explorer,
  page,
}) => {
  const { offers, searchbox } = explorer;
  await explorer.open();
  await searchbox.focus();
  await page.keyboard.type('cyber');
  await expect(offers).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(offers).toBeHidden();
  await expect(searchbox).toHaveValue('cyber');

  await page.keyboard.type('se');
  await expect(offers).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await expect(searchbox).not.toHaveAttribute('aria-activedescendant');
  await page.keyboard.type('x');
  await expect(searchbox).toHaveValue('cybersxe');

  await searchbox.fill('cyber');
  await expect(offers).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(offers).toBeHidden();
  await expect(searchbox).toHaveValue('cyber');
  await page.keyboard.press('ArrowDown');
  await expect(offers.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Tab');
  await expect(offers).toBeHidden();
  await expect(searchbox).toHaveValue('cyber');
  await expect(explorer.button(explorer.names.clearSearch)).toBeFocused();
});

test('searches are remembered in this browser only, and forgotten when asked', async ({ explorer, page }) => {
  const { names, searchbox } = explorer;
  const recent = explorer.offersOf(names.offerGroups.recent);
  await explorer.open();
  for (const query of ['macron', 'booth', 'unesco', 'cyber', 'paris', 'embassy']) await explorer.search(query);
  await page.reload();
  await searchbox.fill('');
  await searchbox.click();
  await expect(recent).toHaveText(['embassy', 'paris', 'cyber', 'unesco', 'booth', names.clearRecent]);
  await recent.filter({ hasText: 'booth' }).click();
  await explorer.expectTitles([SUMMIT.title]);
  await searchbox.fill('');
  await recent.filter({ hasText: names.clearRecent }).click();
  await expect(explorer.offers).toBeHidden();
  await page.reload();
  await explorer.expectCount(ALL.length);
  await searchbox.click();
  await expect(explorer.offers).toBeHidden();
});

test('what the box offers speaks Vietnamese', async ({ explorer, page }) => {
  await explorer.open();
  await explorer.button('Tiếng Việt').click();
  await page.getByRole('search').getByRole('combobox').fill('nguye');
  const offers = page.getByRole('listbox', { name: 'Gợi ý' });
  await expect(offers.getByRole('group', { name: 'Từ' }).getByRole('option')).toContainText(['nguyễn']);
  await expectAccessible(page);
});
