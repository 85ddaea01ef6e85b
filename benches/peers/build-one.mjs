// Builds the index of one engine, in a process of its own: node build-one.mjs ENGINE ARTICLES FOLDER LANGUAGE SETUPS

import { readArticles } from './articles.mjs';

const [engine, articles, folder, language, setups] = process.argv.slice(2);
const { build } = await import(`./engines/${engine}/build.mjs`);
await build(await readArticles(articles), folder, { language, setups: setups.split(',') });
