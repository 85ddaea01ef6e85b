// The archive without an interface, as scripts of other pages use it: nothing but `explorer.js`, imported from where the archive is.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { ALL, ANH, CULTURE, GILL, MINISTER, SUMMIT, TAGS } from '../pages/archive.mjs';
import { expect, test as base } from '../support/test.mjs';

const HOST = 'https://host.example/';
const DIST = new URL('../../../dist/', import.meta.url);

const run = promisify(execFile);
const path = (url) => fileURLToPath(url);

const test = base.extend({
  /** A page of somebody else, which allows scripts, WebAssembly and data of the archive and nothing else. Its `open` imports the API. */
  host: async ({ page, baseURL }, use) => {
    const { origin } = new URL(baseURL);
    const policy = `default-src 'none'; script-src ${origin} 'self' 'wasm-unsafe-eval'; connect-src ${origin} 'self'`;
    await page.route(`${HOST}**`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        headers: { 'content-security-policy': policy },
        body: '<!doctype html><title>Host</title>',
      }),
    );
    await page.goto(HOST);
    await use({
      /** Imports the API and opens the archive, as `api` and `archive` of the page. */
      open: () =>
        page.evaluate(async (script) => {
          window.api = await import(script);
          window.archive = await window.api.Archive.open();
        }, `${baseURL}explorer.js`),
      /** Imports the API only. */
      load: () =>
        page.evaluate(async (script) => {
          window.api = await import(script);
        }, `${baseURL}explorer.js`),
      search: (query, options) =>
        page.evaluate(
          async ([query, options]) => {
            const results = await window.archive.search(query, options);
            return { ...results, titles: results.hits.map(({ title }) => title) };
          },
          [query, options],
        ),
    });
  },
});

// The host page is not on this machine, as far as the browser knows, and the archive is.
test.use({ permissions: ['local-network-access'], expectedErrors: /^https:\/\/host\.example\// });

/** What the page's own code was refused with: the classes of the API that it belongs to, name, kind and message. */
function refusal(page, code) {
  return page.evaluate(`(async () => {
    try {
      await (${code})();
    } catch (error) {
      const classes = Object.keys(api).filter((name) => name.endsWith('Error') && error instanceof api[name]);
      return { classes: classes.sort(), name: error.name, kind: error.kind, message: error.message };
    }
    return 'not refused';
  })()`);
}

/** Holds the requests for `pattern` until `release`; `asked` tells that there was one. */
async function hold(page, pattern) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const asked = page.waitForRequest(pattern);
  await page.route(pattern, async (route) => {
    await held;
    await route.continue();
  });
  return { asked, release };
}

const titles = (articles) => articles.map(({ title }) => title);

test('an archive says what it is, and a search what it has found and why', async ({ host, page, baseURL }) => {
  await host.open();
  const archive = await page.evaluate(() => ({ ...window.archive }));
  expect(archive).toMatchObject({ url: baseURL, title: expect.stringContaining('diplomacy'), languages: ['en'], size: 5 });
  expect(archive.generation).toMatch(/^[0-9a-f]{16}$/);

  const results = await host.search('viet nam unesco');
  expect(results).toMatchObject({ total: 3, listed: 5, partial: false, corrections: [] });
  expect(results.titles[0]).toBe(ANH.title);
  const [first, second] = results.hits;
  expect(first).toMatchObject({ date: '2025-02-12', language: 'en', path: ANH.file });
  expect(first.summary).toMatch(/^In the digital era/);
  expect(first.url).toBe(`${baseURL}#/a/${first.slug}`);
  expect(first.tags).toContainEqual({ key: 'unesco', suggested: false });
  expect(second.tags).toContainEqual({ key: 'unesco', suggested: true });
  expect(first.score).toBeGreaterThan(second.score);
  expect(second).toMatchObject({ slug: expect.stringMatching(/^from-exchange/) });
  expect(second.date, 'not known').toBeUndefined();
});

test('the passage of a hit is text, and its marks are places in it', async ({ host, page }) => {
  await host.open();
  const cited = await page.evaluate(async () => {
    const { hits } = await window.archive.search('viet nam unesco');
    const { text, marks } = await hits[0].passage();
    return { text, words: marks.map(([start, end]) => text.slice(start, end)) };
  });
  expect(cited.text).toContain('Addressing the 18th session');
  expect(cited.words).toEqual(['UNESCO', 'Việt Nam']);
});

test('a hit has its passage when nobody has the results any more', async ({ host, page }) => {
  await host.open();
  await page.evaluate(async () => {
    window.hit = (await window.archive.search('unesco')).hits[0];
  });
  await page.requestGC();
  expect(await page.evaluate(async () => (await window.hit.passage()).marks.length)).toBeGreaterThan(0);
});

test('the article of a hit is the item of the feed that stands in the archive', async ({ host, page, baseURL, request }) => {
  const feed = await (await request.get(`${baseURL}archive/feed.json`)).json();
  await host.open();
  const articles = await page.evaluate(async () => {
    const { hits } = await window.archive.search('');
    return Promise.all(hits.map((hit) => hit.article()));
  });
  expect(articles).toEqual(feed.items);
  expect(titles(articles)).toEqual(ALL);
  const named = await page.evaluate((slug) => window.archive.article(slug), feed.items[2].id);
  expect(named).toEqual(feed.items[2]);
});

test('tags, days, articles without a date and the order narrow a result as they do on the page', async ({ host }) => {
  await host.open();
  const sorted = [...ALL].sort();
  const found = async (options) => (await host.search('', options)).titles.sort();
  expect(await found({})).toEqual(sorted);
  expect(await found({ tags: ['unesco'] })).toEqual([...TAGS.suggested.titles].sort());
  expect(await found({ exclude: ['unesco'] })).toEqual(sorted.filter((title) => !TAGS.suggested.titles.includes(title)));
  expect(await found({ tags: ['unesco', '-paris'] })).toEqual([CULTURE.title]);
  expect(await found({ from: '2025' })).toEqual([ANH.title, GILL.title, SUMMIT.title].sort());
  expect(await found({ from: '2025-02', to: '2025-02-06' })).toEqual([GILL.title]);
  expect(await found({ to: '2024', undated: 'include' })).toEqual([MINISTER.title, CULTURE.title].sort());
  expect(await found({ undated: 'only' })).toEqual([MINISTER.title, CULTURE.title].sort());
  expect((await host.search('', { sort: 'newest' })).titles).toEqual(ALL);
  expect((await host.search('', { sort: 'oldest' })).titles[0]).toBe(GILL.title);
  expect((await host.search('"AI & <summit> #?=+%', {})).titles).not.toContain(CULTURE.title);
});

test('pages of hits are the whole list in pieces', async ({ host }) => {
  await host.open();
  const whole = await host.search('viet nam unesco');
  const pages = [];
  for (const offset of [0, 2, 4, 6]) pages.push(await host.search('viet nam unesco', { limit: 2, offset }));
  expect(pages.map(({ hits }) => hits.length)).toEqual([2, 2, 1, 0]);
  expect(pages.flatMap(({ hits }) => hits)).toEqual(whole.hits);
  for (const { total, listed } of [...pages, await host.search('viet nam unesco', { limit: 0 })]) {
    expect({ total, listed }).toEqual({ total: 3, listed: 5 });
  }
});

test('mistyped words are corrected unless they are meant, and what lacks some of the words is said to', async ({ host }) => {
  await host.open();
  const corrected = await host.search('cybersecurty ');
  expect(corrected.titles).toEqual([GILL.title]);
  expect(corrected.corrections).toEqual([{ typed: 'cybersecurty', meant: 'cybersecurity' }]);
  expect(await host.search('cybersecurty ', { verbatim: true })).toMatchObject({ total: 0, hits: [], corrections: [] });
  expect(await host.search('gill macron ')).toMatchObject({ partial: true, absent: [] });
  expect(await host.search('zebra macron')).toMatchObject({ partial: false, absent: ['zebra'], titles: [SUMMIT.title] });
});

test('facets count what a search with them finds', async ({ host, page }) => {
  await host.open();
  const counted = await page.evaluate(async () => {
    const { archive } = window;
    const facets = await archive.facets('unesco', { exclude: ['paris'] });
    const found = facets.map(({ key }) => archive.search('unesco', { tags: [key], exclude: ['paris'], limit: 0 }));
    const totals = (await Promise.all(found)).map(({ total }) => total);
    return { facets, totals };
  });
  expect(counted.facets.map(({ count }) => count)).toEqual(counted.totals);
  expect(new Set(counted.totals)).toEqual(new Set([0, 1, 2]));
  const vietNam = counted.facets.find(({ key }) => key === 'viet-nam');
  expect(vietNam).toMatchObject({ group: 'place', label: { en: 'Viet Nam', vi: 'Việt Nam' }, suggested: 2 });
  const everything = await page.evaluate(() => window.archive.facets());
  expect(everything.find(({ key }) => key === 'lang:en')).toMatchObject({ group: 'language', count: 5 });
});

test('searches at the same time do not mix', async ({ host, page }) => {
  await host.open();
  const found = await page.evaluate(async () => {
    const queries = ['macron', 'cybersecurity', '"soft power"', 'macron', 'convention paris'];
    const alone = [];
    const first = (results) => [results.total, results.hits[0].title];
    for (const query of queries) alone.push(first(await (await window.api.Archive.open()).search(query)));
    const together = (await Promise.all(queries.map((query) => window.archive.search(query)))).map(first);
    return { alone, together };
  });
  expect(found.together).toEqual(found.alone);
  expect(new Set(found.alone.map(String)).size).toBe(4);
});

test('two archives are open at once, and one goes on when the other is closed', async ({ host, page, baseURL }) => {
  const other = new URL('/host/plain/', baseURL).href;
  await page.route('**/host/plain/archive/manifest.json', async (route) => {
    const manifest = await (await route.fetch()).json();
    await route.fulfill({ json: { ...manifest, title: 'The other one' }, headers: { 'access-control-allow-origin': '*' } });
  });
  await host.open();
  const both = await page.evaluate(async (other) => {
    const archives = [window.archive, await window.api.Archive.open(other)];
    const search = (archive) => archive.search('macron').then(({ hits }) => [archive.title, hits[0].url.split('#')[0]]);
    const found = await Promise.all(archives.map(search));
    archives[0].close();
    return { found, after: await search(archives[1]) };
  }, `${other}index.html`);
  expect(both.found[0]).toEqual([expect.stringContaining('diplomacy'), baseURL]);
  expect(both.found[1]).toEqual(['The other one', other]);
  expect(both.after).toEqual(both.found[1]);
  expect(await refusal(page, () => window.archive.search('macron'))).toMatchObject({ kind: 'closed', classes: ['ExplorerError'] });
  expect(await page.evaluate(() => window.archive.size), 'what was said stays').toBe(5);
});

test('nothing is fetched by the import, and the program once for the API and elements', async ({ host, page, baseURL }) => {
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.replace(/-[0-9a-f]{16}/, '')));
  await host.load();
  const under = new URL(baseURL).pathname;
  expect(asked).toEqual([`${under}explorer.js`, `${under}assets/load.js`]);
  await page.evaluate(async (base) => {
    const { Archive } = window.api;
    const element = document.createElement('article-explorer');
    element.setAttribute('loading', 'eager');
    const ready = new Promise((resolve) => element.addEventListener('ax-ready', resolve));
    const opened = Promise.all([Archive.open(), Archive.open()]);
    await import(`${base}embed.js`);
    document.body.append(element);
    await Promise.all([ready, opened]);
  }, baseURL);
  const times = (name) => asked.filter((path) => path.endsWith(name)).length;
  expect(['/load.js', '/embed_bg.wasm', '/assets/embed.js', '/assets/embed.css'].map(times)).toEqual([1, 1, 1, 1]);
});

test('the address of the script stays and is asked for again, what it loads is kept for good', async ({ host, page }) => {
  const caching = new Map();
  page.on('response', async (response) => caching.set(new URL(response.url()).pathname, response.headers()['cache-control']));
  await host.open();
  const kept = [...caching].filter(([path]) => path.includes('/assets/'));
  expect(kept.length).toBe(3);
  for (const [path, how] of kept) expect(how, path).toContain('immutable');
  expect([...caching].find(([path]) => path.endsWith('/explorer.js'))[1]).toBe('no-cache');
});

test('a worker searches as a page does', async ({ host, page, baseURL }) => {
  const code = `
    import { Archive } from ${JSON.stringify(`${baseURL}explorer.js`)};
    const { hits } = await (await Archive.open()).search('macron');
    const { text, marks } = await hits[0].passage();
    const { title } = await hits[0].article();
    postMessage([title, ...marks.map(([start, end]) => text.slice(start, end))]);`;
  await page.route(`${HOST}worker.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: code }));
  await host.load();
  const told = await page.evaluate(() => {
    const worker = new Worker('worker.js', { type: 'module' });
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = reject;
    });
  });
  expect(told).toEqual([SUMMIT.title, 'Macron']);
});

test.describe('cancellation', () => {
  const LISTS = '**/terms-*.bin';
  const CANCELLED = { name: 'AbortError', classes: [] };

  test('what is cancelled before it begins asks for nothing', async ({ host, page }) => {
    await host.load();
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    expect(await refusal(page, () => window.api.Archive.open(undefined, { signal: AbortSignal.abort() }))).toMatchObject(CANCELLED);
    expect(asked).toEqual([]);
    await page.evaluate(async () => (window.archive = await window.api.Archive.open()));
    asked.length = 0;
    for (const operation of [
      () => window.archive.search('macron', { signal: AbortSignal.abort() }),
      () => window.archive.facets('macron', { signal: AbortSignal.abort() }),
      () => window.archive.article('macron', { signal: AbortSignal.abort() }),
    ]) {
      expect(await refusal(page, operation)).toMatchObject(CANCELLED);
    }
    expect(asked).toEqual([]);
  });

  test('opening is cancelled while the program comes, and can be done again', async ({ host, page }) => {
    await host.load();
    const program = await hold(page, '**/*.wasm');
    await page.evaluate(() => {
      window.controller = new AbortController();
      window.opening = window.api.Archive.open(undefined, { signal: window.controller.signal });
      window.opening.catch(() => {});
    });
    await program.asked;
    await page.evaluate(() => window.controller.abort(new RangeError('enough')));
    expect(await refusal(page, () => window.opening), 'the reason of the signal').toMatchObject({
      name: 'RangeError',
      message: 'enough',
    });
    program.release();
    await page.evaluate(async () => (window.archive = await window.api.Archive.open()));
    expect((await host.search('macron')).titles).toEqual([SUMMIT.title]);
  });

  test('a search is cancelled while its files come, and others go on', async ({ host, page }) => {
    await host.open();
    const lists = await hold(page, LISTS);
    await page.evaluate(() => {
      window.controller = new AbortController();
      const { signal } = window.controller;
      window.cancelled = window.archive.search('macron', { signal });
      window.cancelled.catch(() => {});
      window.other = window.archive.search('macron');
    });
    await lists.asked;
    await page.evaluate(() => window.controller.abort());
    expect(await refusal(page, () => window.cancelled)).toMatchObject(CANCELLED);
    lists.release();
    expect(await page.evaluate(async () => (await window.other).hits.map(({ title }) => title))).toEqual([SUMMIT.title]);
  });

  test('a search that nobody waits for asks for nothing more', async ({ host, page }) => {
    await host.open();
    const lists = await hold(page, LISTS);
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').at(-1)));
    await page.evaluate(() => {
      window.controller = new AbortController();
      window.cancelled = window.archive.search('macron', { signal: window.controller.signal });
      window.cancelled.catch(() => {});
    });
    await lists.asked;
    await page.evaluate(() => window.controller.abort());
    lists.release();
    // What it was waiting for is here now: this one needs no more of the dictionary.
    expect(await page.evaluate(async () => (await window.archive.facets('macron')).length)).toBeGreaterThan(0);
    expect(asked.filter((name) => name.startsWith('cards-'))).toEqual([]);
    await host.search('macron');
    expect(asked.filter((name) => name.startsWith('cards-')), 'another search does').not.toEqual([]);
    expect(asked.filter((name) => name.startsWith('terms-'))).toHaveLength(1);
  });

  test('what is cancelled after it has come stays', async ({ host, page }) => {
    await host.open();
    const marks = await page.evaluate(async () => {
      const controller = new AbortController();
      const { hits } = await window.archive.search('macron', { signal: controller.signal });
      controller.abort();
      return (await hits[0].passage()).marks.length;
    });
    expect(marks).toBeGreaterThan(0);
    const late = await refusal(page, async () => {
      const { hits } = await window.archive.search('macron');
      await hits[0].passage({ signal: AbortSignal.abort() });
    });
    expect(late).toMatchObject(CANCELLED);
  });

  test('a time limit is a signal too', async ({ host, page }) => {
    await host.open();
    const lists = await hold(page, LISTS);
    const refused = refusal(page, () => window.archive.search('macron', { signal: AbortSignal.timeout(10) }));
    await lists.asked;
    expect(await refused).toMatchObject({ name: 'TimeoutError', classes: [] });
    lists.release();
  });
});

test.describe('what goes wrong has a class', () => {
  test.use({ expectedErrors: /^https:\/\/host\.example\/|Failed to load resource/ });

  const network = { classes: ['ExplorerError', 'NetworkError'], name: 'NetworkError', kind: 'network' };
  const damaged = { classes: ['DamagedError', 'ExplorerError'], name: 'DamagedError', kind: 'damaged' };
  const headers = { 'access-control-allow-origin': '*' };

  test('NetworkError: the program or the archive cannot be fetched, and another try can do it', async ({ host, page }) => {
    await host.load();
    for (const [pattern, answer, message] of [
      ['**/*.wasm', (route) => route.fulfill({ status: 404, headers }), /\.wasm answered 404/],
      ['**/*.wasm', (route) => route.abort(), /\.wasm could not be fetched/],
      ['**/manifest.json', (route) => route.fulfill({ status: 503, headers }), /manifest\.json: 503/],
      ['**/manifest.json', (route) => route.abort(), /manifest\.json/],
    ]) {
      await page.route(pattern, answer);
      const refused = await refusal(page, () => window.api.Archive.open());
      expect(refused).toMatchObject({ ...network, message: expect.stringMatching(message) });
      await page.unroute(pattern);
    }
    await page.evaluate(async () => (window.archive = await window.api.Archive.open()));
    await page.route('**/page-*.json', (route) => route.abort());
    const article = async () => (await window.archive.search('macron')).hits[0].article();
    expect(await refusal(page, article)).toMatchObject(network);
    await page.unroute('**/page-*.json');
    expect(await refusal(page, article)).toBe('not refused');
  });

  test('DamagedError: a file is not what it should be, and is fetched afresh when the archive is opened again', async ({ host, page }) => {
    await host.open();
    await page.route('**/terms-*.bin', (route) => route.fulfill({ body: 'not an index', headers }));
    const search = () => window.archive.search('macron');
    expect(await refusal(page, search)).toMatchObject({ ...damaged, message: expect.stringMatching(/terms-\d+\.bin is damaged/) });
    await page.unroute('**/terms-*.bin');
    await page.evaluate(async () => (window.archive = await window.api.Archive.open()));
    expect((await host.search('macron')).titles).toEqual([SUMMIT.title]);
    await page.route('**/manifest.json', (route) => route.fulfill({ body: '{', headers }));
    expect(await refusal(page, () => window.api.Archive.open())).toMatchObject(damaged);
  });

  test('FormatError: the archive was made for another version', async ({ host, page }) => {
    await host.load();
    await page.route('**/manifest.json', (route) => route.fulfill({ json: { format: 99 }, headers }));
    expect(await refusal(page, () => window.api.Archive.open())).toMatchObject({
      classes: ['ExplorerError', 'FormatError'],
      name: 'FormatError',
      kind: 'format',
      message: expect.stringContaining('99'),
    });
  });

  test('NotFoundError: there is no such article', async ({ host, page }) => {
    await host.open();
    expect(await refusal(page, () => window.archive.article('no-such-article'))).toMatchObject({
      classes: ['ExplorerError', 'NotFoundError'],
      name: 'NotFoundError',
      kind: 'no-such-article',
      message: expect.stringContaining('no-such-article'),
    });
  });

  test('ExplorerError: the program does not start, or the archive is closed', async ({ host, page }) => {
    await host.load();
    await page.route('**/*.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: 'no wasm', headers }));
    const other = { classes: ['ExplorerError'], name: 'ExplorerError' };
    expect(await refusal(page, () => window.api.Archive.open())).toMatchObject({ ...other, kind: 'not-loaded' });
    await page.unroute('**/*.wasm');
    await page.evaluate(async () => {
      window.archive = await window.api.Archive.open();
      window.hit = (await window.archive.search('macron')).hits[0];
      const asked = window.archive.search('macron');
      window.archive.close();
      window.archive.close();
      if ((await asked).hits.length !== 1) throw new Error('what was asked before is answered');
    });
    const article = () => window.archive.article(window.hit.slug);
    for (const operation of [() => window.hit.passage(), () => window.hit.article(), () => window.archive.facets(), article]) {
      expect(await refusal(page, operation)).toMatchObject({ ...other, kind: 'closed' });
    }
  });

  test('TypeError: an argument is not what it should be', async ({ host, page }) => {
    await host.open();
    const wrong = [
      'api.Archive.open(5)',
      'api.Archive.open("https://")',
      'api.Archive.open(undefined, null)',
      'api.Archive.open(undefined, { signal: "stop" })',
      'archive.search()',
      'archive.search(5)',
      'archive.search("", 5)',
      'archive.search("", { tags: "unesco" })',
      'archive.search("", { tags: [5] })',
      'archive.search("", { exclude: [""] })',
      'archive.search("", { from: new Date() })',
      'archive.search("", { from: "yesterday" })',
      'archive.search("", { to: "2025-02-30" })',
      'archive.search("", { to: "0000" })',
      'archive.search("", { to: ["2025"] })',
      'archive.search("", { undated: "maybe" })',
      'archive.search("", { sort: "best" })',
      'archive.search("", { verbatim: 1 })',
      'archive.search("", { limit: -1 })',
      'archive.search("", { limit: 1.5 })',
      'archive.search("", { limit: "10" })',
      'archive.search("", { offset: 2 ** 32 })',
      'archive.facets(5)',
      'archive.article()',
      'new api.Archive()',
      'new api.Results()',
      'new api.Hit()',
    ];
    for (const code of wrong) {
      const refused = await refusal(page, `async () => ${code}`);
      expect(refused, code).toMatchObject({ name: 'TypeError', classes: [] });
    }
  });
});

test('scripts outside of pages can import the API: it touches nothing before it is used', async () => {
  const code = `import(${JSON.stringify(new URL('npm/explorer.js', DIST))}).then((api) => console.log(Object.keys(api).join()))`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code]);
  expect(stdout.trim()).toBe('Archive,DamagedError,ExplorerError,FormatError,Hit,NetworkError,NotFoundError,Results');
});

test.describe('the package for npm', () => {
  const PACKAGE = new URL('npm/', DIST);
  const description = async () => JSON.parse(await readFile(new URL('package.json', PACKAGE), 'utf8'));

  test('npm accepts it, with every file that its scripts ask for', async () => {
    const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: path(PACKAGE) });
    const [packed] = JSON.parse(stdout);
    const cargo = await readFile(new URL('../Cargo.toml', DIST), 'utf8');
    expect(packed.name).toBe('article-explorer');
    expect(packed.version).toBe(/^version = "(.+)"$/m.exec(cargo)[1]);
    const files = packed.files.map(({ path }) => path);
    const { exports } = await description();
    const named = Object.values(exports).flatMap((target) => (typeof target === 'string' ? target : Object.values(target)));
    for (const script of files.filter((file) => file.endsWith('.js'))) {
      const code = await readFile(new URL(script, PACKAGE), 'utf8');
      const imported = [...code.matchAll(/(?:from|import\()\s*(["'])(\.[^"']+)\1/g)];
      const beside = [...code.matchAll(/new URL\((["'])([^"']+)\1,\s*import\.meta\.url/g)];
      named.push(...[...imported, ...beside].map(([, , file]) => file));
    }
    expect(named).toEqual(expect.arrayContaining(['./explorer.js', './engine.wasm', './engine.js', './element.css', './load.js']));
    for (const name of named) expect(files, name).toContain(name.replace(/^\.\//, ''));
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE-MIT', 'LICENSE-APACHE']));
  });

  test('its declarations say what its scripts export, and a strict compiler takes them', async () => {
    for (const name of ['explorer', 'embed']) {
      const declared = await readFile(new URL(`${name}.d.ts`, PACKAGE), 'utf8');
      const names = [...declared.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name);
      const code = await readFile(new URL(`${name}.js`, PACKAGE), 'utf8');
      const exported = [...code.matchAll(/^export (?:(?:class|function) (\w+)|\{ (.+) \};)/gm)];
      expect(names.sort()).toEqual(exported.flatMap(([, one, all]) => one ?? all.split(', ')).sort());
    }
    const compiler = path(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom'];
    const script = path(new URL('../types/api.ts', import.meta.url));
    const said = await run(process.execPath, [compiler, ...options, script]).catch((error) => error);
    expect(said.stdout).toBe('');
  });

  test('it searches from a host of its own, where it needs to be told the archive', async ({ host, page, baseURL }) => {
    await page.route(`${HOST}package/*`, (route) =>
      route.fulfill({ path: path(new URL(route.request().url().split('/').at(-1), PACKAGE)) }),
    );
    expect(await page.evaluate(() => location.href)).toBe(HOST);
    await page.evaluate(async (script) => (window.api = await import(script)), `${HOST}package/explorer.js`);
    expect(await refusal(page, () => window.api.Archive.open())).toMatchObject({ name: 'TypeError' });
    await page.evaluate(async (url) => (window.archive = await window.api.Archive.open(url)), baseURL);
    expect((await host.search('macron')).titles).toEqual([SUMMIT.title]);
  });
});
