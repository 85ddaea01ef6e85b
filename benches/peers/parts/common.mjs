// What several parts do in a page.

import { ENGINES } from '../engines.mjs';

/** Every setup of some engines: `{engine, setup, label}`. */
export function setups(engines) {
  return engines.flatMap((engine) => {
    const of = ENGINES[engine].setups;
    return of.map((setup) => ({ engine, setup, label: of.length > 1 ? `${ENGINES[engine].name}, ${setup}` : ENGINES[engine].name }));
  });
}

/** The ids of the first hits of each query, `limit` of them; an engine that throws finds nothing, and that is counted. */
export async function answers(page, queries, limit = 10) {
  const found = { ids: [], errors: 0 };
  // In portions: what one call carries should stay small.
  for (let at = 0; at < queries.length; at += 100) {
    const portion = await page.evaluate(
      async ([list, most]) => {
        const ids = [];
        let errors = 0;
        for (const query of list) {
          try {
            const { hits } = await globalThis.bench.search(query, most);
            ids.push(hits.map((hit) => hit.id));
          } catch {
            ids.push([]);
            errors += 1;
          }
        }
        return { ids, errors };
      },
      [queries.slice(at, at + 100), limit],
    );
    found.ids.push(...portion.ids);
    found.errors += portion.errors;
  }
  return found;
}

/** From what an engine calls an article to its number: ours says its path, the others its number. */
export function numbers(articles) {
  const byPath = new Map(articles.map(({ id }, number) => [id, number]));
  return (id) => (typeof id === 'number' ? id : byPath.get(id));
}
