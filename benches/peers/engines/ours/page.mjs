// `wasm/` is what wasm-bindgen made of benches/page/main.rs.
import init, * as engine from './wasm/bench-page.js';

export async function open() {
  await init();
  await engine.open('archive/');
}

export async function search(query, limit) {
  const [total, ...parts] = (await engine.search(query, limit)).split('\u001f');
  const hits = [];
  for (let at = 0; at < parts.length; at += 3) hits.push({ document: Number(parts[at]), id: parts[at + 1], title: parts[at + 2] });
  return { total: Number(total), hits };
}

export const snippets = (hits) => Promise.all(hits.map((hit) => engine.passage(hit.document)));
