import MiniSearch from 'minisearch';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lead } from '../lead.mjs';
import { OPTIONS } from './options.mjs';

export async function build(articles, folder) {
  const index = new MiniSearch(OPTIONS);
  for (const [id, article] of articles.entries()) index.add({ ...article, id, lead: lead(article) });
  await writeFile(join(folder, 'index.json'), JSON.stringify(index));
}
