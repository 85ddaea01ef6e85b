// Whether an article that somebody remembers is found: by three words of its title with their marks, without them, with
// one edit in each, and how much of three words has to be typed.

import { opened } from '../browser.mjs';
import { edited, prefixes, three, unmarked, wanted } from '../queries.mjs';
import { median, random } from '../statistics.mjs';
import { answers, numbers, setups } from './common.mjs';

// A handful of articles says nothing.
const FEWEST = 10;

export async function matching({ collection, browser, server, options }) {
  const articles = await collection.articles();
  const numberOf = numbers(articles);
  const next = random(13);
  const known = wanted(articles, 11);
  const drawn = (shortest, prefer, accept = () => true) => {
    const items = [];
    for (const { number, words } of known) {
      const chosen = three(words, shortest, next, prefer);
      if (chosen && accept(chosen)) items.push({ number, words: chosen });
      if (items.length === options.items) break;
    }
    return items.length < FEWEST ? [] : items;
  };
  const marked = (word) => unmarked(word) !== word;
  const plain = drawn(4);
  const withMarks = drawn(2, marked, (chosen) => chosen.some(marked));
  const long = drawn(5);
  const kinds = [
    ['three words of the title', plain, (words) => words],
    ['with marks', withMarks, (words) => words],
    ['the same without marks', withMarks, (words) => words.map(unmarked)],
    ['one edit in every word', long, (words) => words.map((word) => edited(word, next))],
  ]
    .filter(([, items]) => items.length > 0)
    .map(([kind, items, change]) => ({ kind, items, queries: items.map(({ words }) => change(words).join(' ').toLowerCase()) }));
  const typed = plain.slice(0, Math.ceil(options.items / 3));
  const rows = [];
  for (const { engine, setup, label } of setups(collection.engines)) {
    const page = await opened(browser, server.base, engine, setup);
    const row = { engine, setup, label, found: {}, typing: undefined };
    for (const { kind, items, queries } of kinds) {
      const { ids } = await answers(page, queries);
      const hits = items.filter(({ number }, at) => ids[at].some((id) => numberOf(id) === number)).length;
      row.found[kind] = hits / items.length;
    }
    const shares = [];
    for (const { number, words } of typed) shares.push(await shareTyped(page, words.join(' ').toLowerCase(), number, articles));
    row.typing = { median: median(shares), never: shares.filter((share) => share > 1).length / shares.length };
    rows.push(row);
    await page.context().close();
  }
  return {
    rows,
    kinds: kinds.map(({ kind, items, queries }) => ({ kind, items: items.length, example: queries[0] })),
    typed: typed.length,
  };
}

/** The share of a query after which its article is among the first five; 2 where it never is. */
async function shareTyped(page, query, number, articles) {
  const texts = [...prefixes(query), query];
  const ids = [number, articles[number].id];
  const length = await page.evaluate(
    async ([typed, wantedIds]) => {
      for (const text of typed) {
        try {
          const { hits } = await globalThis.bench.search(text, 5);
          if (hits.slice(0, 5).some((hit) => wantedIds.includes(hit.id))) return [...text].length;
        } catch {
          // An engine that throws has not found it.
        }
      }
      return undefined;
    },
    [texts, ids],
  );
  return length === undefined ? 2 : length / [...query].length;
}
