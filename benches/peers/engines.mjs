// Who is compared, in the order of the tables, and how each is set up.

import { readFileSync } from 'node:fs';

const { devDependencies: versions } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const requirements = readFileSync(new URL('native/requirements.txt', import.meta.url), 'utf8');

// `plain` is what somebody gets who sets nothing; `typing` is what the manual proposes for a search box that answers
// while one types; `fuzzy` forgives edits besides. Where two are the same, the engine is measured once.
export const ENGINES = {
  ours: { name: 'article explorer', setups: ['plain'] },
  pagefind: { name: `pagefind ${versions.pagefind}`, setups: ['plain'] },
  minisearch: { name: `minisearch ${versions.minisearch}`, setups: ['plain', 'typing'] },
  // An index of its own for each setup, and only for those that are asked for.
  flexsearch: { name: `flexsearch ${versions.flexsearch}`, setups: ['plain', 'typing'], indexes: true },
  lunr: { name: `lunr ${versions.lunr}`, setups: ['plain', 'typing'] },
  orama: { name: `@orama/orama ${versions['@orama/orama']}`, setups: ['plain', 'fuzzy'] },
  zbsearch: { name: `zbsearch ${versions.zbsearch}`, setups: ['plain', 'fuzzy'] },
};

// Known marks outside of the browser, which only the part relevance asks.
export const NATIVE = Object.fromEntries(
  ['bm25s', 'tantivy'].map((engine) => {
    const [, version] = new RegExp(`^${engine}==(.+)$`, 'm').exec(requirements);
    return [engine, { name: `${engine} ${version}, native` }];
  }),
);

// The setup that an engine has for a purpose: the one asked for, else the nearest below it.
const FALLBACK = { fuzzy: ['fuzzy', 'typing', 'plain'], typing: ['typing', 'plain'], plain: ['plain'] };

export function setupFor(engine, purpose) {
  return FALLBACK[purpose].find((setup) => ENGINES[engine].setups.includes(setup));
}
