// Queries drawn from the articles themselves, the same ones in every run.

import { pick, random, shuffled } from './statistics.mjs';

const WORD = /\p{L}[\p{L}\p{M}\p{N}]*/gu;

export const words = (text) => text.normalize('NFC').match(WORD) ?? [];

/** A word without its marks, as somebody types who has no keyboard for them. */
export const unmarked = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

/** Questions of a collection as all engines get them: words and blanks, so that no sign is an operator to any of them. */
export const plainWords = (text) => text.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim();

/** Queries of one to three neighbouring words, from titles and texts by turns. */
export function neighbours(articles, count, seed) {
  const next = random(seed);
  const queries = new Set();
  for (let tries = 0; queries.size < count && tries < count * 50; tries += 1) {
    const article = pick(articles, next);
    const source = words(tries % 2 ? article.title : article.text.slice(0, 20_000));
    const length = 1 + Math.floor(next() * 3);
    if (source.length < length) continue;
    const at = Math.floor(next() * (source.length - length + 1));
    const query = source.slice(at, at + length).join(' ').toLowerCase();
    if (query.length > 2) queries.add(query);
  }
  return [...queries];
}

/** What stands in a search box while somebody types a query, without the query itself. */
export function prefixes(query) {
  const typed = [];
  const letters = [...query];
  for (let length = 1; length < letters.length; length += 1) {
    const text = letters.slice(0, length).join('');
    if (!text.endsWith(' ')) typed.push(text);
  }
  return typed;
}

/** Pairs of words that stand together in at least fifteen articles, but in no more than a tenth where that is possible. */
export function pairs(articles, count, seed) {
  const next = random(seed);
  const having = new Map();
  for (const [number, article] of articles.entries()) {
    for (const word of new Set(words(`${article.title} ${article.text}`.toLowerCase()))) {
      if (word.length < 4) continue;
      if (!having.has(word)) having.set(word, []);
      having.get(word).push(number);
    }
  }
  const most = Math.max(40, articles.length / 10);
  const usual = [...having].filter(([, list]) => list.length >= 15 && list.length <= most);
  if (usual.length < 2) return [];
  const found = new Set();
  for (let tries = 0; found.size < count && tries < 200_000; tries += 1) {
    const [[one, first], [other, second]] = [pick(usual, next), pick(usual, next)];
    const both = new Set(first);
    if (one !== other && second.filter((number) => both.has(number)).length >= 15) found.add(`${one} ${other}`);
  }
  return [...found];
}

/**
 * Articles that somebody looks for, with the words that they remember: those of the title, where no other article has
 * the same one, else those at the beginning of the text.
 */
export function wanted(articles, seed) {
  const titles = new Map();
  for (const { title } of articles) titles.set(title, (titles.get(title) ?? 0) + 1);
  const numbers = shuffled([...articles.keys()], random(seed));
  return numbers.map((number) => {
    const { title, text } = articles[number];
    const ofTitle = words(title);
    const known = titles.get(title) === 1 && ofTitle.length >= 3 ? ofTitle : words(text.slice(0, 400)).slice(0, 12);
    return { number, words: known };
  });
}

/** Three words in the order of the list, of some length; those that `first` accepts come before all others. */
export function three(list, shortest, next, first = () => false) {
  const long = list.map((word, at) => ({ word, at })).filter(({ word }) => [...word].length >= shortest);
  const order = shuffled(long, next);
  order.sort((a, b) => Number(first(b.word)) - Number(first(a.word)));
  const chosen = [];
  for (const entry of order) {
    if (chosen.length < 3 && !chosen.some(({ word }) => word === entry.word)) chosen.push(entry);
  }
  return chosen.length < 3 ? undefined : chosen.sort((a, b) => a.at - b.at).map(({ word }) => word);
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The word with one letter replaced, left out, added, or swapped with the one behind it. */
export function edited(word, next) {
  const letters = [...word];
  for (;;) {
    const copy = [...letters];
    const at = Math.floor(next() * letters.length);
    const letter = pick(LETTERS, next);
    const kind = Math.floor(next() * 4);
    if (kind === 0) copy[at] = letter;
    if (kind === 1) copy.splice(at, 1);
    if (kind === 2) copy.splice(at, 0, letter);
    if (kind === 3 && at + 1 < copy.length) [copy[at], copy[at + 1]] = [copy[at + 1], copy[at]];
    if (copy.join('') !== word) return copy.join('');
  }
}
