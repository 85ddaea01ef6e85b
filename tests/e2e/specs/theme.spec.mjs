import { expect, test } from '../support/test.mjs';

/** How bright the page's ground is, 0 to 255. */
const brightness = (page) =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d');
    const { backgroundColor } = getComputedStyle(document.body);
    const root = getComputedStyle(document.documentElement).backgroundColor;
    canvas.fillStyle = backgroundColor === 'rgba(0, 0, 0, 0)' ? root : backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3;
  });

test('the theme follows the system until one is chosen, and the choice is remembered', async ({ explorer, page }) => {
  await explorer.open();
  await expect.poll(() => brightness(page)).toBeGreaterThan(200);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => brightness(page)).toBeLessThan(70);

  const { names } = explorer;
  const theme = (name) => explorer.dialog.getByRole('group', { name: names.theme }).getByRole('radio', { name });
  await explorer.openSettings();
  await expect(theme(names.themes.auto)).toBeChecked();
  await theme(names.themes.light).check();
  await expect.poll(() => brightness(page)).toBeGreaterThan(200);
  await page.reload();
  await expect(explorer.status).toHaveText(/\d/);
  await expect.poll(() => brightness(page)).toBeGreaterThan(200);

  await page.emulateMedia({ colorScheme: 'light' });
  await explorer.openSettings();
  await theme(names.themes.dark).check();
  await expect.poll(() => brightness(page)).toBeLessThan(70);
  await theme(names.themes.auto).check();
  await expect.poll(() => brightness(page)).toBeGreaterThan(200);
});
