// The page with the tables, out of what was measured.

const PARTS = ['relevance', 'matching', 'bytes', 'speed', 'start'];

export function report({ runs }) {
  const all = Object.values(runs);
  const sections = PARTS.map((part) => [part, all.filter((run) => run.part === part)]).filter(([, list]) => list.length > 0);
  return `# Benchmarks

Written by \`make bench-peers\` from its own measurements; [benches/README.md](../benches/README.md) says what each
part does and how the engines are set up. Only engines that are in the same table were measured in the same run. The best
figure of each column is bold, whoever has it.

${machines(all)}

${collections(all)}

${sections.map(([part, list]) => `${HEADS[part]}\n\n${list.map(TABLES[part]).join('\n\n')}`).join('\n\n')}

## The commands

\`\`\`sh
${commands(all)}
\`\`\`
`;
}

function machines(all) {
  const lines = new Map();
  for (const { part, collection, date, machine } of all) {
    const { cpu, cores, memory, system, browser, node, rust, commit } = machine;
    const line = `${cpu}, ${cores} cores, ${memory}; ${system}; ${browser}; Node.js ${node}; ${rust}; ${date}, commit ${commit}`;
    lines.set(line, [...(lines.get(line) ?? []), `${part} of ${collection.name}`]);
  }
  return `## Machine\n\n${[...lines].map(([line, runs]) => `- ${line}: ${runs.join(', ')}`).join('\n')}`;
}

function collections(all) {
  const known = new Map(all.map(({ collection }) => [collection.name, collection]));
  const rows = [...known.values()].map(({ name, count, language, bytesOfText, builds }) => [
    name,
    count.toLocaleString('en'),
    language,
    megabytes(bytesOfText),
    Object.entries(builds).map(([engine, { seconds, failed }]) => `${engine} ${failed ? `none: ${failed}` : `${number(seconds)} s`}`).join(', '),
  ]);
  return `## Collections\n\n${table(['collection', 'articles', 'language', 'MB of text', 'time to build the index'], rows)}`;
}

function commands(all) {
  const lines = new Map();
  for (const { part, collection, options } of all) {
    const named = ['peers', 'setups', 'queries', 'items', 'runs'].filter((option) => option in options);
    const settings = `OPTIONS="${named.map((option) => `--${option} ${options[option]}`).join(' ')}"`;
    const key = `${collection.name} ${settings}`;
    if (!lines.has(key)) lines.set(key, { name: collection.name, settings, parts: [] });
    lines.get(key).parts.push(part);
  }
  return [...lines.values()].map(({ name, settings, parts }) => `make bench-peers CORPUS=${name} PARTS="${parts.join(' ')}" ${settings}`).join('\n');
}

const HEADS = {
  relevance: `## Relevance

nDCG@10 (higher is better), and how many queries found nothing. \`plain\` is the engine as it comes; other setups are those that its
manual proposes for a search box or for typing errors. \`native\` engines do not run in a browser: they are known marks to compare with.`,
  matching: `## Finding a known article

Share of articles among the first ten (higher is better). The last columns: how much of three words has to be typed, letter
by letter, until the article is among the first five (median, lower is better), and how often it never is.`,
  bytes: `## Bytes and round trips

From a fresh page to ten results with titles and passages for a two-word query; medians. Kilobytes are 1,000 bytes of bodies as sent.
Trips are answers that had to be waited for one after the other, until the page was ready and from the query to the passages. The last times
are with 200 ms before every answer: from the query to the passages, divided by the delay, and from the navigation to the passages. On disk our
archive and pagefind's hold the whole texts (pagefind's compressed), the other indexes the beginnings.`,
  speed: `## Speed

From the query to the number of hits and the titles of the first ten, in milliseconds, in a warm page. \`typed\` are the unfinished
queries on the way. \`ratio\` compares medians with ours: 2 takes twice as long. The longest task is that of the main thread; the browser reports
none below 50 ms.`,
  start: `## Start and memory

From the navigation to the first answer over the local network, in milliseconds, and what the page and its workers hold in memory afterwards.`,
};

const TABLES = {
  relevance({ collection, rows, failed }) {
    const sets = [...new Set(rows.map(({ set }) => set))];
    const labels = [...new Set(rows.map(({ label }) => label))];
    const cell = (label, set) => rows.find((row) => row.label === label && row.set === set);
    const heads = sets.flatMap((set) => [`${set} (${cell(labels[0], set).queries})`, 'nothing']);
    const body = labels.map((label) => [label, ...sets.flatMap((set) => [cell(label, set).ndcg, cell(label, set).empty])]);
    const best = sets.flatMap(() => ['high', undefined]);
    const all = { ...collection, failed: { ...collection.failed, ...failed } };
    return head(all, body, ['engine', ...heads], [undefined, ...best], [, ...sets.flatMap(() => [share, String])]);
  },
  matching({ collection, rows, kinds, typed }) {
    const heads = kinds.map(({ kind, items }) => `${kind} (${items})`);
    const body = rows.map(({ label, found, typing }) => [label, ...kinds.map(({ kind }) => found[kind]), typing.median, typing.never]);
    const best = [undefined, ...kinds.map(() => 'high'), 'low', 'low'];
    const shown = [, ...kinds.map(() => percent), (value) => (value > 1 ? 'never' : percent(value)), percent];
    return head(collection, body, ['engine', ...heads, `typed (${typed})`, 'never'], best, shown);
  },
  bytes({ collection, rows, queries }) {
    const body = rows.map((row) => [
      row.label + (row.hits < 10 ? ` (${row.hits} results only)` : ''),
      row.bytes / 1000,
      row.startBytes / 1000,
      row.requests,
      row.startTrips,
      row.queryTrips,
      row.waits,
      row.seconds,
      row.disk / 1e6,
    ]);
    const heads = ['engine', 'kB', 'of it to start', 'requests', 'trips to start', 'trips to answer', 'answer / delay', 's to first answer', 'MB on disk'];
    const best = [undefined, 'low', 'low', 'low', 'low', 'low', 'low', 'low', 'low'];
    const shown = [, number, number, whole, whole, whole, number, number, number];
    return `${head(collection, body, heads, best, shown)}\n\nQueries: ${queries.map((query) => `“${query}”`).join(', ')}.`;
  },
  speed({ collection, rows, queries, prefixes }) {
    const ours = rows.find(({ engine }) => engine === 'ours');
    const body = rows.map(({ label, whole, typed, firstWhole, loading, searching }) => [
      label,
      whole.median,
      whole.p95,
      whole.median / ours.whole.median,
      typed.median,
      typed.p95,
      typed.median / ours.typed.median,
      typed.nothing,
      typed.answered,
      firstWhole.median,
      firstWhole.p95,
      loading,
      searching,
    ]);
    for (const { label, alone } of rows) {
      if (alone) body.push([`${label}, index alone, no titles`, alone.median, alone.p95, alone.median / ours.whole.median]);
    }
    const heads = ['engine', 'median', 'p95', 'ratio', 'typed median', 'typed p95', 'ratio', 'typed, nothing', 'typed median with hits', 'first time median', 'first time p95', 'longest task, loading', 'longest task, searching'];
    const best = [undefined, 'low', 'low', undefined, 'low', 'low', undefined, 'low', 'low', 'low', 'low', 'low', 'low'];
    const task = (value) => (value > 0 ? number(value) : '< 50');
    const text = head(collection, body, heads, best, [, fine, fine, number, fine, fine, number, percent, fine, fine, fine, task, task]);
    return `${text}\n\n${queries} queries, ${prefixes.toLocaleString('en')} unfinished ones.`;
  },
  start({ collection, rows, runs }) {
    const body = rows.map(({ label, median, p95, memory, wasm }) => [label, median, p95, memory / 1e6, wasm / 1e6, (memory + wasm) / 1e6]);
    const heads = ['engine', 'median ms', 'p95 ms', 'JavaScript MB', 'WebAssembly MB', 'together MB'];
    const text = head(collection, body, heads, [undefined, 'low', 'low', undefined, undefined, 'low'], [, number, number, number, number, number]);
    return `${text}\n\n${runs} starts each.`;
  },
};

/** A table with its heading; the best figure of a column is bold. */
function head({ name, count, failed }, body, heads, best, shown) {
  const cells = body.map((row) =>
    heads.map((_, column) => {
      const value = row[column];
      if (value === undefined || Number.isNaN(value)) return '–';
      const text = shown[column] ? shown[column](value) : String(value);
      if (!best[column]) return text;
      const all = body.map((other) => other[column]).filter((other) => typeof other === 'number' && !Number.isNaN(other));
      const wanted = best[column] === 'high' ? Math.max(...all) : Math.min(...all);
      return text === shown[column](wanted) ? `**${text}**` : text;
    }),
  );
  const missing = Object.entries(failed ?? {}).map(([engine, reason]) => `${engine} is not there: ${reason}.`);
  return [`### ${name}: ${count.toLocaleString('en')} articles`, table(heads, cells), ...missing].join('\n\n');
}

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

const number = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 0 : 1));
const fine = (value) => (value >= 10 ? number(value) : value.toFixed(2));
const whole = (value) => value.toFixed(0);
const share = (value) => value.toFixed(3);
const percent = (value) => `${Math.round(value * 100)} %`;
const megabytes = (bytes) => number(bytes / 1e6);
