import { GILL, SUMMIT } from '../pages/archive.mjs';
import { expect, test } from '../support/test.mjs';

test('a mistyped word is corrected, the page says so, and one can insist on it @narrow', async ({ explorer, page }) => {
  const { names } = explorer;
  await explorer.open();
  await explorer.search('cybersecurty ');
  await explorer.expectTitles([GILL.title]);
  await expect(explorer.main).toContainText(names.corrected('cybersecurity', 'cybersecurty'));
  await expect(explorer.marks(GILL.title)).toHaveText(['cybersecurity']);
  await explorer.read(GILL.title);
  await expect(explorer.reader.text.getByRole('mark')).toHaveText(['cybersecurity']);
  await page.goBack();

  await page.getByRole('link', { name: 'cybersecurty', exact: true }).click();
  await expect(page).toHaveURL(/verbatim=1/);
  await explorer.expectCount(0);
  await page.reload();
  await explorer.expectCount(0);
  await explorer.button(names.withCorrections).click();
  await explorer.expectTitles([GILL.title]);
  await expect(page).not.toHaveURL(/verbatim/);
});

test('articles with some of the words stand behind a heading and are not counted', async ({ explorer }) => {
  await explorer.open();
  await explorer.search('booth paris ');
  await explorer.expectCount(1);
  await expect(explorer.headings.first()).toHaveText(SUMMIT.title);
  const headings = await explorer.results.getByRole('heading').allTextContents();
  expect(headings[1]).toBe(explorer.names.others);
  expect(headings.length).toBeGreaterThan(2);
});
