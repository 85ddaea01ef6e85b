import FlexSearch from 'flexsearch';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lead } from '../lead.mjs';
import { options } from './options.mjs';

export async function build(articles, folder, { setups }) {
  for (const setup of setups) {
    const index = new FlexSearch.Document(options(setup));
    for (const [id, article] of articles.entries()) index.add({ ...article, id, lead: lead(article) });
    const parts = [];
    await index.export((key, data) => {
      if (data !== undefined) parts.push([key, data]);
    });
    // One file: as many requests as the other libraries need.
    await writeFile(join(folder, `${setup}.json`), JSON.stringify(parts));
  }
}
