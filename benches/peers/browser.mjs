// Chromium, found as the project's tests find it: CHROMIUM comes from scripts/browser.

import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export async function launch(cache, args = []) {
  // The server's own certificate counts as valid, so that the browser caches as it does with a real one.
  const spki = new X509Certificate(readFileSync(join(cache, 'cert.pem'))).publicKey.export({ type: 'spki', format: 'der' });
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--ignore-certificate-errors-spki-list=${createHash('sha256').update(spki).digest('base64')}`,
      ...args,
    ],
  });
}

/** A page in a profile of its own, whose errors end the run. */
export async function fresh(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  page.on('pageerror', (error) => console.error(`page: ${error.message}`));
  return page;
}

/** The page of an engine, open and ready to search. */
export async function opened(browser, base, engine, setup) {
  const page = await fresh(browser);
  await page.goto(`${base}/${engine}/#${setup}`);
  await page.evaluate(() => globalThis.bench.ready);
  return page;
}
