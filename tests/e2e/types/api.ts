// Scripts as others write them, against the declarations of the package: `specs/api.spec.mjs` has the compiler check them. What must be
// refused is marked as such, so that declarations that allow everything are refused too.

import {
  Archive,
  type Article,
  DamagedError,
  ExplorerError,
  type Facet,
  FormatError,
  Hit,
  NetworkError,
  NotFoundError,
  Results,
} from '../../../dist/npm/explorer.js';
import { type ArticleExplorer, fragmentOf, stateOf } from '../../../dist/npm/embed.js';

export async function search(signal: AbortSignal): Promise<string[]> {
  const archive: Archive = await Archive.open(new URL('https://archive.example/'), { signal });
  const options = { tags: ['unesco'] as const, exclude: ['paris'], from: '2024', to: '2025-02-28', limit: 5, signal } as const;
  const results: Results = await archive.search('viet nam unesco', { ...options, sort: 'newest', undated: 'include', offset: 5 });
  const first: Hit | undefined = results.hits[0];
  const { text, marks } = await first.passage({ signal });
  const article: Article = await first.article();
  const again: Article = await archive.article(first.slug);
  const facets: Facet[] = await archive.facets('', { tags: ['unesco'], verbatim: true });
  const named = facets.map(({ label, count }) => `${label.vi}: ${count}`);
  const dated: string | undefined = first.date;
  const meant = results.corrections.map((correction) => correction.meant);
  archive.close();
  const cited = marks.map(([start, end]) => text.slice(start, end));
  const reasons = article._explorer.derived?.map(({ field, sentence }) => `${field}: ${sentence}`) ?? [];
  return [article.content_text, again.id, dated ?? '', `${results.total + archive.size}`, ...cited, ...meant, ...named, ...reasons];
}

export function kindOf(error: unknown): string {
  if (error instanceof NetworkError) return error.kind satisfies 'network';
  if (error instanceof DamagedError) return error.kind satisfies 'damaged';
  if (error instanceof FormatError) return error.kind satisfies 'format';
  if (error instanceof NotFoundError) return error.kind satisfies 'no-such-article';
  return error instanceof ExplorerError ? `${error.kind}: ${error.message}` : 'another';
}

export function embed(element: ArticleExplorer): string {
  element.addEventListener('ax-open', (event) => console.log(event.detail.url.length));
  document.querySelector('article-explorer')?.search('unesco');
  element.state = { ...element.state, tags: ['paris'] };
  return fragmentOf(stateOf('#/?q=unesco'));
}

export async function refused(archive: Archive, results: Results): Promise<void> {
  // @ts-expect-error a query is a text
  await archive.search(5);
  // @ts-expect-error tags are a list
  await archive.search('', { tags: 'unesco' });
  // @ts-expect-error there is no such order
  await archive.search('', { sort: 'best' });
  // @ts-expect-error dates are texts
  await archive.search('', { from: new Date() });
  // @ts-expect-error facets have no limit
  await archive.facets('', { limit: 5 });
  // @ts-expect-error an archive is opened
  new Archive();
  // @ts-expect-error what was answered stays
  results.total = 5;
  // @ts-expect-error not everything has a date
  results.hits[0].date.length;
  // @ts-expect-error nor a summary of its own
  (await results.hits[0].article()).summary.length;
}
