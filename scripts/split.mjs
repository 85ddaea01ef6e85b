// Cuts a release's app in two: the first part, which every reader needs, and the chunk that is fetched when something of it is used.
//
// The entries of the chunk are named here. It gets all functions that are reached through them only, and no memory or imports of its own:
// what else it needs is the first part's. There a stub stands for each function of the chunk that is still called or is in the
// table of functions; it calls what stands in its place in another table, which the chunk fills. `src/client/chunk.rs` sees to it that
// nothing calls a stub before.
import binaryen from "binaryen";
import { DATA, DATA_COUNT, HEAD, range, sections } from "./sections.mjs";

// What waits for `Store::more_code`, or draws what comes with it, by the names of the functions.
const ENTRIES = [
  /\barticle_explorer::ui::reader::(article|tags|list_of_tag)::/,
  /\barticle_explorer::ui::reader::(body|cite|facts|inline|neighbours|original)::/,
  /\barticle_explorer::ui::(results::why::reasons|results::why::line|evidence)::/,
  /\barticle_explorer::ui::dialogs::(content|help|settings)::/,
  /\barticle_explorer::search::why::/,
  /\barticle_explorer::search::bundle_files\b.*::(read_article|read_original)::/,
  /\barticle_explorer::search::phrases::followed::/,
  /\barticle_explorer::search::(corrections::look|engine::Engine<S>::corrections)::/,
];

// Of functions that are alike the compiler keeps one, under the name of any: what is small, or only lets go of something, may be
// something else's too, and stays in the first part.
const SMALL = 120;
const DROPS = /^core::ptr::drop_in_place</;

// What is no longer than this, as text, the chunk has for itself: the name that the first part would have to give it is as long.
const COPIED = 300;

const TABLE = "chunk";

// What an app calls its only memory.
const MEMORY = "0";

const functions = (module) => range(module.getNumFunctions(), (at) => binaryen.getFunctionInfo(module.getFunctionByIndex(at)));
const exported = (module) => range(module.getNumExports(), (at) => binaryen.getExportInfo(module.getExportByIndex(at)));
const elements = (module) =>
  range(module.getNumElementSegments(), (at) => binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(at)));

const NAME = String.raw`\$("(?:[^"\\]|\\.)*"|[^\s()]+)`;
const unquoted = (name) => (name.startsWith('"') ? name.slice(1, -1).replace(/\\(["\\])/g, "$1") : name);

// The functions and globals that each function names, which only WebAssembly's text tells of all instructions alike.
function references(module) {
  const all = (text, kinds) =>
    new Set([...text.matchAll(new RegExp(`\\((?:${kinds}) ${NAME}`, "g"))].map(([, name]) => unquoted(name)));
  const found = new Map();
  for (const part of module.emitText().split(/\n(?= \()/)) {
    const name = part.match(new RegExp(`^ \\(func ${NAME}`))?.[1];
    if (!name) continue;
    found.set(unquoted(name), { functions: all(part, "call|return_call|ref.func"), globals: all(part, "global.get|global.set") });
  }
  return found;
}

// The functions of the first part: what is exported or stands in the table, and all that these lead to but for entries of the chunk.
function reached(module, named, entry) {
  const first = new Set();
  const visit = [
    ...exported(module).filter(({ kind }) => kind === binaryen.ExternalFunction).map(({ value }) => value),
    ...elements(module).flatMap(({ data }) => data),
  ];
  while (visit.length > 0) {
    const name = visit.pop();
    if (first.has(name) || entry(name)) continue;
    first.add(name);
    visit.push(...(named.get(name)?.functions ?? []));
  }
  return first;
}

// Names of a letter or two, other than those that are taken.
function* shortNames(taken) {
  for (let at = 0; ; at += 1) {
    const name = `_${at.toString(36)}`;
    if (!taken.has(name)) yield name;
  }
}

// The memory is filled by the first part.
function withoutData(bytes) {
  const kept = [...sections(bytes)].filter(({ id }) => id !== DATA && id !== DATA_COUNT);
  return Buffer.concat([bytes.subarray(0, HEAD), ...kept.map(({ whole }) => whole)]);
}

/** The function that `src/client/chunk.rs` calls, to stand at the end of the script that wasm-bindgen wrote: it knows `wasm`. */
export const loader = (split) => `
let chunk;
const loadChunk = ${split ? fetchChunk : "() => Promise.resolve()"};
`;

function fetchChunk() {
  // As long as any file is waited for.
  chunk ??= fetch(new URL("./chunk.wasm", import.meta.url), { signal: AbortSignal.timeout(60000) })
    .then(async (response) => {
      if (!response.ok) throw `${response.status} ${response.statusText}`;
      await WebAssembly.instantiate(await response.arrayBuffer(), { first: wasm });
    })
    .catch((error) => {
      chunk = undefined;
      throw String(error);
    });
  return chunk;
}

/** Cuts an app in two: `[first, chunk]`. */
export function split(whole, features) {
  binaryen.setDebugInfo(true);
  const bytes = Buffer.from(whole.emitBinary());
  binaryen.setDebugInfo(false);
  const [first, chunk] = [binaryen.readBinary(bytes), binaryen.readBinary(withoutData(bytes))];
  for (const module of [first, chunk]) module.setFeatures(features);
  const all = new Map(functions(first).map((fn) => [fn.name, fn]));
  const named = references(first);
  const size = (name) => binaryen.emitText(all.get(name).body).length;
  const entry = (name) => ENTRIES.some((known) => known.test(name)) && !DROPS.test(name) && size(name) > SMALL;
  const missing = ENTRIES.filter((known) => ![...all.keys()].some((name) => known.test(name)));
  if (missing.length > 0) throw new Error(`no function of the app is called ${missing.join(" or ")}`);

  const inFirst = reached(first, named, entry);
  const inChunk = new Set([...all.values()].filter(({ name, base }) => !base && !inFirst.has(name)).map(({ name }) => name));
  const called = new Set([...elements(first).flatMap(({ data }) => data), ...[...inFirst].flatMap((name) => [...(named.get(name)?.functions ?? [])])]);
  const stubs = [...inChunk].filter((name) => called.has(name));

  // The first part.
  first.addTable(TABLE, stubs.length, stubs.length);
  for (const name of inChunk) if (!called.has(name)) first.removeFunction(name);
  for (const [at, name] of stubs.entries()) {
    const { params, results } = all.get(name);
    const given = binaryen.expandType(params).map((type, place) => first.local.get(place, type));
    binaryen.Function(first.getFunction(name)).body = first.call_indirect(TABLE, first.i32.const(at), given, params, results);
  }

  // The chunk, and what goes from one to the other.
  const names = shortNames(new Set(exported(first).map(({ name }) => name)));
  const give = (exporting, importing, name, ...about) => {
    const given = names.next().value;
    first[exporting](name, given);
    chunk[importing](name, "first", given, ...about);
  };
  const needed = new Set();
  for (const name of inChunk) {
    for (const other of named.get(name).functions) {
      if (inChunk.has(other)) continue;
      if (all.get(other).base || size(other) > COPIED) needed.add(other);
      else inChunk.add(other);
    }
  }
  for (const { name } of exported(chunk)) chunk.removeExport(name);
  for (const { name } of elements(chunk)) chunk.removeElementSegment(name);
  for (const { name, params, results } of all.values()) {
    if (!inChunk.has(name)) chunk.removeFunction(name);
    if (needed.has(name)) give("addFunctionExport", "addFunctionImport", name, params, results);
  }
  const globals = range(chunk.getNumGlobals(), (at) => binaryen.getGlobalInfo(chunk.getGlobalByIndex(at)));
  const used = new Set([...inChunk].flatMap((name) => [...named.get(name).globals]));
  for (const { name, type, mutable } of globals) {
    if (used.has(name)) give("addGlobalExport", "addGlobalImport", name, type, mutable);
    else chunk.removeGlobal(name);
  }
  const tables = range(chunk.getNumTables(), (at) => binaryen.getTableInfo(chunk.getTableByIndex(at)));
  for (const { name } of tables) give("addTableExport", "addTableImport", name);
  chunk.addTable(TABLE, stubs.length, stubs.length);
  give("addTableExport", "addTableImport", TABLE);
  chunk.addActiveElementSegment(TABLE, TABLE, stubs, chunk.i32.const(0));
  give("addMemoryExport", "addMemoryImport", MEMORY);
  return [first, chunk];
}
