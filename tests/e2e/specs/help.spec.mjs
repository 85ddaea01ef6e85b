import { ANH, GILL, SUMMIT } from '../pages/archive.mjs';
import { expect, test } from '../support/test.mjs';

test('every example of the help can be tried and is understood', async ({ explorer }) => {
  const { dialog, names } = explorer;
  await explorer.open();
  await explorer.openHelp();
  const examples = await dialog.getByRole('term').getByRole('button').allTextContents();
  expect(examples.join('\n')).toMatch(/"[^"]+"[^]* -[^]* OR [^]*title:[^]*tag:[^]*after:[^]*before:/);
  for (const example of examples) {
    if (!(await dialog.isVisible())) await explorer.openHelp();
    await dialog.getByRole('button', { name: example, exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(explorer.searchbox).toHaveValue(example);
    await expect(explorer.searchbox).toBeFocused();
    await expect(explorer.headings.first()).toBeVisible();
  }
});

test('an example leads from an article and from filters to the list of what it finds @narrow', async ({ explorer }) => {
  await explorer.open('#/?q=macron&tag=lang:en');
  await explorer.headings.first().click();
  await explorer.openHelp();
  await explorer.dialog.getByRole('button', { name: 'after:2025-02', exact: true }).click();
  await explorer.expectSameTitles([ANH.title, GILL.title, SUMMIT.title]);
});
