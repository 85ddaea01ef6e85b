// Firefox as its makers ship it, driven over WebDriver BiDi: Playwright only drives a Firefox of its own.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import WebSocket from 'ws';

const runs = (program) => spawnSync(program, ['--version']).status === 0;

/** The program, where there is one. */
export const FIREFOX = [process.env.FIREFOX, 'firefox-esr', 'firefox'].find((program) => program && runs(program));

/** Starts it with one page. `close` ends it. */
export async function startFirefox() {
  const profile = await mkdtemp(join(tmpdir(), 'firefox-'));
  const program = spawn(FIREFOX, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: profile },
  });
  const ended = new Promise((resolve) => program.once('exit', resolve));
  const address = await new Promise((resolve, reject) => {
    let said = '';
    program.stderr.on('data', (text) => {
      said += text;
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    ended.then(() => reject(new Error(`Firefox ended: ${said}`)));
  });

  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map();
  const errors = [];
  socket.on('message', (text) => {
    const message = JSON.parse(text);
    if (message.method === 'log.entryAdded' && message.params.level === 'error') errors.push(message.params.text);
    const { resolve, reject } = waiting.get(message.id) ?? {};
    if (message.type === 'success') resolve?.(message.result);
    else if (message.type === 'error') reject?.(new Error(`${message.error}: ${message.message}`));
  });
  let sent = 0;
  const send = (method, params = {}) =>
    new Promise((resolve, reject) => {
      sent += 1;
      waiting.set(sent, { resolve, reject });
      socket.send(JSON.stringify({ id: sent, method, params }));
    });

  const { capabilities } = await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded'] });
  const { contexts } = await send('browsingContext.getTree', {});
  const [{ context }] = contexts;
  return {
    version: capabilities.browserVersion,
    errors,
    goto: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    setViewport: (width, height) => send('browsingContext.setViewport', { context, viewport: { width, height } }),
    /** What a function of the page answers, as JSON has it. */
    async evaluate(run, ...given) {
      const { result, exceptionDetails } = await send('script.callFunction', {
        functionDeclaration: `async (...given) => JSON.stringify(await (${run})(...given.map((text) => JSON.parse(text))))`,
        arguments: given.map((value) => ({ type: 'string', value: JSON.stringify(value) })),
        target: { context },
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return result.value === undefined ? undefined : JSON.parse(result.value);
    },
    /** Types into what has the focus, as a keyboard does. */
    type: (text) =>
      send('input.performActions', {
        context,
        actions: [
          {
            type: 'key',
            id: 'keyboard',
            actions: [...text].flatMap((value) => [
              { type: 'keyDown', value },
              { type: 'keyUp', value },
            ]),
          },
        ],
      }),
    /** Presses the mouse at a place of the window. */
    click: (x, y) =>
      send('input.performActions', {
        context,
        actions: [
          {
            type: 'pointer',
            id: 'mouse',
            actions: [
              { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
              { type: 'pointerDown', button: 0 },
              { type: 'pointerUp', button: 0 },
            ],
          },
        ],
      }),
    screenshot: async () => Buffer.from((await send('browsingContext.captureScreenshot', { context })).data, 'base64'),
    async close() {
      socket.close();
      program.kill();
      await ended;
      await rm(profile, { recursive: true, force: true });
    },
  };
}
