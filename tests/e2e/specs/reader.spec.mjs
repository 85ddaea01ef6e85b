import { readFile } from 'node:fs/promises';

import { ANH, CULTURE, GILL, MINISTER, SUMMIT } from '../pages/archive.mjs';
import { expect, settled, test } from '../support/test.mjs';

/** The untouched file behind an article. */
async function seed(article) {
  return readFile(new URL(`../../../seeds/${article.file}`, import.meta.url), 'utf8');
}

const squeezed = (text) => text.replace(/\s+/g, ' ').trim();

for (const article of [ANH, MINISTER, CULTURE, GILL, SUMMIT]) {
  test(`“${article.title.slice(0, 30)}…” can be read in full`, async ({ explorer }) => {
    await explorer.open();
    await explorer.read(article.title);
    const text = squeezed(await explorer.reader.text.innerText());
    // Dateline, signature and a line that stands twice are facts of the article, not part of its text.
    const lines = (await seed(article)).split(/\r?\n/).map(squeezed).filter(Boolean);
    for (const line of lines) {
      const body = line
        .replace(/^date \d{4}-\d\d-\d\d [A-Z ]+ — /, '')
        .replace(/ — VN[A-Z/]+$/, '')
        .replace(/^Tien Phong$/, '');
      if (body !== article.title) expect(text).toContain(body);
    }
  });
}

test('headings and captions are what they are', async ({ explorer }) => {
  await explorer.open();
  await explorer.read(CULTURE.title);
  await expect(explorer.reader.textHeadings).toHaveText(CULTURE.headings);
  await explorer.reader.back.click();
  await explorer.read(MINISTER.title);
  await expect(explorer.reader.text.getByRole('figure')).toHaveText([MINISTER.caption]);
  await expect(explorer.reader.text.getByText(MINISTER.caption, { exact: true })).toHaveCount(1);
});

test('place, date, agency and reading time stand above the text, and what was inferred shows from what @narrow', async ({
  explorer,
}) => {
  await explorer.open();
  await explorer.read(ANH.title);
  const { reader, names } = explorer;
  await expect(reader.fact(names.facts.place)).toContainText('Paris');
  await expect(reader.fact(names.facts.date)).toContainText('12 February 2025');
  await expect(reader.fact(names.facts.source)).toContainText('VNA/VNS');
  await expect(reader.fact(names.facts.length)).toHaveText(names.minutes);
  const why = explorer.button(names.inferred(names.facts.date));
  await why.click();
  await expect(reader.fact(names.facts.date)).toContainText('date 2025-02-12 PARIS —');
});

test('the words of the search are marked in the article, with a way from one to the next', async ({
  explorer,
  page,
}) => {
  await explorer.open();
  await explorer.search('convention');
  await explorer.read(ANH.title);
  const { reader, names } = explorer;
  const marks = reader.text.getByRole('mark');
  const total = await marks.count();
  expect(total).toBeGreaterThan(3);
  await reader.nextMatch.click();
  await expect(reader.matches).toHaveText(names.match(1, total));
  await expect(marks.nth(0)).toBeInViewport();
  await reader.nextMatch.click();
  await expect(reader.matches).toHaveText(names.match(2, total));
  await expect(marks.nth(1)).toBeInViewport();
  await reader.previousMatch.click();
  await reader.previousMatch.click();
  await expect(reader.matches).toHaveText(names.match(total, total));
  await expect(marks.last()).toBeInViewport();
  await page.keyboard.press('n');
  await expect(reader.matches).toHaveText(names.match(1, total));
  await page.keyboard.press('p');
  await expect(reader.matches).toHaveText(names.match(total, total));
});

test('neighbours are those of the list that the article was opened from', async ({ explorer }) => {
  await explorer.open('#/?q=UNESCO&sort=newest');
  await explorer.expectTitles([ANH.title, MINISTER.title, CULTURE.title]);
  await explorer.read(MINISTER.title);
  const { reader, names } = explorer;
  await expect(reader.neighbour(names.previousArticle)).toContainText(ANH.title);
  await expect(reader.neighbour(names.nextArticle)).toContainText(CULTURE.title);
  await reader.neighbour(names.nextArticle).click();
  await reader.expectTitle(CULTURE.title);
  await expect(reader.neighbour(names.nextArticle)).toHaveCount(0);
  await reader.neighbour(names.previousArticle).click();
  await reader.expectTitle(MINISTER.title);
});

test('the untouched original stands beside the cleaned text @narrow', async ({ explorer, page }) => {
  await explorer.open();
  await explorer.read(ANH.title);
  const { reader } = explorer;
  await expect(reader.text).not.toContainText('date 2025-02-12 PARIS —');
  await reader.original.click();
  await expect(reader.originalText).toContainText('date 2025-02-12 PARIS —');
  await expect(reader.text).toBeVisible();
  await expect(page).toHaveURL(/view=original/);
  expect(await reader.originalText.getByText('date 2025-02-12 PARIS —').textContent()).toBe(await seed(ANH));

  const [cleaned, original] = [await reader.text.boundingBox(), await reader.originalText.boundingBox()];
  if (page.viewportSize().width > 1000) expect(original.x).toBeGreaterThan(cleaned.x + cleaned.width / 2);
  else expect(original.y).toBeGreaterThan(cleaned.y);

  await reader.original.click();
  await expect(reader.originalText).toBeHidden();
});

test('an original that comes late does not stand beside another article', async ({ explorer, page }) => {
  await explorer.open('#/?q=UNESCO&sort=newest');
  let release;
  const held = new Promise((resolve) => (release = resolve));
  let holding = true;
  await page.route('**/originals-*', async (route) => {
    if (holding) {
      holding = false;
      await held;
    }
    await route.continue();
  });
  await explorer.read(ANH.title);
  const { reader, names } = explorer;
  await reader.original.click();
  await reader.neighbour(names.nextArticle).click();
  await reader.expectTitle(MINISTER.title);
  await reader.original.click();
  await expect(reader.originalText).toContainText('(Photo: VNA)');
  const late = page.waitForResponse('**/originals-*');
  release();
  await (await late).finished();
  await settled(page);
  await expect(reader.originalText).toContainText('(Photo: VNA)');
  await expect(reader.originalText).not.toContainText('PARIS —');
});
