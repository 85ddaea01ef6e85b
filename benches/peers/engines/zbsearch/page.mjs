import { create, loadAsync, parseChunked, search as find } from 'zbsearch';
import { options } from './options.mjs';

let db;

export async function open() {
  db = create(options(document.documentElement.lang));
  await loadAsync(db, parseChunked(await (await fetch('index.json')).text()));
}

export async function search(term, limit, setup) {
  // Prefixes match as they are; edits only where they are asked for.
  const found = await find(db, { term, limit, ...(setup === 'fuzzy' ? { tolerance: 1 } : {}) });
  const hits = found.hits.map(({ id, document }) => ({ id: Number(id), title: document.title, lead: document.lead }));
  return { total: found.count, hits };
}

export const snippets = (hits) => hits.map((hit) => hit.lead);
