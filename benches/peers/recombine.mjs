// Makes many articles out of some: node recombine.mjs IN OUT COUNT [SEED]
//
// Each new article has the paragraphs of several articles of the folder IN, about as many as one of them has, a title made
// of two of theirs, and a date between their first and last one. The same seed gives the same files.

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pick, random } from './statistics.mjs';

const [source, target, count, seed = '1'] = process.argv.slice(2);
if (!(Number(count) > 0)) {
  console.error('usage: node recombine.mjs IN OUT COUNT [SEED]');
  process.exit(2);
}
const next = random(Number(seed));
const names = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.md')).sort();
const articles = [];
for (const name of names) {
  const article = parsed(await readFile(join(source, name), 'utf8'));
  if (article.paragraphs.length > 0) articles.push(article);
}
if (articles.length < 2) throw new Error(`${source} has fewer than two Markdown articles with text`);
const days = articles.map(({ day }) => day).filter(Number.isFinite);
const first = days.reduce((a, b) => Math.min(a, b), Infinity);
const last = days.reduce((a, b) => Math.max(a, b), -Infinity);

for (let number = 0; number < Number(count); number += 1) {
  const folder = join(target, String(Math.floor(number / 1000)).padStart(4, '0'));
  if (number % 1000 === 0) await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${String(number).padStart(7, '0')}.md`), article());
}
console.error(`recombine: ${count} articles of ${articles.length} in ${target}`);

function article() {
  const length = pick(articles, next).paragraphs.length;
  const parents = Array.from({ length: 2 + Math.floor(next() * 4) }, () => pick(articles, next));
  // Each parent gives some neighbouring paragraphs, so that words keep their company.
  const paragraphs = [];
  while (paragraphs.length < length) {
    const { paragraphs: theirs } = parents[paragraphs.length % parents.length];
    const some = Math.min(1 + Math.floor(next() * 3), length - paragraphs.length);
    const at = Math.floor(next() * theirs.length);
    paragraphs.push(...theirs.slice(at, at + some));
  }
  const [one, other] = parents.map(({ title }) => title.split(' '));
  const title = [...one.slice(0, Math.ceil(one.length / 2)), ...other.slice(Math.floor(other.length / 2))].join(' ');
  const date = Number.isFinite(first) ? `date: '${new Date(first + Math.floor(next() * (last - first + 1))).toISOString().slice(0, 10)}'\n` : '';
  return `---\ntitle: ${JSON.stringify(title)}\n${date}---\n\n${paragraphs.join('\n\n')}\n`;
}

/** Title, day and paragraphs of a Markdown file; of its front matter only what stands there plainly. */
function parsed(text) {
  const [, front = '', body = text] = /^---\r?\n([^]*?)\r?\n---\r?\n([^]*)$/.exec(text) ?? [];
  // A title may go over several lines, each further one indented.
  const [, raw = ''] = /^title:[ \t]*([^\n]*(?:\n[ \t]+[^\n]*)*)/m.exec(front) ?? [];
  const title = unquoted(raw.trim()).replace(/\s+/g, ' ').trim();
  const [, date] = /^date:\s*['"]?(\d{4}-\d{2}-\d{2})/m.exec(front) ?? [];
  const paragraphs = body.split(/\n\s*\n/).map((paragraph) => paragraph.trim()).filter(Boolean);
  return { title: title || 'Without a title', day: Date.parse(date), paragraphs };
}

/** A YAML scalar without its quotes; of the escapes those that titles have. */
function unquoted(raw) {
  if (raw.startsWith("'")) return raw.slice(1, -1).replaceAll("''", "'");
  if (!raw.startsWith('"')) return raw;
  const sign = (_, short, long, other) => (short || long ? String.fromCodePoint(Number.parseInt(short || long, 16)) : other === '_' ? ' ' : other);
  return raw
    .slice(1, -1)
    .replace(/\\\n\s*/g, '')
    .replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/g, sign);
}
