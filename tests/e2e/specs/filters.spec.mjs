import { ANH, CULTURE, GILL, MINISTER, SUMMIT, ALL, TAGS } from '../pages/archive.mjs';
import { expect, test } from '../support/test.mjs';

test('the groups of the panel have checkboxes named by their tags, and each says how many it leaves', async ({
  explorer,
}) => {
  await explorer.open();
  const { groups } = explorer.names;
  for (const group of Object.values(groups)) {
    await expect(explorer.filters.group(group).getByRole('checkbox').first()).toBeVisible();
  }
  await explorer.filters.expectNumber(groups.year, '2025', 3);
  await explorer.filters.expectNumber(groups.language, 'English', 5);
});

test('a tag filters the list, and a suggested tag shows the sentence behind it @narrow', async ({ explorer, page }) => {
  await explorer.open();
  await explorer.filters.show();
  await explorer.filters.checkbox(TAGS.suggested.group, TAGS.suggested.tag).check();
  await explorer.filters.hide();
  await explorer.expectSameTitles(TAGS.suggested.titles);
  await expect(page).toHaveURL(/tag=/);

  const item = explorer.item(TAGS.suggested.of);
  const tag = item.getByRole('button', { name: explorer.names.suggestedTag(TAGS.suggested.tag) });
  await expect(tag).toHaveAttribute('aria-expanded', 'false');
  await tag.click();
  const evidence = item.getByRole('group', { name: explorer.names.evidence(TAGS.suggested.tag) });
  await expect(evidence).toContainText(TAGS.suggested.sentence);
  await expect(evidence.getByRole('mark').first()).toHaveText(TAGS.suggested.term);
  await expect(tag).toHaveAttribute('aria-expanded', 'true');
});

test('tags of one group are alternatives, tags of several groups add up', async ({ explorer }) => {
  const { groups } = explorer.names;
  await explorer.open();
  await explorer.filters.checkbox(groups.source, 'VNS').check();
  await explorer.expectSameTitles([GILL.title, SUMMIT.title]);
  await explorer.filters.checkbox(groups.source, 'VNA/VNS').check();
  await explorer.expectSameTitles([GILL.title, SUMMIT.title, ANH.title]);
  await explorer.filters.checkbox(groups.place, 'Paris').check();
  await explorer.expectSameTitles([SUMMIT.title, ANH.title]);
  await explorer.filters.checkbox(groups.source, 'VNS').uncheck();
  await explorer.expectTitles([ANH.title]);
});

test('counts follow the words and the filters of the other groups', async ({ explorer }) => {
  const { groups } = explorer.names;
  await explorer.open();
  await explorer.search('UNESCO');
  await explorer.expectCount(3);
  await explorer.filters.expectNumber(groups.year, '2025', 1);
  await explorer.search('');
  await explorer.filters.expectNumber(groups.year, '2025', 3);
  await explorer.filters.checkbox(groups.source, 'VNS').check();
  await explorer.filters.expectNumber(groups.year, '2025', 2);
  // Within a group the others stay what they are worth as alternatives.
  await explorer.filters.expectNumber(groups.source, 'VNA/VNS', 1);
});

test('a tag can be excluded, and its chip brings it back', async ({ explorer }) => {
  const { groups } = explorer.names;
  await explorer.open();
  const exclude = explorer.filters.exclude('VNS');
  await exclude.click();
  await expect(exclude).toHaveAttribute('aria-pressed', 'true');
  await explorer.expectSameTitles([ANH.title, MINISTER.title, CULTURE.title]);
  await expect(explorer.page).toHaveURL(/tag=-source/);
  await explorer.filters.chip(explorer.names.not('VNS')).click();
  await explorer.expectSameTitles(ALL);
  await expect(explorer.filters.checkbox(groups.source, 'VNS')).not.toBeChecked();
});

test('chips name the filters that are on, and remove them one by one or all @narrow', async ({ explorer }) => {
  const { groups } = explorer.names;
  await explorer.open();
  await explorer.filters.show();
  await explorer.filters.checkbox(groups.source, 'VNS').check();
  await explorer.filters.checkbox(groups.year, '2025').check();
  await explorer.filters.hide();
  await expect(explorer.filters.chips).toHaveCount(2);
  await explorer.filters.chip('VNS').click();
  await expect(explorer.filters.chips).toHaveCount(1);
  await explorer.expectSameTitles([ANH.title, GILL.title, SUMMIT.title]);
  await explorer.filters.clearAll.click();
  await expect(explorer.filters.chips).toHaveCount(0);
  await explorer.expectSameTitles(ALL);
});

test('a range of days keeps what was published in it; undated articles are a choice of their own', async ({
  explorer,
}) => {
  await explorer.open();
  const { filters } = explorer;
  await filters.from.fill('2025-02-01');
  await explorer.expectSameTitles([ANH.title, GILL.title, SUMMIT.title]);
  await filters.to.fill('2025-02-10');
  await explorer.expectTitles([GILL.title]);
  await expect(filters.chips).toHaveCount(2);
  await filters.undated.selectOption(explorer.names.undatedChoices.include);
  await explorer.expectSameTitles([GILL.title, MINISTER.title, CULTURE.title]);
  await filters.undated.selectOption(explorer.names.undatedChoices.only);
  await explorer.expectSameTitles([MINISTER.title, CULTURE.title]);
  await expect(explorer.page).toHaveURL(/undated=only/);
});

test('a stated tag of a result narrows the list to it', async ({ explorer }) => {
  await explorer.open();
  const tag = explorer.item(TAGS.stated.of).getByRole('button', { name: TAGS.stated.tag, exact: true });
  await tag.click();
  await expect(explorer.filters.chip(TAGS.stated.tag)).toBeVisible();
  await explorer.expectSameTitles(TAGS.stated.titles);
});
