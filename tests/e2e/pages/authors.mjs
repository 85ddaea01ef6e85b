// What is known of the archive with authors: its articles, which are bundled when the server starts, and where it is.

/** Where it is served. */
export const BASE = `http://127.0.0.1:${process.env.E2E_PORT}/host/authors/`;

export const RIVERS = {
  title: 'Rivers',
  slug: 'rivers',
  subtitle: 'An estuarine tale',
  summary: 'A zephyrous digest of what flows',
  author: 'Wilhelmina Featherstone',
  other: 'Nguyễn Vân Anh',
};
export const LAKES = { title: 'Lakes', author: 'Nguyễn Văn Anh' };
export const PONDS = { title: 'Ponds', authors: ['Jana Moss', 'Ken Reed', 'Wilhelmina Featherstone', 'J. R. O’Brien', 'Lan Anh'] };

/** So many articles more, each by somebody else. */
export const NOTES = 60;
export const note = (number) => ({ title: `Note ${number}`, author: `Writer ${number} of the Many` });

const article = (front, body) => `---\n${front.join('\n')}\n---\n\n${body}\n`;
const notes = Array.from({ length: NOTES }, (_, number) => note(number + 1));

/** By path. */
export const FILES = {
  'archive.toml': 'title = "Waters"\nlanguages = ["en"]\n',
  'rivers.md': article(
    [
      `title: ${RIVERS.title}`,
      `subtitle: ${RIVERS.subtitle}`,
      'aliases: [Waterways of yore]',
      'date: 2025-03-03',
      `authors: [${RIVERS.author}, ${RIVERS.other}]`,
      `summary: ${RIVERS.summary}`,
      'lang: en',
    ],
    'What flows is never the same, and who steps into it is not either. Gardens are watered with it.',
  ),
  'lakes.md': article(
    [`title: ${LAKES.title}`, 'date: 2025-03-02', `author: ${LAKES.author}`, 'lang: en'],
    'Still water is deep. It is said that nothing in it is ever lost.',
  ),
  'ponds.md': article(
    [`title: ${PONDS.title}`, 'date: 2025-03-01', `authors: [${PONDS.authors.join(', ')}]`, 'lang: en'],
    'A pond is small and has many who look after it.',
  ),
  ...Object.fromEntries(
    notes.map(({ title, author }, at) => [
      `note-${at + 1}.md`,
      article([`title: ${title}`, 'date: 2024-01-01', `author: ${author}`, 'lang: en'], `Something short that is number ${at + 1}.`),
    ]),
  ),
};
