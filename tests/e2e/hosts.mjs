// Serves the pages of `hosts/` as somebody else's site: another origin than the archive's, with pages that show the archive in an
// <article-explorer>. `{archive}` in them is the address of the archive, `{attributes}` what the address of the page asks for:
//
//     node hosts.mjs --archive http://127.0.0.1:4179/some/deep/path/ [--port 4180]
//     http://127.0.0.1:4180/plain.html?view=list&q=macron

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    archive: { type: 'string', default: 'http://127.0.0.1:4179/some/deep/path/' },
    port: { type: 'string', default: '4180' },
  },
});
const archive = new URL(options.archive);

// What the pages say about themselves.
const HEADERS = {
  // What the element cannot do without, and of the page itself its own style and icon.
  'csp.html': {
    'Content-Security-Policy': `default-src 'none'; script-src ${archive.origin} 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src ${archive.origin}`,
  },
  // Pages that share an agent with others of their domain may still say that they are all of it.
  'domain.html': { 'Origin-Agent-Cluster': '?0' },
};

// The libraries as a page would have them from a build: React comes in pieces that only a bundler puts together.
const { build } = createRequire(new URL('../../scripts/package.json', import.meta.url))('esbuild');
const bundled = await build({
  stdin: {
    contents: `
      export * as React from 'react';
      export { createRoot } from 'react-dom/client';
      export { flushSync } from 'react-dom';`,
    resolveDir: fileURLToPath(new URL('.', import.meta.url)),
  },
  bundle: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  format: 'esm',
  write: false,
});
const inModules = (path) => readFile(new URL(`node_modules/${path}`, import.meta.url), 'utf8');
const LIBRARIES = {
  '/lib/react.js': bundled.outputFiles[0].text,
  '/lib/vue.js': await inModules('vue/dist/vue.esm-browser.prod.js'),
  '/lib/jquery.js': await inModules('jquery/dist/jquery.js'),
};

const server = createServer((request, response) => {
  answer(new URL(request.url, 'http://host'), response).catch((error) => {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end(String(error));
  });
});
server.listen(Number(options.port), '127.0.0.1', () => {
  console.log(`hosts of ${archive} on http://127.0.0.1:${options.port}/`);
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}

async function answer({ pathname, searchParams }, response) {
  if (pathname === '/favicon.ico') {
    // The browser asks for it by itself.
    response.writeHead(204).end();
    return;
  }
  if (LIBRARIES[pathname]) {
    response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8' }).end(LIBRARIES[pathname]);
    return;
  }
  const [, name] = /^\/([a-z0-9-]+\.(?:html|css))$/.exec(pathname);
  const text = await readFile(new URL(`hosts/${name}`, import.meta.url), 'utf8');
  const attributes = [...searchParams].map(([key, value]) => `${key}="${value.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`);
  response
    .writeHead(200, { 'Content-Type': name.endsWith('.css') ? 'text/css' : 'text/html; charset=utf-8', ...HEADERS[name] })
    .end(text.replaceAll('{archive}', archive.href).replaceAll('{attributes}', attributes.join(' ')));
}
