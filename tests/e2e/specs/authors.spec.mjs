import { BASE, LAKES, NOTES, PONDS, RIVERS, note } from '../pages/authors.mjs';
import { Explorer } from '../pages/explorer.mjs';
import { VI } from '../pages/names.mjs';
import { expectAccessible } from '../support/axe.mjs';
import { expectNoHorizontalOverflow } from '../support/layout.mjs';
import { expect, test } from '../support/test.mjs';

test.use({ baseURL: BASE });

const nameOf = (explorer, title, author) => explorer.item(title).getByRole('button', { name: author, exact: true });

/** One article has all words; others with some of them may follow. */
async function expectFirst(explorer, title) {
  await expect(explorer.headings.first()).toHaveText(title);
  await explorer.expectCount(1);
}

test('authors are asked for by an operator, and in plain words @narrow', async ({ explorer }) => {
  await explorer.open();
  await explorer.search('author:featherstone');
  await explorer.expectTitles([RIVERS.title, PONDS.title]);
  await explorer.search('author:"vân anh" -author:featherstone');
  await explorer.expectTitles([LAKES.title]);
  await explorer.search('wilhelmina rivers ');
  await expectFirst(explorer, RIVERS.title);
  await expect(nameOf(explorer, RIVERS.title, RIVERS.author).getByRole('mark')).toHaveText(['Wilhelmina']);
  await explorer.search('waterways yore ');
  await explorer.expectTitles([RIVERS.title]);
});

test('a name on a result narrows the list to what its bearer wrote @narrow', async ({ explorer, page }) => {
  await explorer.open();
  await nameOf(explorer, RIVERS.title, RIVERS.author).click();
  await explorer.expectTitles([RIVERS.title, PONDS.title]);
  await expect(page).toHaveURL(/tag=author:wilhelmina-featherstone/);
  await expect(explorer.filters.chip(RIVERS.author)).toBeVisible();
  await page.reload();
  await explorer.expectTitles([RIVERS.title, PONDS.title]);
  await explorer.filters.chip(RIVERS.author).click();
  await explorer.expectCount(NOTES + 3);
  // Names that differ in their marks are people of their own.
  await nameOf(explorer, LAKES.title, LAKES.author).click();
  await explorer.expectTitles([LAKES.title]);
  await expect(explorer.filters.chip(LAKES.author)).toBeVisible();
});

test('a result names three of many authors, its article all of them', async ({ explorer, page }) => {
  await explorer.open();
  await expect(explorer.item(PONDS.title)).toContainText(`${PONDS.authors.slice(0, 3).join(', ')}, …`);
  await explorer.read(PONDS.title);
  const names = explorer.reader.fact(explorer.names.facts.author);
  await expect(names).toHaveText(PONDS.authors.join(', '));
  await names.getByRole('button', { name: 'Lan Anh', exact: true }).click();
  await explorer.expectTitles([PONDS.title]);
  await expect(page).toHaveURL(/tag=author:lan-anh/);
  await page.goBack();
  await explorer.reader.expectTitle(PONDS.title);
});

test('authors are a group of the panel: the most frequent first, all of them on demand', async ({ explorer, page }) => {
  const { filters, names } = explorer;
  let fetched = 0;
  page.on('request', (request) => (fetched += request.url().includes('/tagged.bin') ? 1 : 0));
  await explorer.open();
  const group = filters.group(names.authors);
  await expect(group.getByRole('checkbox')).toHaveCount(8);
  await filters.expectNumber(names.authors, RIVERS.author, 2);
  expect(fetched, 'a visit does not fetch all names').toBe(0);

  const last = note(NOTES);
  await group.getByRole('button', { name: names.showAll }).click();
  await filters.checkbox(names.authors, last.author).check();
  await explorer.expectTitles([last.title]);
  await expect(filters.checkbox(names.authors, last.author)).toBeFocused();
  await filters.checkbox(names.authors, LAKES.author).check();
  await explorer.expectSameTitles([last.title, LAKES.title]);
  await filters.checkbox(names.authors, last.author).uncheck();
  await explorer.expectTitles([LAKES.title]);
  await filters.exclude(LAKES.author).click();
  await explorer.expectCount(NOTES + 2);
  expect(fetched).toBe(1);
});

test('the panel counts the authors of what was found, those too that it did not name at first', async ({ explorer }) => {
  const { filters, names } = explorer;
  await explorer.open();
  await explorer.search('"number 37"');
  await filters.expectNumber(names.authors, note(37).author, 1);
  await expect(filters.group(names.authors).getByRole('checkbox')).toHaveCount(1);
});

test('an author of a link is named, though not among the most frequent', async ({ explorer }) => {
  await explorer.open('#/?tag=author:writer-41-of-the-many');
  await explorer.expectTitles([note(41).title]);
  await expect(explorer.filters.chip(note(41).author)).toBeVisible();
});

test('an article has its subtitle and summary below its title, and says what was met where', async ({ explorer }) => {
  await explorer.open();
  await explorer.search('featherstone zephyrous estuarine ');
  await expectFirst(explorer, RIVERS.title);
  await expect(explorer.item(RIVERS.title)).toContainText(RIVERS.summary);
  const reasons = await explorer.reasons(RIVERS.title);
  for (const [form, place] of [['Featherstone', 'author'], ['zephyrous', 'summary'], ['estuarine', 'other title']]) {
    await expect(reasons.getByRole('definition').filter({ hasText: form })).toContainText(`${place}\u{a0}1×`);
  }
  await explorer.read(RIVERS.title);
  const head = explorer.reader.article.getByRole('banner').or(explorer.reader.article.locator('header'));
  await expect(head.getByRole('paragraph').filter({ hasText: RIVERS.subtitle })).toBeVisible();
  await expect(head.getByRole('mark')).toHaveText(['estuarine', 'zephyrous', 'Featherstone']);
});

for (const [language, names, locale] of [['English', undefined, 'en-GB'], ['Vietnamese', VI, 'vi-VN']]) {
  test(`axe finds nothing and nothing sticks out, with authors, in ${language} @narrow`, async ({ browser, viewport }) => {
    const context = await browser.newContext({ locale, baseURL: BASE, viewport });
    const page = await context.newPage();
    const explorer = new Explorer(page, names);
    for (const fragment of ['#/?q=author:featherstone', '#/?q=zephyrous+rivers&tag=author:wilhelmina-featherstone', `#/a/${RIVERS.slug}`]) {
      await explorer.open(fragment);
      if (!fragment.startsWith('#/a/')) await expect(explorer.headings.first()).toBeVisible();
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page, `${fragment} in the ${colorScheme} theme`);
      }
      await expectNoHorizontalOverflow(page);
    }
    await context.close();
  });
}
