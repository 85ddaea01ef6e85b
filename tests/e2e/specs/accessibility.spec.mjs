import { Explorer } from '../pages/explorer.mjs';
import { VI } from '../pages/names.mjs';
import { VIEWS } from '../pages/views.mjs';
import { expectAccessible } from '../support/axe.mjs';
import { expect, test } from '../support/test.mjs';

test.describe('axe finds nothing, light or dark', () => {
  for (const view of VIEWS) {
    test.describe(() => {
      test.use({ expectedErrors: view.errors ?? /^$/ });

      test(`${view.name} @narrow`, async ({ explorer, page }) => {
        await view.open(explorer);
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          await expectAccessible(page, `in the ${colorScheme} theme`);
        }
      });
    });
  }
});

test('axe finds nothing in the Vietnamese interface', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'vi-VN', baseURL });
  const explorer = new Explorer(await context.newPage(), VI);
  await explorer.open('#/?q=unesco');
  await explorer.expectCount(3);
  await expectAccessible(explorer.page);
  await context.close();
});

test('the landmarks are the contract: one search, one main, one status, a list of articles', async ({
  explorer,
  page,
}) => {
  await explorer.open('#/?q=unesco');
  await explorer.expectCount(3);
  await expect(page.getByRole('search')).toHaveCount(1);
  await expect(page.getByRole('search').getByRole('combobox')).toHaveCount(1);
  await expect(page.getByRole('main')).toHaveCount(1);
  await expect(page.getByRole('status')).toHaveCount(1);
  await expect(explorer.results.getByRole('listitem').getByRole('article')).toHaveCount(3);
  await explorer.headings.first().click();
  await expect(explorer.reader.title).toBeVisible();
  await expect(page.getByRole('main')).toHaveCount(1);
  await expect(explorer.reader.article).toHaveCount(1);
});

test('with reduced motion nothing moves', async ({ explorer, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await explorer.open();
  const moving = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('body *')]
      .filter((element) => {
        const style = getComputedStyle(element);
        const seconds = [...style.transitionDuration.split(','), ...style.animationDuration.split(',')];
        return style.scrollBehavior === 'smooth' || seconds.some((value) => parseFloat(value) > 0.01);
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  expect(moving).toEqual([]);
});
