// What a fresh page transfers until ten results of a two-word query stand there with titles and passages, and how many
// answers had to be waited for one after the other.
//
// The server delays every answer by a fixed time and answers any number at once. A request that comes in after another one
// was answered counts as depending on it: the longest such chain is the number of round trips. Beside it stands the time
// from the query to the passages divided by the delay, which has the computing in it.

import { fresh } from '../browser.mjs';
import { ENGINES, setupFor } from '../engines.mjs';
import { pairs } from '../queries.mjs';
import { median } from '../statistics.mjs';
import { inSite } from './site.mjs';

const DELAY = 200;

export async function bytes({ collection, browser, server, options }) {
  const queries = pairs(await collection.articles(), options.runs, 20);
  if (queries.length === 0) return undefined;
  // The page of the project itself, and all engines on the same bare page.
  const subjects = collection.engines.map((engine) => {
    const setup = setupFor(engine, 'typing');
    const name = engine === 'ours' ? 'article explorer, bare page' : ENGINES[engine].name;
    return { engine, label: setup === 'plain' ? name : `${name}, ${setup}`, visit: (page, query) => bare(page, server, engine, setup, query) };
  });
  // It fetches what passages are cut from for hits in view only: in a window of the usual height, and in one that shows all ten.
  const site = (label, height) => ({ engine: 'site', label, height, visit: (page, query) => inSite(page, server, query) });
  subjects.unshift(site('article explorer, the site', 800), site('article explorer, the site, ten in view', 2400));
  const rows = subjects.map(({ engine, label }) => ({ engine, label, runs: [] }));
  for (const query of queries) {
    for (const [at, subject] of subjects.entries()) {
      // Once unmeasured: the server compresses a file when it is first asked for.
      await once(browser, server, subject, query, 0);
      const direct = await once(browser, server, subject, query, 0);
      const delayed = await once(browser, server, subject, query, DELAY);
      rows[at].runs.push({
        query,
        bytes: sum(direct.log),
        startBytes: sum(direct.log.slice(0, direct.sentAtStart)),
        requests: direct.log.length,
        startTrips: chain(delayed.log.slice(0, delayed.sentAtStart)),
        queryTrips: chain(delayed.log.slice(delayed.sentAtStart)),
        waits: delayed.answered / DELAY,
        seconds: (delayed.started + delayed.answered) / 1000,
        hits: direct.hits,
        files: direct.log.map(({ path, bytes: size, status }) => [path, size, status]),
      });
    }
  }
  for (const row of rows) {
    for (const key of ['bytes', 'startBytes', 'requests', 'startTrips', 'queryTrips', 'waits', 'seconds']) {
      row[key] = median(row.runs.map((run) => run[key]));
    }
    row.hits = Math.min(...row.runs.map(({ hits }) => hits));
    row.disk = collection.builds[row.engine === 'site' ? 'ours' : row.engine]?.bytes;
  }
  return { rows, queries, delay: DELAY };
}

/** The longest chain of requests each of which came in after the one before it had been answered. */
function chain(log) {
  const depths = [];
  for (const [at, { asked }] of log.entries()) {
    const before = log.slice(0, at).map(({ answered }, other) => (answered <= asked ? depths[other] : 0));
    depths[at] = 1 + Math.max(0, ...before);
  }
  return Math.max(0, ...depths);
}

const sum = (log) => log.reduce((total, { bytes: size }) => total + size, 0);

async function once(browser, server, { visit, height = 800 }, query, delay) {
  server.delay = delay;
  const page = await fresh(browser, { viewport: { width: 1280, height } });
  try {
    server.take();
    const times = await visit(page, query);
    return { ...times, log: server.take() };
  } finally {
    server.delay = 0;
    await page.context().close();
  }
}

/** Milliseconds until the engine was ready, and from the query to the passages. */
async function bare(page, server, engine, setup, query) {
  const began = Date.now();
  await page.goto(`${server.base}/${engine}/#${setup}`);
  // By the clock: the page's own begins anew when its process changes.
  const started = await page.evaluate(async () => {
    await globalThis.bench.ready;
    return performance.timeOrigin + performance.now();
  }) - began;
  const sentAtStart = server.sent;
  const { answered, hits } = await page.evaluate(async (text) => {
    const start = performance.now();
    const found = await globalThis.bench.search(text);
    const passages = await globalThis.bench.snippets(found.hits, text);
    return { answered: performance.now() - start, hits: passages.filter(Boolean).length };
  }, query);
  return { started, answered, hits, sentAtStart };
}
