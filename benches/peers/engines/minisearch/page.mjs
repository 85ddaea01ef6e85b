import MiniSearch from 'minisearch';
import { OPTIONS, TYPING } from './options.mjs';

let index;

export async function open() {
  index = MiniSearch.loadJSON(await (await fetch('index.json')).text(), OPTIONS);
}

export function search(query, limit, setup) {
  const found = index.search(query, setup === 'plain' ? {} : TYPING);
  return { total: found.length, hits: found.slice(0, limit) };
}

export const snippets = (hits) => hits.map((hit) => hit.lead);
