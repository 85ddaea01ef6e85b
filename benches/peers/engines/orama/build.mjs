import { create, insertMultiple, save } from '@orama/orama';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lead } from '../lead.mjs';
import { SCHEMA, stored } from './options.mjs';

export async function build(articles, folder) {
  const db = create({ schema: SCHEMA });
  await insertMultiple(db, articles.map((article, id) => ({ id: String(id), ...stored(article, lead(article)) })));
  // The texts are searched, not shown: what is stored is the title and the beginning.
  const data = save(db);
  for (const document of Object.values(data.docs.docs)) delete document.text;
  await writeFile(join(folder, 'index.json'), JSON.stringify(data));
}
