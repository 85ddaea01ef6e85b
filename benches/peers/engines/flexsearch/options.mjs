// `plain` is the library's default, whole words. A search box needs the prefixes of the tokenizer "forward".
export const options = (setup) => ({
  tokenize: setup === 'plain' ? 'strict' : 'forward',
  document: { id: 'id', index: ['title', 'text'], store: ['title', 'lead'] },
});
