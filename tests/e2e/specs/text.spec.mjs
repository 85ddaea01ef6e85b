import { BASE, DECADE, OTHER, PICTURE, SECRET } from '../pages/text.mjs';
import { expectAccessible } from '../support/axe.mjs';
import { expectNoHorizontalOverflow } from '../support/layout.mjs';
import { expect, test } from '../support/test.mjs';

test.use({ baseURL: BASE });

test('an article says all that its Markdown says @narrow', async ({ explorer, page }) => {
  await explorer.open(`#/a/${DECADE.slug}`);
  await explorer.reader.expectTitle(DECADE.title);
  const { text } = explorer.reader;
  await expect(text.getByRole('emphasis').first()).toHaveText('General Conference');
  await expect(text.getByRole('strong').first()).toHaveText('Wednesday');
  await expect(text.locator('sub')).toHaveText('2');
  await expect(text.locator('mark.highlight')).toHaveText('the first time');
  await expect(text.getByRole('note')).toContainText('The text is not yet public.');
  await expect(text.getByRole('listitem').first()).toContainText('Sign the memorandum');
  await expect(text.getByRole('term')).toHaveText('Term');
  await expect(text.getByRole('cell', { name: 'Việt Nam' }).getByRole('strong')).toBeVisible();
  await expect(text.locator('pre code')).toHaveText('fn main() {}');
  await expect(text.getByText('Behind it.')).toBeHidden();
  await text.getByText('Background').click();
  await expect(text.getByText('Behind it.')).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(DECADE.title));
  await expectNoHorizontalOverflow(page);
  await expectAccessible(page, 'the text');
});

test('a picture of the folder is shown in its size with its caption, one of another site is only named', async ({ explorer, page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await explorer.open(`#/a/${DECADE.slug}`);
  const figure = explorer.reader.text.getByRole('figure');
  const picture = figure.getByRole('img', { name: PICTURE.alt });
  await expect(picture).toHaveAttribute('width', `${PICTURE.width}`);
  await expect(picture).toHaveAttribute('height', `${PICTURE.height}`);
  await expect(picture).toHaveAttribute('loading', 'lazy');
  await expect(figure.getByText(PICTURE.caption)).toBeVisible();
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((image) => image.complete && image.naturalWidth)).toBe(PICTURE.width);
  await expect(explorer.reader.text.getByRole('link', { name: /Elsewhere/ })).toHaveAttribute('href', /pictures\.invalid/);
  expect(asked.filter((address) => new URL(address).hostname !== '127.0.0.1')).toEqual([]);
});

test('links lead to the article, and to the part of it that is meant', async ({ explorer, page }) => {
  await explorer.open(`#/a/${DECADE.slug}`);
  const { text } = explorer.reader;
  await expect(text.getByText('(not in this archive)')).toBeVisible();
  await text.getByRole('link', { name: 'the other', exact: true }).click();
  await explorer.reader.expectTitle(OTHER.title);
  await expect(text.getByRole('heading', { name: OTHER.part })).toBeInViewport();
  await page.goBack();
  await explorer.reader.expectTitle(DECADE.title);
  await text.getByRole('link', { name: 'a wiki link' }).click();
  await explorer.reader.expectTitle(OTHER.title);
});

test('a note is linked there and back', async ({ explorer }) => {
  await explorer.open(`#/a/${DECADE.slug}`);
  const { text } = explorer.reader;
  const [reference, back] = [text.locator('a.ref'), text.locator('.footnote a').first()];
  await reference.click();
  await expect(text.locator('.footnote')).toBeFocused();
  await back.click();
  await expect(reference).toBeFocused();
});

test('what is held back is in nothing that a reader can open', async ({ explorer, page }) => {
  const answers = [];
  page.on('response', (response) => answers.push(response.text().catch(() => '')));
  await explorer.open();
  await explorer.search(`${SECRET} `);
  await explorer.expectCount(0);
  await explorer.open(`#/a/${DECADE.slug}`);
  await explorer.reader.original.click();
  await expect(explorer.reader.originalText).toContainText('General Conference');
  await expect(explorer.reader.originalText).not.toContainText(SECRET);
  for (const answer of await Promise.all(answers)) expect(answer).not.toContain(SECRET);
});
