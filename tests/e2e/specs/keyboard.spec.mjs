import { ANH, MINISTER, ALL } from '../pages/archive.mjs';
import { expect, test } from '../support/test.mjs';

test('a whole visit by keyboard alone', async ({ explorer, page }) => {
  await explorer.open();
  await page.keyboard.press('/');
  await expect(explorer.searchbox).toBeFocused();
  await page.keyboard.type('unesco');
  await explorer.expectCount(3);

  // Esc closes what the box offers, then empties the box, then leaves it.
  await expect(explorer.offers).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(explorer.offers).toBeHidden();
  await expect(explorer.searchbox).toHaveValue('unesco');
  await page.keyboard.press('Escape');
  await expect(explorer.searchbox).toHaveValue('');
  await explorer.expectCount(ALL.length);
  await page.keyboard.press('Escape');
  await expect(explorer.searchbox).not.toBeFocused();

  await page.keyboard.press('/');
  await page.keyboard.type('unesco');
  await explorer.expectCount(3);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(explorer.searchbox).not.toBeFocused();
  await page.keyboard.press('j');
  await expect(explorer.headings.nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await expect(explorer.headings.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(explorer.headings.nth(0)).toBeFocused();
  const [first, second] = await explorer.headings.allTextContents();

  await page.keyboard.press('Enter');
  await explorer.reader.expectTitle(first);
  await page.keyboard.press('j');
  await explorer.reader.expectTitle(second);
  await page.keyboard.press('k');
  await explorer.reader.expectTitle(first);
  await page.keyboard.press('Escape');
  await expect(explorer.link(first)).toBeFocused();
});

test('? explains the shortcuts, and Esc closes it and gives the focus back', async ({ explorer, page }) => {
  await explorer.open();
  await page.keyboard.press('j');
  await expect(explorer.headings.first()).toBeFocused();
  await page.keyboard.press('?');
  await expect(explorer.dialog).toContainText(explorer.names.shortcuts);
  await expect(page.getByRole('dialog', { name: explorer.names.help })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(explorer.dialog).toBeHidden();
  await expect(explorer.headings.first()).toBeFocused();
});

test('shortcuts are letters while typing', async ({ explorer, page }) => {
  await explorer.open();
  await explorer.searchbox.focus();
  await page.keyboard.type('jk?/o');
  await expect(explorer.searchbox).toHaveValue('jk?/o');
  await expect(explorer.dialog).toBeHidden();
});

test('shortcuts can be switched off for good, and on again', async ({ explorer, page }) => {
  await explorer.open();
  await explorer.openSettings();
  const choice = explorer.dialog.getByRole('checkbox', { name: explorer.names.useShortcuts });
  await choice.uncheck();
  await page.keyboard.press('Escape');
  await expect(explorer.dialog).toBeHidden();
  await page.keyboard.press('/');
  await page.keyboard.press('j');
  await page.keyboard.press('?');
  await expect(explorer.searchbox).not.toBeFocused();
  await expect(explorer.headings.first()).not.toBeFocused();
  await expect(explorer.dialog).toBeHidden();

  await page.reload();
  await explorer.expectCount(ALL.length);
  await page.keyboard.press('/');
  await expect(explorer.searchbox).not.toBeFocused();
  await explorer.openSettings();
  await choice.check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(explorer.searchbox).toBeFocused();
});

test('everything can be reached with Tab, and the focus is always seen', async ({ explorer, page }) => {
  await explorer.open(`#/?q=${encodeURIComponent('unesco')}`);
  await explorer.expectCount(3);
  const seen = new Set();
  for (let step = 0; step < 120; step++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return {
        name: element.getAttribute('aria-label') ?? element.textContent.trim() ?? '',
        // Inside a date field the browser has a button of its own, and marks it itself.
        outlined: !element.matches(':focus') || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none',
        inView: box.bottom > 0 && box.top < innerHeight,
        html: element.outerHTML.slice(0, 120),
      };
    });
    if (!focused) break;
    expect(focused, focused.html).toMatchObject({ outlined: true, inView: true });
    seen.add(focused.name);
  }
  expect([...seen]).toEqual(expect.arrayContaining([ANH.title, MINISTER.title, explorer.names.settings]));
});

test('the first Tab offers to skip to the articles', async ({ explorer, page }) => {
  await explorer.open();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: explorer.names.skip })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(explorer.main).toBeFocused();
  await expect(page).not.toHaveURL(/#.*list/);
});

test('showing more tags leads on to the first of them', async ({ explorer, page }) => {
  await explorer.open();
  const card = page.getByRole('list', { name: explorer.names.results }).getByRole('article').first();
  const more = card.getByRole('button', { name: /more tags$/ });
  // With the filters come the names of the tags, which draw those of the cards anew.
  await expect(page.getByRole('checkbox').first()).toBeVisible();
  const before = await card.getByRole('button').count();
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(more).toBeHidden();
  await expect.poll(() => card.getByRole('button').count()).toBeGreaterThanOrEqual(before);
  await expect(card.locator(':focus')).toHaveCount(1);
});
