// Our release site as a reader uses it: found by roles and what can be seen, so that it works whatever the page is made of.

/** Opens the start page, waits until it can be used, types a query as if pasted, and waits for the passages. */
export async function inSite(page, server, query) {
  // Installed before the page: notes when the page last changed.
  await page.addInitScript(() => {
    globalThis.changed = 0;
    new MutationObserver(() => {
      globalThis.changed = performance.now();
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  const began = Date.now();
  await page.goto(`${server.base}/site/`, { waitUntil: 'commit' });
  const box = page.getByRole('search').getByRole('combobox');
  await box.waitFor();
  // Locators and no functions to wait for: the page's security policy forbids to evaluate those.
  await page.getByRole('article').nth(9).waitFor();
  const started = (await quiet(page, server)) - began;
  const sentAtStart = server.sent;
  const before = await page.evaluate(() => performance.timeOrigin + performance.now());
  await box.fill(query);
  await page.getByRole('article').getByRole('mark').first().waitFor();
  const answered = (await quiet(page, server)) - before;
  const hits = await page.getByRole('article').count();
  return { started, answered, hits: Math.min(hits, 10), sentAtStart };
}

/** When, by the clock, the page last changed, once it has not for a while and nothing is being sent. */
async function quiet(page, server) {
  const WHILE = 1000;
  for (;;) {
    const sent = server.sent;
    const { origin, changed, now } = await page.evaluate(() => ({
      origin: performance.timeOrigin,
      changed: globalThis.changed,
      now: performance.now(),
    }));
    if (now - changed > WHILE) return origin + changed;
    await page.waitForTimeout(WHILE - (now - changed) + 50);
    if (server.sent !== sent) await page.waitForTimeout(WHILE);
  }
}
