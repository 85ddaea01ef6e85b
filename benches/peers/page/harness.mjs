// What every page of an engine has in common: it opens the index as soon as it is there, and answers.
// An engine exports open(setup), search(query, limit, setup) -> {total, hits: [{id, title}]} and
// snippets(hits, query) -> texts.

export function start(engine) {
  const setup = location.hash.slice(1) || 'plain';
  globalThis.bench = {
    setup,
    ready: Promise.resolve(engine.open(setup)),
    search: (query, limit = 10) => engine.search(query, limit, setup),
    snippets: (hits, query) => engine.snippets(hits, query),
    extra: engine.extra ?? {},
  };
}
