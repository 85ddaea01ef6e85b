// What a host and a careful security officer ask of the site.

import { ALL } from '../pages/archive.mjs';
import { expect, test } from '../support/test.mjs';

test('a strict Content-Security-Policy stands in the page and in its headers', async ({ explorer, page }) => {
  const response = await page.goto('./');
  const inPage = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  const inHeader = (await response.allHeaders())['content-security-policy'];
  for (const policy of [inPage, inHeader]) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval'(;|$)/);
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  }
  await explorer.expectSameTitles(ALL);
});

test('the policy holds: an inline script does not run', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await page.goto('./');
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.ranInline = true';
    document.body.append(script);
    await new Promise(requestAnimationFrame);
    return window.ranInline === true;
  });
  expect(ran).toBe(false);
  await context.close();
});

test('what is named after its content is cached for good; the page and the manifest are asked for again', async ({
  explorer,
  page,
}) => {
  const answers = [];
  page.on('response', (response) => answers.push(response));
  await explorer.open('#/?q=unesco');
  await explorer.expectCount(3);
  const caching = Object.fromEntries(
    answers.map((answer) => [new URL(answer.url()).pathname, answer.headers()['cache-control']]),
  );
  const files = Object.keys(caching);
  expect(files.length).toBeGreaterThan(6);
  for (const file of files) {
    const fresh = /\/$|\/manifest\.json$/.test(file);
    expect(caching[file], file).toMatch(fresh ? /no-cache/ : /immutable/);
  }
});

test('every file of text or wasm comes compressed', async ({ explorer, page }) => {
  const plain = [];
  page.on('response', (response) => {
    const headers = response.headers();
    const compressible = /text|json|javascript|wasm|svg|octet-stream/.test(headers['content-type'] ?? '');
    const size = Number(headers['content-length']);
    if (compressible && headers['content-encoding'] !== 'br' && size > 512) plain.push(response.url());
  });
  await explorer.open('#/?q=unesco');
  await explorer.expectCount(3);
  expect(plain).toEqual([]);
});
