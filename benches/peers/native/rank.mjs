// The engines outside of the browser. They run in a Python environment of their own, which is made when the first of
// them is asked; nothing else of the project needs Python.

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WORK, digest, run, say, upToDate, versionOf } from '../prepare.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const REQUIREMENTS = join(here, 'requirements.txt');
const ENVIRONMENT = join(WORK, 'python/environment');
const PYTHON = join(ENVIRONMENT, 'bin/python');

/** The numbers of the first ten articles of each query. */
export async function ranked(engine, collection, queries, limits) {
  await environment(limits);
  const asked = join(collection.home, 'native-queries.json');
  const out = join(collection.home, `native-${engine}.json`);
  await writeFile(asked, JSON.stringify(queries));
  await run(PYTHON, [join(here, 'rank.py'), engine, collection.language, collection.articlesPath, asked, out], limits);
  return JSON.parse(await readFile(out, 'utf8'));
}

let made;
/** Made once a run: what cannot be made for one collection cannot be made for the next. */
const environment = (limits) => (made ??= make(limits));

async function make(limits) {
  const version = await versionOf('python3');
  if (!version) throw new Error('install python3 with venv (Debian, Ubuntu: apt-get install python3-venv)');
  await upToDate(ENVIRONMENT, `${version} ${await digest([REQUIREMENTS])}`, async () => {
    say(`installing native/requirements.txt into ${ENVIRONMENT}`);
    await rm(ENVIRONMENT, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', ENVIRONMENT], limits).catch((error) => {
      throw new Error(`python3 -m venv failed (Debian, Ubuntu: apt-get install python3-venv): ${error.message}`);
    });
    // Exactly what is pinned, and nothing that would have to be compiled.
    const exactly = ['--no-deps', '--only-binary', ':all:', '--no-input', '--quiet', '--disable-pip-version-check'];
    await run(PYTHON, ['-m', 'pip', 'install', ...exactly, '-r', REQUIREMENTS], limits).catch((error) => {
      throw new Error(`pip cannot install native/requirements.txt with ${version}: ${error.message}`);
    });
    return {};
  });
}
