import { create, insertMultiple, save, stringifyChunked } from 'zbsearch';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lead } from '../lead.mjs';
import { options } from './options.mjs';

export async function build(articles, folder, { language }) {
  const db = create(options(language));
  insertMultiple(db, articles.map(({ title, text }, id) => ({ id: String(id), title, text, lead: lead({ text }) })));
  // The texts are searched, not shown: what is stored is the title and the beginning.
  for (const document of Object.values(db.data.docs.docs)) delete document?.text;
  await writeFile(join(folder, 'index.json'), stringifyChunked(save(db, { format: 'chunked' })));
}
