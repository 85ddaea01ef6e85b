import { ANH, CULTURE, GILL, MINISTER, SUMMIT, ALL } from '../pages/archive.mjs';
import { expect, settled, test } from '../support/test.mjs';

test('the start page lists the whole archive, newest first', async ({ explorer }) => {
  await explorer.open();
  await explorer.expectTitles(ALL);
});

test('a name typed without its marks finds the article and marks the name as it is written @narrow', async ({
  explorer,
}) => {
  await explorer.open();
  await explorer.search('Nguyen Thi Van Anh');
  await expect(explorer.headings.first()).toHaveText(ANH.title);
  await expect(async () => {
    const marked = (await explorer.marks(ANH.title).allTextContents()).join(' ');
    expect(marked).toContain('Nguyễn Thị Vân Anh');
  }).toPass();
});

test('the name typed with its marks finds the same article first', async ({ explorer }) => {
  await explorer.open();
  await explorer.search('Nguyễn Thị Vân Anh');
  await expect(explorer.headings.first()).toHaveText(ANH.title);
});

test('results follow every letter, and the word never vanishes while it is typed', async ({ explorer }) => {
  await explorer.open();
  await explorer.searchbox.focus();
  let typed = '';
  for (const letter of 'cybersecurity') {
    typed += letter;
    await explorer.page.keyboard.type(letter);
    await expect(explorer.searchbox).toHaveValue(typed);
    await expect(explorer.link(GILL.title)).toBeVisible();
  }
  await explorer.expectTitles([GILL.title]);
});

test('several words narrow the list, and each result shows its best passage', async ({ explorer }) => {
  await explorer.open();
  await explorer.search('embassy booth');
  await explorer.expectTitles([SUMMIT.title]);
  await expect(explorer.item(SUMMIT.title)).toContainText('exhibition booth at the AI Action Summit');
});

test('a phrase, a minus, a tag and a date in the box narrow the list', async ({ explorer }) => {
  await explorer.open();
  await explorer.search('"soft power"');
  await explorer.expectSameTitles([MINISTER.title, CULTURE.title]);
  await explorer.search('"soft power" -globalization');
  await explorer.expectTitles([MINISTER.title]);
  await explorer.search('after:2025-02-10');
  await explorer.expectSameTitles([ANH.title, SUMMIT.title]);
  await explorer.search('before:2025-02-10');
  await explorer.expectTitles([GILL.title]);
  await explorer.search('tag:unesco "peace-loving"');
  await explorer.expectTitles([CULTURE.title]);
});

test('Viet Nam, Vietnam and Việt Nam find the same articles', async ({ explorer }) => {
  await explorer.open();
  for (const spelling of ['Viet Nam', 'vietnam', 'Việt Nam']) {
    await explorer.search(spelling);
    await explorer.expectSameTitles(ALL);
  }
});

test('the list can be put in the order of time, either way', async ({ explorer }) => {
  await explorer.open();
  await explorer.search('viet nam');
  await explorer.sort.selectOption(explorer.names.sorts.oldest);
  await explorer.expectTitles([GILL.title, SUMMIT.title, ANH.title, CULTURE.title, MINISTER.title]);
  await expect(explorer.page).toHaveURL(/sort=oldest/);
  await explorer.sort.selectOption(explorer.names.sorts.newest);
  await explorer.expectTitles(ALL);
});

test('a search that finds nothing says what to try, and each try leads somewhere @narrow', async ({ explorer }) => {
  await explorer.open();
  await explorer.search('macron -emmanuel');
  await explorer.expectCount(0);
  await expect(explorer.main).toContainText(explorer.names.nothing);
  await expect(explorer.results).toBeHidden();
  await explorer.button(explorer.names.withoutWord('-emmanuel')).click();
  await expect(explorer.searchbox).toHaveValue('macron');
  await explorer.expectTitles([SUMMIT.title]);

  await explorer.goto('#/?q=macron&tag=source:vna-vns');
  await explorer.expectCount(0);
  // The chip above the list says the same.
  await explorer.button(explorer.names.removeFilter('VNA/VNS')).last().click();
  await explorer.expectTitles([SUMMIT.title]);

  await explorer.search('zebra');
  await explorer.button(explorer.names.everything).click();
  await explorer.expectSameTitles(ALL);
  await expect(explorer.searchbox).toHaveValue('');
});

test('where no article has all words, those with some of them are shown as such', async ({ explorer }) => {
  await explorer.open();
  await explorer.search('gill macron ');
  await explorer.expectSameTitles([GILL.title, SUMMIT.title]);
  await expect(explorer.main).toContainText(explorer.names.partial);
});

test('what no article has is said once, and the other words are searched @narrow', async ({ explorer }) => {
  const { names } = explorer;
  await explorer.open();
  await explorer.search('Featherstonehaugh macron ');
  await explorer.expectTitles([SUMMIT.title]);
  await expect(explorer.main.getByText(names.absent('Featherstonehaugh'), { exact: true })).toHaveCount(1);
  await expect(explorer.main).not.toContainText(names.partial);
  await explorer.search('Featherstonehaugh ');
  await explorer.expectCount(0);
  await expect(explorer.main.getByText(names.absent('Featherstonehaugh'), { exact: true })).toHaveCount(1);
  await expect(explorer.main).not.toContainText(names.nothing);
});

test('the box can be emptied with its button', async ({ explorer }) => {
  await explorer.open('#/?q=macron');
  await explorer.expectTitles([SUMMIT.title]);
  await explorer.button(explorer.names.clearSearch).click();
  await explorer.expectCount(ALL.length);
  await expect(explorer.searchbox).toBeFocused();
});

test('what is typed stays text, whatever it looks like', async ({ explorer, page }) => {
  await explorer.open();
  await explorer.search('<img src=x onerror=alert(1)> & "é');
  await expect(page).toHaveURL(/%3Cimg/);
  await expect(page.getByRole('img')).toHaveCount(0);
});

test('an answer that comes late does not replace a newer one', async ({ explorer, page }) => {
  await explorer.open();
  // A phrase needs a file that the words after it do not.
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/positions-*.bin*', async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest('**/positions-*.bin*');
  await explorer.search('"soft power"');
  await asked;
  await explorer.search('macron');
  await explorer.expectTitles([SUMMIT.title]);
  const late = page.waitForResponse('**/positions-*.bin*');
  release();
  await (await late).finished();
  await settled(page);
  await explorer.expectTitles([SUMMIT.title]);
});
