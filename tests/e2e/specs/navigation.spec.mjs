import { ANH, CULTURE, MINISTER, SUMMIT, ALL, TAGS } from '../pages/archive.mjs';
import { expect, test } from '../support/test.mjs';

// Low enough that the list has to be scrolled.
test.use({ viewport: { width: 1100, height: 420 } });

const scrolled = (page) => page.evaluate(() => Math.round(window.scrollY));

test('Back brings the query, the place in the list and the focus back', async ({ explorer, page }) => {
  await explorer.open();
  await explorer.search('vietnam culture');
  await expect(explorer.items.first().getByRole('mark').first()).toBeVisible();
  const last = explorer.headings.last();
  await last.scrollIntoViewIfNeeded();
  const title = await last.textContent();
  await expect.poll(() => scrolled(page)).toBeGreaterThan(100);
  const place = await scrolled(page);

  await explorer.read(title);
  await expect(explorer.reader.title).toBeFocused();
  expect(await scrolled(page)).toBe(0);

  await page.goBack();
  await expect(explorer.searchbox).toHaveValue('vietnam culture');
  await expect(explorer.link(title)).toBeFocused();
  await expect.poll(() => scrolled(page)).toBe(place);

  await page.goForward();
  await explorer.reader.expectTitle(title);
});

test('the link back to the results leads where Back does', async ({ explorer, page }) => {
  await explorer.open('#/?q=unesco');
  await explorer.read(ANH.title);
  await explorer.reader.back.click();
  await expect(explorer.link(ANH.title)).toBeFocused();
  await page.goForward();
  await explorer.reader.expectTitle(ANH.title);
});

test('Back from the neighbour of an article is the article before', async ({ explorer, page }) => {
  await explorer.open('#/?q=unesco&sort=newest');
  await explorer.read(ANH.title);
  await explorer.reader.neighbour(explorer.names.nextArticle).click();
  await explorer.reader.expectTitle(MINISTER.title);
  await page.goBack();
  await explorer.reader.expectTitle(ANH.title);
  await page.goBack();
  await explorer.expectTitles([ANH.title, MINISTER.title, CULTURE.title]);
});

test('reload restores words, filters, order and place', async ({ explorer, page }) => {
  await explorer.open();
  await explorer.search('viet nam');
  await explorer.filters.checkbox(explorer.names.groups.year, '2025').check();
  await explorer.sort.selectOption(explorer.names.sorts.oldest);
  await explorer.expectCount(3);
  const before = await explorer.headings.allTextContents();
  await explorer.headings.last().focus();
  await explorer.headings.last().scrollIntoViewIfNeeded();
  await expect.poll(() => scrolled(page)).toBeGreaterThan(50);

  await page.reload();
  await explorer.expectTitles(before);
  await expect(explorer.searchbox).toHaveValue('viet nam');
  await expect(explorer.filters.checkbox(explorer.names.groups.year, '2025')).toBeChecked();
  await expect(explorer.sort.locator('option:checked')).toHaveText(explorer.names.sorts.oldest);
  await expect(explorer.headings.last()).toBeFocused();
  // Passages come after the list, and change its height: what was in view is, at a pixel or another.
  await expect.poll(() => scrolled(page)).toBeGreaterThan(50);
  await expect(explorer.headings.last()).toBeInViewport();
});

test('reload in an article keeps the article, its original and the way back', async ({ explorer, page }) => {
  await explorer.open('#/?q=macron');
  await explorer.read(SUMMIT.title);
  await explorer.reader.original.click();
  await expect(explorer.reader.originalText).toBeVisible();
  await page.reload();
  await explorer.reader.expectTitle(SUMMIT.title);
  await expect(explorer.reader.originalText).toContainText('PARIS —');
  await explorer.reader.back.click();
  await explorer.expectTitles([SUMMIT.title]);
  await expect(explorer.searchbox).toHaveValue('macron');
});

test('a link to an article opens it alone, and the whole archive is behind it', async ({ explorer, page, context }) => {
  await explorer.open();
  const link = await explorer.link(CULTURE.title).getAttribute('href');
  const other = await context.newPage();
  await other.goto(new URL(link, page.url()).href);
  const { Explorer } = await import('../pages/explorer.mjs');
  const visitor = new Explorer(other);
  await visitor.reader.expectTitle(CULTURE.title);
  await expect(other).toHaveTitle(new RegExp(CULTURE.title.slice(0, 20)));
  await visitor.reader.back.click();
  await visitor.expectSameTitles(ALL);
});

test('a link to a filtered list opens that list', async ({ explorer, page, context }) => {
  await explorer.open();
  await explorer.filters.checkbox(TAGS.suggested.group, TAGS.suggested.tag).check();
  await explorer.expectSameTitles(TAGS.suggested.titles);
  const other = await context.newPage();
  await other.goto(page.url());
  const { Explorer } = await import('../pages/explorer.mjs');
  const visitor = new Explorer(other);
  await visitor.expectSameTitles(TAGS.suggested.titles);
  await expect(visitor.filters.chip(TAGS.suggested.tag)).toBeVisible();
});

test('typing does not fill the history: Back leaves in one step', async ({ explorer, page }) => {
  await page.goto('about:blank');
  await explorer.open();
  await explorer.searchbox.pressSequentially('cybersecurity');
  await explorer.expectCount(1);
  await page.goBack();
  await expect(page).toHaveURL('about:blank');
});

test('a link to an article that does not exist says so and leads to the archive', async ({ explorer }) => {
  await explorer.goto('#/a/no-such-article');
  await explorer.reader.expectTitle(explorer.names.noSuchArticle);
  await expect(explorer.reader.article).toContainText('no-such-article');
  await explorer.button(explorer.names.everything).click();
  await explorer.expectSameTitles(ALL);
});
