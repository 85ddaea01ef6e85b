// How long a search takes, from the query to the number of hits and the titles of the first ten. Every setup of every
// engine has a page and a process of its own in one browser. They take turns: a turn is one query, letter by letter as
// it is typed and then as a whole. The first round over all queries is reported apart, since it still fetches and
// compiles; the second one is what a warm page does.

import { fresh } from '../browser.mjs';
import { say } from '../prepare.mjs';
import { neighbours, prefixes } from '../queries.mjs';
import { quantile } from '../statistics.mjs';
import { setups } from './common.mjs';

export async function speed({ collection, browser, server, options }) {
  const queries = neighbours(await collection.articles(), options.queries, 7);
  const subjects = setups(collection.engines);
  for (const subject of subjects) {
    subject.page = await fresh(browser);
    await subject.page.addInitScript(() => {
      globalThis.longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
      }).observe({ type: 'longtask', buffered: true });
    });
    await subject.page.goto(`${server.base}/${subject.engine}/#${subject.setup}`);
    await subject.page.evaluate(() => globalThis.bench.ready);
    subject.loading = await longest(subject.page);
    subject.rounds = [[], []].map(() => ({ whole: [], typed: [], found: [] }));
    subject.alone = [];
    if (!(await subject.page.evaluate(() => crossOriginIsolated))) throw new Error('the page is not isolated: its clock is coarse');
  }
  for (const round of [0, 1]) {
    for (const [done, query] of queries.entries()) {
      // With tens of thousands of articles a run takes hours: it says how far it is.
      if (done % 50 === 0) say(`speed: round ${round + 1} of 2, ${done} of ${queries.length} queries`);
      const typed = prefixes(query);
      for (const subject of subjects) {
        const { times, found } = await subject.page.evaluate(turn, [...typed, query]);
        subject.rounds[round].whole.push(times.pop());
        subject.rounds[round].typed.push(...times);
        subject.rounds[round].found.push(...found.slice(0, -1));
      }
    }
  }
  for (const subject of subjects) {
    subject.searching = await longest(subject.page);
    for (const query of queries) {
      const time = await subject.page.evaluate(async (text) => {
        if (!globalThis.bench.extra.alone) return undefined;
        const start = performance.now();
        await globalThis.bench.extra.alone(text);
        return performance.now() - start;
      }, query);
      if (time === undefined) break;
      subject.alone.push(time);
    }
    await subject.page.context().close();
  }
  const rows = subjects.map(({ engine, setup, label, rounds: [first, warm], alone, loading, searching }) => ({
    engine,
    setup,
    label,
    whole: summary(warm.whole),
    typed: { ...summary(warm.typed), ...answered(warm) },
    firstWhole: summary(first.whole),
    alone: alone.length > 0 ? summary(alone) : undefined,
    loading,
    searching,
  }));
  return { rows, queries: queries.length, prefixes: queries.flatMap(prefixes).length };
}

const summary = (times) => ({ median: quantile(times, 0.5), p95: quantile(times, 0.95), most: quantile(times, 1) });

/** A beginning that no word stands for costs an engine nothing that looks up whole words only: the median of those with hits. */
function answered({ typed, found }) {
  const times = typed.filter((_, at) => found[at] > 0);
  return { nothing: 1 - times.length / typed.length, answered: times.length > 0 ? quantile(times, 0.5) : undefined };
}

/** In the page: the milliseconds of each search, each in a task of its own, and how many hits it shows. */
async function turn(texts) {
  const times = [];
  const found = [];
  for (const text of texts) {
    await new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(0);
    });
    const start = performance.now();
    let hits = [];
    try {
      ({ hits } = await globalThis.bench.search(text));
    } catch {
      // Timed like an answer: the reader waits as long.
    }
    times.push(performance.now() - start);
    found.push(hits.length);
  }
  return { times, found };
}

/** The longest task of the main thread since the last call; the browser reports those above 50 ms. */
const longest = (page) =>
  page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const found = globalThis.longest;
    globalThis.longest = 0;
    return found;
  });
