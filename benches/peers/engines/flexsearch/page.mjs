import { Document } from 'flexsearch';
import { options } from './options.mjs';

let index;

export async function open(setup) {
  const kind = setup === 'plain' ? 'plain' : 'typing';
  index = new Document(options(kind));
  for (const [key, data] of await (await fetch(`${kind}.json`)).json()) await index.import(key, data);
}

export function search(query, limit, setup) {
  const found = index.search(query, { limit, enrich: true, merge: true, suggest: setup !== 'plain' });
  // It does not say how many there are: it stops at the limit.
  const hits = found.slice(0, limit).map(({ id, doc }) => ({ id, title: doc.title, lead: doc.lead }));
  return { total: hits.length, hits };
}

export const snippets = (hits) => hits.map((hit) => hit.lead);
