// The articles that all engines get: what our bundler made of a folder, so that titles and cleaned texts are the same
// for everybody. A BEIR folder is turned into Markdown files first.

import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The objects of a file with one JSON value a line, one after the other. */
export async function* jsonLines(path) {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line.trim()) yield JSON.parse(line);
  }
}

export async function isBeir(folder) {
  return exists(join(folder, 'corpus.jsonl'));
}

export async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Writes one Markdown file a document; its name is the document's number, its title stands in front matter. */
export async function toMarkdown(beir, folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const ids = [];
  for await (const { _id, title, text } of jsonLines(join(beir, 'corpus.jsonl'))) {
    const head = title ? `---\ntitle: ${JSON.stringify(title)}\n---\n\n` : '';
    await writeFile(join(folder, `${ids.length}.md`), `${head}${escaped(text)}\n`);
    ids.push(_id);
  }
  await writeFile(`${folder}-ids.json`, JSON.stringify(ids));
  return ids;
}

/** Plain text as Markdown that means just this text. */
function escaped(text) {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/[\\`*_[\]{}<>#|~&!+=-]/g, '\\$&').replace(/^(\d+)([.)])/, '$1\\$2'))
    .join('\n');
}

/**
 * Writes the articles of a bundle to `path`, one JSON object a line: `{id, title, text}` with the path of the file as id.
 * They are read through the JSON Feed, which any feed reader understands.
 */
export async function fromBundle(bundle, path) {
  const file = await open(path, 'w');
  let count = 0;
  let next = 'feed.json';
  const seen = new Set();
  while (next) {
    const feed = JSON.parse(await readFile(join(bundle, next), 'utf8'));
    for (const item of feed.items) {
      if (seen.has(item.id)) continue;
      seen.add(item.id);
      const article = { id: item._explorer.path, title: item.title ?? '', text: item.content_text ?? '' };
      await file.write(`${JSON.stringify(article)}\n`);
      count += 1;
    }
    // Relative to the file that names it.
    next = feed.next_url && new URL(feed.next_url, `file:///${next}`).pathname.slice(1);
  }
  await file.close();
  return count;
}

export async function readArticles(path) {
  const articles = [];
  for await (const article of jsonLines(path)) articles.push(article);
  return articles;
}

/** The queries of a BEIR folder, one set a file `queries*.jsonl`, and who is relevant to each: query id to id to grade. */
export async function judgments(beir) {
  const grades = new Map();
  const [, ...rows] = (await readFile(join(beir, 'qrels', 'test.tsv'), 'utf8')).trim().split('\n');
  for (const row of rows) {
    const [query, document, grade] = row.split('\t');
    if (!grades.has(query)) grades.set(query, new Map());
    grades.get(query).set(document, Number(grade));
  }
  const sets = new Map();
  for (const name of (await readdir(beir)).filter((file) => /^queries.*\.jsonl$/.test(file)).sort(byLength)) {
    const queries = [];
    for await (const { _id, text } of jsonLines(join(beir, name))) if (grades.has(_id)) queries.push({ id: _id, text });
    sets.set(name.replace('.jsonl', ''), queries);
  }
  return { sets, grades };
}

/** `queries` itself stands before its variants. */
const byLength = (a, b) => a.length - b.length || a.localeCompare(b);
