import { ANH } from '../pages/archive.mjs';
import { VIEWS } from '../pages/views.mjs';
import { expectNoHorizontalOverflow } from '../support/layout.mjs';
import { expect, test } from '../support/test.mjs';

// 320 px is a 1280 px window zoomed to 400 %.
const WIDTHS = [320, 360, 768, 3840];

test.describe('nothing sticks out sideways, at any width', () => {
  test.use({ viewport: { width: WIDTHS[0], height: 640 } });

  for (const view of VIEWS) {
    test.describe(() => {
      test.use({ expectedErrors: view.errors ?? /^$/ });

      test(view.name, async ({ explorer, page }) => {
        await view.open(explorer);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 640 });
          await expectNoHorizontalOverflow(page);
        }
      });
    });
  }
});

test('text is set for reading: a measure of about 66 characters and generous lines', async ({ explorer }) => {
  await explorer.open();
  await explorer.read(ANH.title);
  const { measure, leading } = await explorer.reader.text
    .getByRole('paragraph')
    .first()
    .evaluate((paragraph) => {
      const style = getComputedStyle(paragraph);
      const ruler = document.createElement('canvas').getContext('2d');
      ruler.font = `${style.fontSize} ${style.fontFamily}`;
      const sample = paragraph.textContent.slice(0, 400);
      const perCharacter = ruler.measureText(sample).width / sample.length;
      return {
        measure: paragraph.getBoundingClientRect().width / perCharacter,
        leading: parseFloat(style.lineHeight) / parseFloat(style.fontSize),
      };
    });
  expect(measure).toBeGreaterThan(55);
  expect(measure).toBeLessThan(80);
  expect(leading).toBeGreaterThanOrEqual(1.5);
});

test('print shows the article and nothing to click', async ({ explorer, page }) => {
  await explorer.open('#/?q=convention');
  await explorer.read(ANH.title);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(explorer.reader.title).toBeVisible();
  await expect(explorer.reader.text).toBeVisible();
  await expect(page.getByRole('search')).toBeHidden();
  await expect(explorer.reader.back).toBeHidden();
  await expect(explorer.reader.original).toBeHidden();
  await expect(explorer.reader.neighbours).toBeHidden();
  await expect(explorer.button(explorer.names.settings)).toBeHidden();
  const ink = await explorer.reader.text.evaluate((text) => getComputedStyle(text).color);
  expect(Math.max(...ink.match(/\d+/g).slice(0, 3).map(Number)), `dark ink, not ${ink}`).toBeLessThan(80);
});

test('print shows the list without the panel', async ({ explorer, page }) => {
  await explorer.open('#/?q=unesco');
  await explorer.expectCount(3);
  await page.emulateMedia({ media: 'print' });
  await expect(explorer.items.first()).toBeVisible();
  await expect(explorer.filters.panel).toBeHidden();
});
