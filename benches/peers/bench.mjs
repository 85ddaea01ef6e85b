// Measures our engine beside others in a real browser and writes docs/benchmarks.md:
//
//     node bench.mjs PART... --corpus DIR [--corpus DIR]... [options]
//
// Parts: relevance, bytes, speed, start, matching; `report` alone writes the page again from what was measured.
// `make bench-peers` builds what is measured first. README.md one folder up says what each part does.

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';
import { ENGINES, NATIVE } from './engines.mjs';
import { machine } from './machine.mjs';
import { bytes } from './parts/bytes.mjs';
import { matching } from './parts/matching.mjs';
import { relevance } from './parts/relevance.mjs';
import { speed } from './parts/speed.mjs';
import { start } from './parts/start.mjs';
import { CACHE, ROOT, WORK, prepare } from './prepare.mjs';
import { report } from './report.mjs';
import { serve } from './server.mjs';

// Those that count bytes and time of transfer need the compressed files; the others only their content.
const PARTS = {
  relevance: { run: relevance, compress: false },
  bytes: { run: bytes, compress: true },
  speed: { run: speed, compress: false },
  start: { run: start, compress: true },
  matching: { run: matching, compress: false },
};

const ALL = { peers: Object.keys({ ...ENGINES, ...NATIVE }).join(','), setups: 'plain,typing,fuzzy' };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    corpus: { type: 'string', multiple: true, default: [] },
    peers: { type: 'string', default: ALL.peers },
    setups: { type: 'string', default: ALL.setups },
    queries: { type: 'string', default: '300' },
    items: { type: 'string', default: '300' },
    runs: { type: 'string', default: '5' },
    minutes: { type: 'string', default: '20' },
    megabytes: { type: 'string', default: '8192' },
    results: { type: 'string', default: join(WORK, 'results.json') },
    out: { type: 'string', default: join(ROOT, 'docs/benchmarks.md') },
  },
});
const options = Object.fromEntries(['queries', 'items', 'runs', 'minutes', 'megabytes'].map((key) => [key, Number(values[key])]));
for (const key of ['peers', 'setups']) if (values[key] !== ALL[key]) options[key] = values[key];
const engines = Object.keys(ENGINES).filter((engine) => engine === 'ours' || values.peers.split(',').includes(engine));
const natives = Object.keys(NATIVE).filter((engine) => values.peers.split(',').includes(engine));
for (const engine of Object.values(ENGINES)) {
  engine.setups = engine.setups.filter((setup) => setup === 'plain' || values.setups.split(',').includes(setup));
}
const parts = positionals.filter((part) => part !== 'report');
const unknown = parts.find((part) => !PARTS[part]);
if (unknown || positionals.length === 0 || (parts.length > 0 && values.corpus.length === 0)) {
  if (unknown) console.error(`bench: no part is called ${unknown}`);
  console.error(`usage: node bench.mjs {${[...Object.keys(PARTS), 'report'].join('|')}}... --corpus DIR...`);
  process.exit(2);
}

await mkdir(WORK, { recursive: true });
// Read each time anew: another run may have added to it.
const known = async () => (existsSync(values.results) ? JSON.parse(await readFile(values.results, 'utf8')) : { runs: {} });
for (const folder of values.corpus) {
  const collection = await prepare(folder, engines, options);
  for (const part of parts) {
    const started = performance.now();
    const server = await serve({ mounts: collection.mounts, cache: CACHE, compress: PARTS[part].compress });
    // Memory is measured at once instead of after the next collection of garbage.
    const browser = await launch(CACHE, ['--enable-blink-features=ForceEagerMeasureMemory']);
    try {
      const measured = await PARTS[part].run({ collection, browser, server, natives, options });
      if (!measured) {
        console.error(`bench: ${part}: ${collection.name} has nothing to measure it with`);
        continue;
      }
      const seconds = Math.round((performance.now() - started) / 1000);
      console.error(`bench: ${part}: ${collection.name}: ${seconds} s`);
      const { name, count, language, builds, bytesOfText } = collection;
      const results = await known();
      results.runs[`${part} ${name}`] = {
        part,
        collection: { name, count, language, builds, bytesOfText, failed: failures(builds) },
        machine: await machine(browser),
        options,
        seconds,
        date: new Date().toISOString().slice(0, 10),
        ...measured,
      };
      await writeFile(values.results, JSON.stringify(results, undefined, 1));
    } finally {
      await browser.close();
      server.close();
    }
  }
}
await writeFile(values.out, withInference(report(await known()), await readFile(values.out, 'utf8').catch(() => '')));
console.error(`bench: ${values.out} is written`);

/** The report with the section of `make bench-infer`, which is written by hand, as it stood in the last one. */
function withInference(report, last) {
  const section = /\n## Inference\n[^]*?(?=\n## |$)/.exec(last)?.[0] ?? '';
  return report.replace('\n## The commands\n', () => `${section}\n## The commands\n`);
}

function failures(builds) {
  return Object.fromEntries(Object.entries(builds).flatMap(([engine, { failed }]) => (failed ? [[engine, failed]] : [])));
}
