// Makes a release's app smaller: the WebAssembly that wasm-bindgen wrote, and the script beside it that has to fit.
// Usage: node scripts/shrink.mjs SCRIPT.js APP.wasm    (both are replaced)
//
// - A panic ends in a trap. What leads there only writes a message, to a standard error that no browser has: it goes, and
//   so do the places in the sources that it would name.
// - Leptos brings server functions, whose streams are exported whether a page has them or not: they go too.
// - The names between the two have a hash each, which does not compress: they become a letter or two.
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import binaryen from "binaryen";
import { build } from "esbuild";

// What Rust's compiler assumes of browsers.
const FEATURES = ["BulkMemory", "BulkMemoryOpt", "SignExt", "NontrappingFPToInt", "MutableGlobals", "ReferenceTypes", "Multivalue"];

// Functions of Rust's library that never return.
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
  ]
    .map(({ source }) => source)
    .join("|"),
);

// What is exported for those streams, and the classes of the script around it.
const STREAMS = /^(__wbg_)?intounderlying/i;

// The names that wasm-bindgen made up, rather than those of the browser.
const NAMES = /^__wb/;

const range = (count, item) => Array.from({ length: count }, (_, at) => item(at));
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
  for (const { name } of exported(module)) if (STREAMS.test(name)) module.removeExport(name);
}

// The parts of the memory that the app starts with: where each is in the file, and its address.
function* dataSegments(bytes) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const section = bytes[at++];
    const end = number() + at;
    for (let count = section === 11 ? number() : 0; count > 0; count -= 1) {
      // Active, at the address of an `i32.const`.
      if (bytes[at++] !== 0 || bytes[at++] !== 0x41) throw new Error("a data segment is not what Rust's linker writes");
      const address = number();
      at += 1;
      const length = number();
      yield { address, data: bytes.subarray(at, at + length) };
      at += length;
    }
    at = end;
  }
}

// A place is the address and the length of the name of a file, a line and a column. Unlike other texts, the name ends with
// a zero, which is not counted.
const PLACE = 16;
const FILE = /^[ -~]+\.rs\0$/;

// Zeros in place of all places, and of the names of their files.
function forgetPlaces(bytes) {
  for (const { address, data } of dataSegments(bytes)) {
    const names = [];
    for (let at = 0; at + PLACE <= data.length; at += 4) {
      const [start, length] = [data.readUInt32LE(at) - address, data.readUInt32LE(at + 4)];
      if (start < 0 || start + length >= data.length) continue;
      const name = data.subarray(start, start + length + 1);
      if (!FILE.test(name.toString("latin1"))) continue;
      names.push(name);
      data.fill(0, at, at + PLACE);
    }
    for (const name of names) name.fill(0);
  }
}

// As `wasm-opt -Os`, three times. Control flow that is rebuilt in between and functions that stand beside similar ones
// compress better; so does `-Os` than `-Oz`. Only then it is looked for what no function can ever get (GUFA).
function optimise(module) {
  module.setFeatures(FEATURES.reduce((all, name) => all | binaryen.Features[name], binaryen.Features.MVP));
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(1);
  // Rust's stack is there, and grows downwards: nothing has an address near zero.
  binaryen.setLowMemoryUnused(true);
  // What can stay on the stack from one instruction to the next needs no variable.
  binaryen.setGenerateStackIR(true);
  binaryen.setOptimizeStackIR(true);
  module.optimize();
  module.runPasses(["flatten", "rereloop"]);
  module.optimize();
  module.runPasses(["gufa-optimizing"]);
  module.optimize();
  module.runPasses(["reorder-functions-by-name"]);
}

// The script without what the app does not import and nobody else uses, and the short names that it has now.
async function shrinkScript(path, imports) {
  const code = (await readFile(path, "utf8")).replace(/^ {8}(__wb\w+): function[^]*?^ {8}\}.*,\n/gm, (text, name) =>
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

export async function shrink(scriptPath, appPath) {
  const bytes = await readFile(appPath);
  forgetPlaces(bytes);
  const module = binaryen.readBinary(bytes);
  removeUnused(module);
  optimise(module);
  const { script, names } = await shrinkScript(scriptPath, new Set(imported(module).map(({ base }) => base)));
  rename(module, names);
  await writeFile(appPath, module.emitBinary());
  await writeFile(scriptPath, script);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await shrink(...process.argv.slice(2));
