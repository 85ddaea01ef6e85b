// Makes a release's app smaller: the WebAssembly that wasm-bindgen wrote, and the script beside it that has to fit.
// Usage: node scripts/shrink.mjs SCRIPT.js APP.wasm [CHUNK.wasm]    (the first two are replaced)
//
// - What only some readers use becomes a file of its own, if it gets a name (split.mjs).
// - A panic ends in a trap. What leads there only writes a message, to a standard error that no browser has: it goes, and
//   so do the places in the sources that it would name, and its texts (forget.mjs).
// - Leptos brings server functions, whose streams are exported whether a page has them or not: they go too.
// - The names between the two have a hash each, which does not compress: they become a letter or two.
// - What is like something near compresses better: each function comes to stand beside the one that is most like it.
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import binaryen from "binaryen";
import { build } from "esbuild";
import { addresses, forgetMessages, forgetPlaces } from "./forget.mjs";
import { CODE, CUSTOM, FUNCTIONS, HEAD, number, range, section, sections, sized, text } from "./sections.mjs";
import { loader, split } from "./split.mjs";

// What Rust's compiler assumes of browsers.
const FEATURES = ["BulkMemory", "BulkMemoryOpt", "SignExt", "NontrappingFPToInt", "MutableGlobals", "ReferenceTypes", "Multivalue"]
  .map((name) => binaryen.Features[name])
  .reduce((all, feature) => all | feature, binaryen.Features.MVP);

// Functions of Rust's library that never return, and those that write what stands in their messages: with `{:?}`, which
// the app itself uses for nothing.
const PANICS = new RegExp(
  [
    /panicking::(panic|panic_(fmt|display|bounds_check|const|with_hook|nounwind)|assert_failed(_inner)?)\b/,
    /::assert_failed\b/,
    /(option|result)::(unwrap|expect)_failed\b/,
    /slice::index::slice_\w*fail\b/,
    /str::slice_error_fail/,
    /::len_mismatch_fail\b/,
    /cell::panic_already_/,
    /raw_vec::(handle_error|capacity_overflow)\b/,
    /\bhandle_alloc_error\b/,
    /\brust_begin_unwind\b/,
    /thread::local::panic_access_error\b/,
    /^<(char|&[iu]size|core\S*::Range<usize>) as core\S*::fmt::Debug>::fmt\b/,
  ]
    .map(({ source }) => source)
    .join("|"),
);

// What is exported for those streams, and the classes of the script around it.
const STREAMS = /^(__wbg_)?intounderlying/i;

// What is exported for nobody: places in the memory for tools that are not used here.
const MARKERS = /^(__abort_handler|__instance_terminated|_WASM_SPLIT_MARKER_)/;

// The names that wasm-bindgen made up, rather than those of the browser.
const NAMES = /^__wb/;

const functions = (module) => range(module.getNumFunctions(), (at) => module.getFunctionByIndex(at));
const exported = (module) => range(module.getNumExports(), (at) => binaryen.getExportInfo(module.getExportByIndex(at)));
const imported = (module) => functions(module).map(binaryen.getFunctionInfo).filter(({ module: from }) => from);

function removeUnused(module) {
  let panics = 0;
  for (const fn of functions(module)) {
    const { name, module: from } = binaryen.getFunctionInfo(fn);
    if (from || !PANICS.test(name)) continue;
    binaryen.Function(fn).body = module.unreachable();
    panics += 1;
  }
  if (panics === 0) throw new Error("no function has its name: are they stripped before this?");
  for (const { name } of exported(module)) if (STREAMS.test(name) || MARKERS.test(name)) module.removeExport(name);
}

// As `wasm-opt -Os`, three times. Control flow that is rebuilt in between compresses better; so does `-Os` than `-Oz`. Only
// then it is looked for what no function can ever get (GUFA).
function optimise(module) {
  module.setFeatures(FEATURES);
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(1);
  // Rust's stack is there, and grows downwards: nothing has an address near zero.
  binaryen.setLowMemoryUnused(true);
  module.optimize();
  module.runPasses(["flatten", "rereloop"]);
  module.optimize();
  module.runPasses(["gufa-optimizing"]);
  module.optimize();
}

// So many bytes of two functions have to be the same to count, and what more functions have says nothing about two of them.
const PIECE = 6;
const FREQUENT = 150;

// Beginning with the longest one, after each function the one that shares most with it.
function alike(bodies) {
  const pieces = bodies.map(
    (body) => new Set(range(Math.max(body.length - PIECE + 1, 0), (at) => body.toString("latin1", at, at + PIECE))),
  );
  const having = new Map();
  for (const [at, those] of pieces.entries()) {
    for (const piece of those) {
      if (!having.has(piece)) having.set(piece, []);
      having.get(piece).push(at);
    }
  }
  const rest = new Set([...bodies.keys()].sort((a, b) => bodies[b].length - bodies[a].length));
  const order = [];
  while (rest.size > 0) {
    const shared = new Map();
    for (const piece of pieces[order.at(-1)] ?? []) {
      const others = having.get(piece);
      if (others.length > FREQUENT) continue;
      for (const other of others) if (rest.has(other)) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    let [next] = rest;
    for (const [other, count] of shared) if (count > (shared.get(next) ?? 0)) next = other;
    rest.delete(next);
    order.push(next);
  }
  return order;
}

// The app with its functions in that order, which the optimiser can give them by their names only. Sections that are none
// of WebAssembly's own, which no browser reads, are left out.
function ordered(module, forget = () => {}) {
  const bytes = Buffer.from(module.emitBinary());
  forget(bytes);
  const before = imported(module).length;
  const code = section(bytes, CODE);
  const names = alike(range(code.number(), () => code.part())).map((at, place) =>
    Buffer.concat([number(before + at), text(String(place).padStart(5, "0"))]),
  );
  const functions = Buffer.concat([Buffer.from([FUNCTIONS]), sized(number(names.length), ...names)]);
  const parts = [...sections(bytes)].filter(({ id }) => id !== CUSTOM).map(({ whole }) => whole);
  const named = binaryen.readBinary(
    Buffer.concat([bytes.subarray(0, HEAD), ...parts, Buffer.from([CUSTOM]), sized(text("name"), functions)]),
  );
  named.setFeatures(module.getFeatures());
  named.runPasses(["memory-packing", "reorder-functions-by-name"]);
  return named;
}

// The script without what the app does not import and nobody else uses, and the short names that it has now.
async function shrinkScript(path, loader, imports) {
  const code = ((await readFile(path, "utf8")) + loader).replace(/^ {8}(__wb\w+): function[^]*?^ {8}\}.*,\n/gm, (text, name) =>
    imports.has(name) ? text : "",
  );
  const names = [...code.matchAll(/^export (?:async )?(?:function|class) (\w+)/gm)].map(([, name]) => name);
  const wanted = ["default", ...names.filter((name) => !STREAMS.test(name))];
  const { outputFiles, mangleCache } = await build({
    stdin: { contents: `export { ${wanted} } from "app"` },
    plugins: [
      {
        name: "app",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^app$/ }, () => ({ path: resolve(path) }));
          onLoad({ filter: /./ }, () => ({ contents: code }));
        },
      },
    ],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    minify: true,
    // Only the classes of streams have something to dispose of or to finalise.
    define: { "Symbol.dispose": "undefined" },
    pure: ["FinalizationRegistry"],
    mangleProps: NAMES,
    mangleCache: {},
  });
  return { script: outputFiles[0].text, names: mangleCache };
}

function rename(module, names) {
  for (const { name, module: from, base, params, results } of imported(module)) {
    if (!names[base]) throw new Error(`the script has nothing called ${base}`);
    module.addFunctionImport(name, from, names[base], params, results);
  }
  for (const { kind, name, value } of exported(module)) {
    if (!names[name]) continue;
    module.removeExport(name);
    if (kind === binaryen.ExternalTable) module.addTableExport(value, names[name]);
    else module.addFunctionExport(value, names[name]);
  }
}

function written(module) {
  // What can stay on the stack from one instruction to the next needs no variable.
  binaryen.setGenerateStackIR(true);
  binaryen.setOptimizeStackIR(true);
  const bytes = module.emitBinary();
  // Only at the end: what is read once more gets its variables back, and others.
  binaryen.setGenerateStackIR(false);
  binaryen.setOptimizeStackIR(false);
  return bytes;
}

/** Replaces an app and its script by smaller ones; with a place for a chunk, what only some readers use is put there. */
export async function shrink(scriptPath, appPath, chunkPath) {
  const bytes = await readFile(appPath);
  forgetPlaces(bytes);
  const whole = binaryen.readBinary(bytes);
  const before = addresses([whole]);
  removeUnused(whole);
  const parts = chunkPath ? split(whole, FEATURES) : [whole];
  for (const part of parts) optimise(part);
  const after = addresses(parts);
  const [first, chunk] = parts;
  const app = ordered(first, (bytes) => forgetMessages(bytes, before, after));
  const needed = new Set(imported(app).map(({ base }) => base));
  const { script, names } = await shrinkScript(scriptPath, loader(Boolean(chunkPath)), needed);
  rename(app, names);
  await writeFile(appPath, written(app));
  await writeFile(scriptPath, script);
  if (chunk) await writeFile(chunkPath, written(ordered(chunk)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await shrink(...process.argv.slice(2));
