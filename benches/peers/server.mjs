// A static host with its stopwatch running: HTTP/2 (any number of requests at a time), brotli where it makes a file
// smaller, byte ranges of the uncompressed files, cross-origin isolation, and, on demand, a delay before every answer.
// It writes down every body that it sends.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { createSecureServer } from 'node:http2';
import { extname, join, normalize, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

// What is compressed already: by name, or by the first bytes (gzip).
const COMPRESSED = new Set(['.woff2', '.png', '.jpg', '.br', '.gz']);

// Brotli takes a second a megabyte at its best; above this size it works at quality 9.
const BEST_UP_TO = 16 << 20;

/**
 * @param {object} options
 * @param {Record<string, string>} options.mounts folders by the prefix of their addresses, which ends in a slash
 * @param {string} options.cache where the certificate and the compressed files are kept
 * @param {boolean} options.compress false where only the time of the searches counts
 */
export async function serve({ mounts, cache, compress = true }) {
  await mkdir(cache, { recursive: true });
  const prefixes = Object.keys(mounts).sort((a, b) => b.length - a.length);
  const variants = new Map();
  const state = { delay: 0, log: [], shims: {} };

  async function variant(path) {
    const { mtimeMs } = await stat(path);
    const key = `${path} ${mtimeMs}`;
    if (!variants.has(key)) variants.set(key, encoded(path, cache));
    return variants.get(key);
  }

  async function answer(request, response) {
    const { pathname } = new URL(request.url, 'https://host');
    const entry = { path: pathname, bytes: 0, status: 200, asked: performance.now() };
    state.log.push(entry);
    const file = fileOf(pathname, prefixes, mounts);
    const found = file && (await stat(file).catch(() => undefined));
    if (state.delay > 0) await sleep(state.delay);
    const headers = {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cache-control': 'max-age=3600',
    };
    if (!found?.isFile()) {
      entry.status = 404;
      entry.answered = performance.now();
      response.writeHead(404, headers).end();
      return;
    }
    headers['content-type'] = TYPES[extname(file)] ?? 'application/octet-stream';
    headers['accept-ranges'] = 'bytes';
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    let body;
    if (range) {
      const start = Number(range[1]);
      const end = Math.min(range[2] ? Number(range[2]) : found.size - 1, found.size - 1);
      if (start > end) {
        entry.status = 416;
        response.writeHead(416, { ...headers, 'content-range': `bytes */${found.size}` }).end();
        return;
      }
      body = await slice(file, start, end + 1 - start);
      entry.status = 206;
      headers['content-range'] = `bytes ${start}-${end}/${found.size}`;
    } else if (state.shims[pathname]) {
      body = Buffer.concat([Buffer.from(state.shims[pathname]), await readFile(file)]);
    } else if (compress && /\bbr\b/.test(request.headers['accept-encoding'] ?? '')) {
      const { path, coding } = await variant(file);
      body = await readFile(path);
      if (coding) headers['content-encoding'] = coding;
    } else {
      body = await readFile(file);
    }
    entry.bytes = body.length;
    entry.coding = headers['content-encoding'];
    headers['content-length'] = body.length;
    entry.answered = performance.now();
    response.writeHead(entry.status, headers).end(request.method === 'HEAD' ? undefined : body);
  }

  const { key, cert } = await certificate(cache);
  const server = createSecureServer({ key, cert, allowHTTP1: true }, (request, response) => {
    answer(request, response).catch((error) => {
      console.error(`server: ${request.url}: ${error.message}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const sessions = new Set();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => {});
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `https://localhost:${server.address().port}`,
    /** Milliseconds before every answer. */
    set delay(milliseconds) {
      state.delay = milliseconds;
    },
    /** Code that is put before scripts, by their paths: to look into workers. */
    set shims(shims) {
      state.shims = shims;
    },
    /** What was sent since the last call. */
    take() {
      return state.log.splice(0);
    },
    get sent() {
      return state.log.length;
    },
    close() {
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
}

function fileOf(pathname, prefixes, mounts) {
  const prefix = prefixes.find((candidate) => pathname.startsWith(candidate));
  if (!prefix) return undefined;
  const inside = normalize(decodeURIComponent(pathname.slice(prefix.length)) || 'index.html');
  if (inside.startsWith('..') || inside.startsWith(sep)) return undefined;
  return join(mounts[prefix], inside.endsWith(sep) ? join(inside, 'index.html') : inside);
}

async function slice(file, start, length) {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The smaller one of a file and its brotli, which is kept under the hash of the content. */
async function encoded(file, cache) {
  const bytes = await readFile(file);
  if (COMPRESSED.has(extname(file)) || (bytes[0] === 0x1f && bytes[1] === 0x8b)) return { path: file };
  const path = join(cache, `${createHash('sha256').update(bytes).digest('hex')}.br`);
  let size = (await stat(path).catch(() => undefined))?.size;
  if (size === undefined) {
    const best = bytes.length <= BEST_UP_TO;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: best ? 11 : 9,
      [constants.BROTLI_PARAM_LGWIN]: best ? constants.BROTLI_DEFAULT_WINDOW : constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    const smaller = await promisify(brotliCompress)(bytes, { params });
    await writeFile(path, smaller);
    size = smaller.length;
  }
  return size < bytes.length ? { path, coding: 'br' } : { path: file };
}

/** A certificate for localhost that nobody trusts; the browser is told to accept it. */
async function certificate(cache) {
  const [key, cert] = [join(cache, 'key.pem'), join(cache, 'cert.pem')];
  if (!(await stat(cert).catch(() => undefined))) {
    const options = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '3650'];
    await promisify(execFile)('openssl', ['req', ...options, '-subj', '/CN=localhost', '-keyout', key, '-out', cert]);
  }
  return { key: await readFile(key), cert: await readFile(cert) };
}
