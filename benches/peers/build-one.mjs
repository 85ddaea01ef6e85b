// Builds the index of one engine, in a process of its own: node build-one.mjs ENGINE ARTICLES FOLDER LANGUAGE

import { readArticles } from './articles.mjs';

const [engine, articles, folder, language] = process.argv.slice(2);
const { build } = await import(`./engines/${engine}/build.mjs`);
await build(await readArticles(articles), folder, { language });
