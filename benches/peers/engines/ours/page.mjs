// `wasm/` is what wasm-bindgen made of benches/page/main.rs.
import init, * as engine from './wasm/bench-page.js';

export async function open() {
  await init();
  await engine.open('archive/');
}

export async function search(query, limit) {
  return JSON.parse(await engine.search(query, limit));
}

export const snippets = (hits, query) => Promise.all(hits.map((hit) => engine.passage(query, hit.document)));
