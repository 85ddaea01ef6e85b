// From the navigation to the first answer, in a fresh profile each time, engines by turns; and the memory after it.

import { fresh } from '../browser.mjs';
import { ENGINES, setupFor } from '../engines.mjs';
import { pairs } from '../queries.mjs';
import { median, quantile } from '../statistics.mjs';

// The browser's figure has the objects of JavaScript in it, of workers too, and not the memory of WebAssembly. That is read
// from every instance that a page or its worker makes.
const WORKERS = ['/pagefind/pagefind/pagefind-worker.js'];
const SHIM = `globalThis.memories = [];
for (const name of ['instantiate', 'instantiateStreaming']) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (...parts) => {
    const made = await original.apply(WebAssembly, parts);
    globalThis.memories.push((made.instance ?? made).exports.memory);
    return made;
  };
}
`;

export async function start({ collection, browser, server, options }) {
  const queries = pairs(await collection.articles(), options.runs, 21);
  if (queries.length === 0) return undefined;
  const subjects = collection.engines.map((engine) => {
    const setup = setupFor(engine, 'typing');
    return { engine, setup, label: setup === 'plain' ? ENGINES[engine].name : `${ENGINES[engine].name}, ${setup}`, times: [], memory: [], wasm: [] };
  });
  // Once unmeasured: the server compresses a file when it is first asked for.
  for (const subject of subjects) await once(browser, server, subject, queries[0]);
  for (const query of queries) {
    for (const subject of subjects) {
      subject.times.push((await once(browser, server, subject, query)).time);
      // Apart, since it puts code of its own into the page.
      const { memory, wasm } = await once(browser, server, subject, query, true);
      subject.memory.push(memory);
      subject.wasm.push(wasm);
    }
  }
  return {
    runs: queries.length,
    rows: subjects.map(({ engine, setup, label, times, memory, wasm }) => ({
      engine,
      setup,
      label,
      median: median(times),
      p95: quantile(times, 0.95),
      memory: median(memory),
      wasm: median(wasm),
    })),
  };
}

async function once(browser, server, { engine, setup }, query, weigh = false) {
  const page = await fresh(browser);
  if (weigh) {
    await page.addInitScript(SHIM);
    server.shims = Object.fromEntries(WORKERS.map((path) => [path, SHIM]));
  }
  await page.addInitScript((text) => {
    globalThis.first = new Promise((resolve, reject) => {
      addEventListener('load', async () => {
        try {
          await globalThis.bench.ready;
          await globalThis.bench.search(text);
          // By the clock: the page's own begins anew when its process changes.
          resolve(performance.timeOrigin + performance.now());
        } catch (error) {
          reject(error);
        }
      });
    });
  }, query);
  try {
    const began = Date.now();
    await page.goto(`${server.base}/${engine}/#${setup}`);
    const time = (await page.evaluate(() => globalThis.first)) - began;
    if (!weigh) return { time };
    const memory = await page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes);
    const ofWasm = () => (globalThis.memories ?? []).reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    let wasm = await page.evaluate(ofWasm);
    for (const worker of page.workers()) wasm += await worker.evaluate(ofWasm);
    return { memory, wasm };
  } finally {
    server.shims = {};
    await page.context().close();
  }
}
