// Writes FILE.br and FILE.gz beside each file of a site that compression makes smaller, for hosts that serve such
// copies. The same input gives the same bytes.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const COMPRESSED_ALREADY = new Set([".pack", ".woff2", ".png", ".jpg", ".gif", ".webp", ".avif", ".br", ".gz"]);

async function compressFile(path) {
  const bytes = await readFile(path);
  // Blocks of 128 kB suit WebAssembly best, and nothing else here is as long.
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    [constants.BROTLI_PARAM_LGBLOCK]: 17,
  };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}

// Files that begin with "_" or "." are for the host, which never serves them.
export async function compressFolder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !/^[_.]/.test(entry.name) && !COMPRESSED_ALREADY.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath ?? entry.path, basename(entry.name)));
  // Four at a time, as many as Node.js has threads for: an archive may have thousands of pages.
  const next = paths[Symbol.iterator]();
  const worker = async () => {
    for (const path of next) await compressFile(path);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}
