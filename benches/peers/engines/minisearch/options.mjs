export const OPTIONS = { fields: ['title', 'text'], storeFields: ['title', 'lead'] };
// The manual's search box: prefixes, edits up to a fifth of a word, titles count twice.
export const TYPING = { prefix: true, fuzzy: 0.2, boost: { title: 2 } };
