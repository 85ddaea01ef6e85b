import lunr from 'lunr';

let index;
let texts;

export async function open() {
  if (document.documentElement.lang === 'vi') await import('./vietnamese.mjs');
  const json = async (name) => (await fetch(name)).json();
  const [data, stored] = await Promise.all([json('index.json'), json('texts.json')]);
  index = lunr.Index.load(data);
  texts = stored;
}

export function search(query, limit, setup) {
  const found = setup === 'plain' ? index.search(query) : index.query((clauses) => typed(clauses, query));
  const hits = found.slice(0, limit).map(({ ref }) => ({ id: Number(ref), title: texts[ref][0] }));
  return { total: found.length, hits };
}

// The manual's search box: the word itself counts most, then its prefixes, then one edit.
function typed(clauses, query) {
  for (const token of lunr.tokenizer(query)) {
    const term = token.toString();
    clauses.term(term, { boost: 100 });
    clauses.term(term, { boost: 10, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
    clauses.term(term, { boost: 1, usePipeline: false, editDistance: 1 });
  }
}

export const snippets = (hits) => hits.map((hit) => texts[hit.id][1]);
