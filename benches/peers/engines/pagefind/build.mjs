import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { close, createIndex } from 'pagefind';

export async function build(articles, folder, { language }) {
  const { index, errors } = await createIndex({ forceLanguage: language });
  if (!index) throw new Error(errors.join('; '));
  for (const [id, article] of articles.entries()) {
    const added = await index.addHTMLFile({ url: `/${id}`, content: html(article, language) });
    if (added.errors.length > 0) throw new Error(added.errors.join('; '));
  }
  const outputPath = join(folder, 'pagefind');
  await rm(outputPath, { recursive: true, force: true });
  const written = await index.writeFiles({ outputPath });
  if (written.errors.length > 0) throw new Error(written.errors.join('; '));
  await close();
}

// The page of an article as the manual wants it: the headline is an h1, the body is marked.
function html({ title, text }, language) {
  const paragraphs = text.split('\n\n').map((paragraph) => `<p>${escaped(paragraph)}</p>`);
  return `<!DOCTYPE html><html lang="${language}"><head><title>${escaped(title)}</title></head>
<body><main data-pagefind-body><h1>${escaped(title)}</h1>${paragraphs.join('')}</main></body></html>`;
}

const escaped = (text) => text.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char]);
