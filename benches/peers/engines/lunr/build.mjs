import lunr from 'lunr';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lead } from '../lead.mjs';
import './vietnamese.mjs';

export async function build(articles, folder, { language }) {
  const builder = new lunr.Builder();
  // What lunr(…) itself adds.
  builder.pipeline.add(lunr.trimmer, lunr.stopWordFilter, lunr.stemmer);
  builder.searchPipeline.add(lunr.stemmer);
  if (language === 'vi') builder.use(lunr.vi);
  builder.ref('id');
  builder.field('title');
  builder.field('text');
  for (const [id, article] of articles.entries()) builder.add({ ...article, id });
  await writeFile(join(folder, 'index.json'), JSON.stringify(builder.build()));
  // It stores no text: titles and beginnings stand beside the index.
  await writeFile(join(folder, 'texts.json'), JSON.stringify(articles.map((article) => [article.title, lead(article)])));
}
