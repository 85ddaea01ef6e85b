let pagefind;

export async function open() {
  // Its own file, beside this page: it finds the rest of the index from there.
  const own = new URL('pagefind/pagefind.js', location.href).href;
  pagefind = await import(own);
  await pagefind.options({ baseUrl: '/' });
  await pagefind.init();
}

export async function search(query, limit) {
  const found = await pagefind.search(query);
  const results = found?.results ?? [];
  const hits = await Promise.all(results.slice(0, limit).map(async (result) => shown(await result.data())));
  return { total: results.length, hits };
}

const shown = (data) => ({ id: Number(data.url.replace(/\D/g, '')), title: data.meta.title, lead: data.excerpt });

export const snippets = (hits) => hits.map((hit) => hit.lead);

// Only the answer of the index: how many there are, and nothing to show.
export const extra = {
  alone: async (query) => (await pagefind.search(query))?.results.length ?? 0,
};
