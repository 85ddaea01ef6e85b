import { create, load, search as find } from '@orama/orama';
import { SCHEMA } from './options.mjs';

let db;

export async function open() {
  db = create({ schema: SCHEMA });
  load(db, await (await fetch('index.json')).json());
}

export async function search(term, limit, setup) {
  // Prefixes match as they are; edits only where they are asked for.
  const found = await find(db, { term, limit, ...(setup === 'fuzzy' ? { tolerance: 1 } : {}) });
  const hits = found.hits.map(({ id, document }) => ({ id: Number(id), title: document.title, lead: document.lead }));
  return { total: found.count, hits };
}

export const snippets = (hits) => hits.map((hit) => hit.lead);
