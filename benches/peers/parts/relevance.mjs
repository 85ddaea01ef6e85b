// nDCG@10 over collections with judgments, as trec_eval counts it: the gain is the grade.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { judgments } from '../articles.mjs';
import { opened } from '../browser.mjs';
import { NATIVE } from '../engines.mjs';
import { ranked } from '../native/rank.mjs';
import { say } from '../prepare.mjs';
import { plainWords } from '../queries.mjs';
import { mean } from '../statistics.mjs';
import { answers, numbers, setups } from './common.mjs';

export async function relevance({ collection, browser, server, natives, options }) {
  if (!collection.beir) return undefined;
  const articles = await collection.articles();
  const numberOf = numbers(articles);
  const ids = JSON.parse(await readFile(join(collection.home, 'markdown-ids.json'), 'utf8'));
  const documentOf = (id) => ids[Number.parseInt(articles[numberOf(id)]?.id, 10)];
  const { sets, grades } = await judgments(collection.beir);
  const asked = new Map([...sets].map(([set, queries]) => [set, queries.map(({ text }) => plainWords(text))]));
  const rows = [];
  const add = ({ engine, setup, label, set, ids: lists, errors }) => {
    const queries = sets.get(set);
    const gains = queries.map(({ id }, at) => ndcg(lists[at].map(documentOf), grades.get(id)));
    const empty = lists.filter((list) => list.length === 0).length;
    rows.push({ engine, setup, label, set, queries: queries.length, ndcg: mean(gains), empty, errors });
  };
  for (const { engine, setup, label } of setups(collection.engines)) {
    const page = await opened(browser, server.base, engine, setup);
    for (const [set, queries] of asked) add({ engine, setup, label, set, ...(await answers(page, queries)) });
    await page.context().close();
  }
  const failed = {};
  for (const engine of natives) {
    try {
      // All sets at once: the index is made anew each time.
      const lists = await ranked(engine, collection, [...asked.values()].flat(), options);
      for (const [set, queries] of asked) {
        add({ engine, setup: 'plain', label: NATIVE[engine].name, set, ids: lists.splice(0, queries.length), errors: 0 });
      }
    } catch (error) {
      say(`${collection.name}: ${engine} is left out: ${error.message}`);
      failed[engine] = error.message;
    }
  }
  return { rows, failed };
}

export function ndcg(documents, grades) {
  const gain = (list) => list.slice(0, 10).reduce((sum, grade, rank) => sum + grade / Math.log2(rank + 2), 0);
  const best = gain([...grades.values()].sort((a, b) => b - a));
  return best > 0 ? gain(documents.map((document) => grades.get(document) ?? 0)) / best : 0;
}
