// What it was measured on.

import { execFile } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';
import { promisify } from 'node:util';
import { ROOT, versionOf } from './prepare.mjs';

export async function machine(browser) {
  const git = async (...args) =>
    promisify(execFile)('git', ['-C', ROOT, ...args]).then(
      ({ stdout }) => stdout.trim(),
      () => '',
    );
  const commit = await git('rev-parse', '--short', 'HEAD');
  const changed = await git('status', '--porcelain', '--', 'src', 'benches', 'Cargo.toml', 'Cargo.lock');
  const [cpu] = cpus();
  return {
    cpu: cpu.model.trim(),
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `${type()} ${release().split('-')[0]}`,
    browser: `Chromium ${browser.version()}, headless`,
    node: process.version,
    rust: await versionOf('rustc'),
    commit: commit + (changed ? ' with changes' : ''),
  };
}
