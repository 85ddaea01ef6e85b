// Gets everything ready for one collection: our bundle, the articles that all engines get, the index and the page of
// every peer. What is there already and up to date stays.

import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build as esbuild } from 'esbuild';
import { exists, fromBundle, isBeir, readArticles, toMarkdown } from './articles.mjs';
import { ENGINES } from './engines.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
export const ROOT = resolve(here, '../..');
export const WORK = join(ROOT, 'target/bench-peers');
export const CACHE = join(WORK, 'cache');
const BUNDLER = join(ROOT, 'target/release/article-explorer');

export const say = (text) => console.error(`bench: ${text}`);

/**
 * @returns what the parts need: `{name, beir, folder, count, language, articlesPath, articles(), mounts(engines), builds, bytesOfText}`;
 *   `builds` has for each engine `{seconds, bytes}` or `{failed}`.
 */
export async function prepare(source, engines, limits) {
  const name = basename(resolve(source));
  const home = join(WORK, 'collections', name);
  await mkdir(home, { recursive: true });
  const beir = (await isBeir(source)) ? source : undefined;
  const markdown = beir ? join(home, 'markdown') : source;
  const state = await digest([BUNDLER, ...(beir ? [join(beir, 'corpus.jsonl'), join(here, 'articles.mjs')] : [])]);
  const bundle = join(home, 'bundle');
  const articlesPath = join(home, 'articles.jsonl');
  const builds = {};
  const ours = await upToDate(bundle, `${state} ${beir ? '' : await listing(source)}`, async () => {
    if (beir) await toMarkdown(beir, markdown);
    say(`${name}: bundling`);
    await rm(bundle, { recursive: true, force: true });
    const seconds = await timed(() => run(BUNDLER, ['bundle', markdown, '--out', bundle], limits));
    await fromBundle(bundle, articlesPath);
    return { seconds };
  });
  // Without the untouched originals, which nobody searches.
  builds.ours = { ...ours, bytes: await bytesBelow(bundle, (file) => !basename(file).startsWith('originals-')) };

  const manifest = JSON.parse(await readFile(join(bundle, 'manifest.json'), 'utf8'));
  const language = manifest.languages[0] ?? 'en';
  const stateOfArticles = await digest([articlesPath, join(here, 'package-lock.json')]);
  for (const engine of engines) {
    const site = join(home, 'sites', engine);
    if (engine !== 'ours') {
      const code = await digest((await filesBelow(join(here, 'engines', engine))).concat(join(here, 'engines/lead.mjs')));
      const setups = ENGINES[engine].setups.join();
      const which = ENGINES[engine].indexes ? ` ${setups}` : '';
      builds[engine] = await upToDate(site, `${stateOfArticles} ${language} ${code}${which}`, async () => {
        say(`${name}: building the index of ${engine}`);
        await rm(site, { recursive: true, force: true });
        await mkdir(site, { recursive: true });
        const heap = `--max-old-space-size=${limits.megabytes}`;
        const program = [heap, join(here, 'build-one.mjs'), engine, articlesPath, site, language, setups];
        try {
          const seconds = await timed(() => run(process.execPath, program, limits));
          return { seconds, bytes: await bytesOfIndex(site) };
        } catch (error) {
          say(`${name}: ${engine} has no index: ${error.message}`);
          return { failed: error.message };
        }
      });
    }
    if (!builds[engine].failed) await page(engine, site, language);
  }
  let list;
  const count = manifest.articles;
  return {
    name,
    beir,
    home,
    count,
    language,
    articlesPath,
    builds,
    engines: engines.filter((engine) => !builds[engine].failed),
    bytesOfText: (await stat(articlesPath)).size,
    articles: async () => (list ??= await readArticles(articlesPath)),
    mounts: Object.fromEntries([
      ...engines.map((engine) => [`/${engine}/`, join(home, 'sites', engine)]),
      ['/ours/archive/', bundle],
      ['/site/archive/', bundle],
      ['/site/', join(WORK, 'site')],
    ]),
  };
}

/** The smallest page that searches: one script with the library in it, minified. */
async function page(engine, site, language) {
  await mkdir(site, { recursive: true });
  const entry = `import * as engine from './engines/${engine}/page.mjs';
import { start } from './page/harness.mjs';
start(engine);`;
  await esbuild({
    stdin: { contents: entry, resolveDir: here, loader: 'js' },
    outfile: join(site, 'page.js'),
    bundle: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    // Node's own modules, which libraries name and never need in a browser.
    external: ['worker_threads', 'path', 'module', 'url'],
    plugins: [{
      name: 'ours',
      setup: (build) => build.onResolve({ filter: /^\.\/wasm\// }, ({ path }) => ({ path: join(WORK, path) })),
    }, {
      // Languages that an archive does not need are not downloaded.
      name: 'languages',
      setup: (build) => {
        if (language === 'vi') return;
        build.onLoad({ filter: /vietnamese\.mjs$/ }, () => ({ contents: '' }));
      },
    }],
    logLevel: 'error',
  });
  const template = await readFile(join(here, 'page/index.html'), 'utf8');
  await writeFile(join(site, 'index.html'), template.replace('{language}', language).replace('{engine}', engine));
  if (engine === 'ours') await cp(join(WORK, 'wasm/bench-page_bg.wasm'), join(site, 'bench-page_bg.wasm'));
}

/** Builds unless it was done for this state; remembers what the build said. */
export async function upToDate(folder, state, build) {
  const path = `${folder}.json`;
  if (await exists(path)) {
    const known = JSON.parse(await readFile(path, 'utf8'));
    if (known.state === state) return known.result;
  }
  await rm(path, { force: true });
  await mkdir(join(folder, '..'), { recursive: true });
  const result = await build();
  await writeFile(path, JSON.stringify({ state, result }));
  return result;
}

export async function digest(files) {
  const hash = createHash('sha256');
  for (const file of files.sort()) for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex').slice(0, 16);
}

/** Names, sizes and times of the files of a folder, as one word. */
async function listing(folder) {
  const hash = createHash('sha256');
  for (const file of (await filesBelow(folder)).sort()) {
    const { size, mtimeMs } = await stat(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

async function bytesBelow(folder, filter = () => true) {
  let bytes = 0;
  for (const file of (await filesBelow(folder)).filter(filter)) bytes += (await stat(file)).size;
  return bytes;
}

/** What a host has to keep of an index: not the page, and not Pagefind's interfaces, which nobody asked for. */
const bytesOfIndex = (site) => bytesBelow(site, (file) => !/-(ui|highlight)\.(js|css)$/.test(file));

async function timed(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Runs a program within limits; the error says in one line why it failed. */
export function run(program, args, limits) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-20_000);
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), limits.minutes * 60_000);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else reject(new Error(reason(said, code, signal, limits)));
    });
  });
}

function reason(said, code, signal, { minutes, megabytes }) {
  if (signal === 'SIGKILL') return `not done after ${minutes} minutes`;
  if (/heap out of memory|Reached heap limit/.test(said)) return `more than ${megabytes} MB of heap`;
  const [, line] = /^((?:\w*Error|Error)[^\n]*)/m.exec(said) ?? [];
  return line ?? (said.trim().split('\n').at(-1) || `exit code ${code}`);
}

/** The version of a program, or nothing. */
export async function versionOf(program) {
  return promisify(execFile)(program, ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
}
