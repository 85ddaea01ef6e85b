// Serves the built site the way a careful static host would, under a sub-path:
// the files that `make build` compressed beforehand, right content types, and the headers that
// `_headers` asks for. Everything outside the sub-path is 404, so that an absolute address in the site
// fails here and not on somebody's host.
//
//     node server.mjs [--root ../../dist] [--base /some/deep/path/] [--port 4179]
//
// The same site stands under other paths as hosts of other kinds would serve it: see HOSTS.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import * as authors from './pages/authors.mjs';
import * as text from './pages/text.mjs';

const { values: options } = parseArgs({
  options: {
    root: { type: 'string', default: fileURLToPath(new URL('../../dist/', import.meta.url)) },
    base: { type: 'string', default: '/some/deep/path/' },
    port: { type: 'string', default: '4179' },
  },
});

const TYPES = {
  '.bin': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

// What hosts do: send parts of files, send what was compressed beforehand, and answer in the order in which they are asked.
const HOSTS = {
  [options.base]: { ranges: true, compressed: true },
  '/host/whole/': { ranges: false, compressed: true },
  '/host/plain/': { ranges: true, compressed: false },
  '/host/plain-and-whole/': { ranges: false, compressed: false },
  '/host/unordered/': { ranges: true, compressed: true, unordered: true },
};
let asked = 0;

// The same site with other archives.
for (const { BASE, FILES } of [authors, text]) {
  HOSTS[new URL(BASE, 'http://host').pathname] = { ranges: true, compressed: true, archive: await bundled(FILES) };
}

const rules = parseHeaders(await readFile(join(options.root, '_headers'), 'utf8').catch(() => ''));

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    response.writeHead(500, { 'Content-Type': 'text/plain' }).end(String(error));
  });
});
server.listen(Number(options.port), '127.0.0.1', () => {
  console.log(`${options.root} on http://127.0.0.1:${options.port}${options.base}`);
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://host');
  // A page of somebody else's, as the journey wrote it: http://localhost/ is another origin than http://127.0.0.1/.
  if (pathname === '/host/page') {
    response.writeHead(200, { 'Content-Type': TYPES['.html'] }).end(searchParams.get('html'));
    return;
  }
  if (pathname === options.base.slice(0, -1)) {
    response.writeHead(301, { Location: options.base }).end();
    return;
  }
  const [base, host] = Object.entries(HOSTS).find(([prefix]) => pathname.startsWith(prefix)) ?? [options.base, {}];
  // Each answer overtakes the one before it.
  if (host.unordered) await new Promise((resolve) => setTimeout(resolve, 40 * (3 - (asked++ % 4))));
  const file = fileOf(pathname, base, host.archive);
  const accepted = host.compressed ? (request.headers['accept-encoding'] ?? '') : '';
  const found = file && (await variant(file, accepted));
  if (!found) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('404: no such file\n');
    return;
  }

  const body = await readFile(found.path);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Length': body.length,
    ETag: etag,
    Vary: 'Accept-Encoding',
    ...found.headers,
    ...headersFor(`/${pathname.slice(base.length)}`),
  };
  const part = host.ranges && !found.headers['Content-Encoding'] && /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  if (part) {
    const [first, last] = [Number(part[1]), Math.min(Number(part[2]), body.length - 1)];
    if (first > last) {
      response.writeHead(416, { 'Content-Range': `bytes */${body.length}` }).end();
      return;
    }
    headers['Content-Range'] = `bytes ${first}-${last}/${body.length}`;
    headers['Content-Length'] = last - first + 1;
    response.writeHead(206, headers).end(body.subarray(first, last + 1));
    return;
  }
  if (request.headers['if-none-match'] === etag) {
    delete headers['Content-Length'];
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
}

/** Bundles files, by path, with the bundler that made the site; answers with the folder of the bundle. */
async function bundled(files) {
  const folder = await mkdtemp(join(tmpdir(), 'articles-'));
  const [articles, archive] = [join(folder, 'articles'), join(folder, 'archive')];
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(articles, path)), { recursive: true });
    await writeFile(join(articles, path), content);
  }
  const project = fileURLToPath(new URL('../../', import.meta.url));
  const bundler = ['run', '--release', '--locked', '--quiet', '--bin', 'article-explorer', '--'];
  execFileSync('cargo', [...bundler, 'bundle', articles, '--out', archive, '--strict'], { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
  return archive;
}

/** The file behind a path of a URL, or nothing where the path leads out of the site. A host can have another archive. */
function fileOf(pathname, base, archive) {
  if (!pathname.startsWith(base)) return undefined;
  let inside;
  try {
    inside = normalize(decodeURIComponent(pathname.slice(base.length)) || 'index.html');
  } catch {
    return undefined;
  }
  if (inside === '..' || inside.startsWith(`..${sep}`) || inside.startsWith(sep)) return undefined;
  if (archive && inside.startsWith(`archive${sep}`)) return join(archive, inside.slice(`archive${sep}`.length));
  return join(options.root, inside.endsWith(sep) ? join(inside, 'index.html') : inside);
}

/** The smallest form of a file that the browser accepts and the build left there. */
async function variant(file, accepted) {
  const codings = accepted.split(',').map((coding) => coding.split(';')[0].trim());
  for (const [coding, suffix] of ENCODINGS) {
    if (codings.includes(coding) && (await isFile(file + suffix))) {
      return { path: file + suffix, headers: { 'Content-Encoding': coding } };
    }
  }
  return (await isFile(file)) ? { path: file, headers: {} } : undefined;
}

async function isFile(path) {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

/** Reads the `_headers` format that Cloudflare Pages and Netlify share: a path, then indented headers. */
function parseHeaders(text) {
  const parsed = [];
  for (const line of text.split('\n')) {
    if (!line.trim() || line.trim().startsWith('#')) continue;
    if (/^\s/.test(line)) {
      const colon = line.indexOf(':');
      parsed.at(-1)?.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    } else {
      const pattern = line.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
      parsed.push({ pattern: new RegExp(`^${pattern}$`), headers: [] });
    }
  }
  return parsed;
}

/** All rules that match, joined with commas where several set the same header, as those hosts do. */
function headersFor(path) {
  const headers = {};
  for (const rule of rules) {
    if (!rule.pattern.test(path)) continue;
    for (const [name, value] of rule.headers) {
      headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
    }
  }
  return headers;
}
