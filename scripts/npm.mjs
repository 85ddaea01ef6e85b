// Writes what other people's pages load as a package for npm: the sources as they are, for bundlers to take apart, and the program as the
// site has it.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const LICENSES = ["LICENSE-APACHE", "LICENSE-MIT"];

// In the package no archive stands beside the scripts: one has to be named.
const HERE = /^const HERE = new URL\("\.", import\.meta\.url\);$/m;
const SOURCES = {
  "explorer.js": (code) => replace(code, HERE, "const HERE = undefined;"),
  "embed.js": (code) => replace(code, HERE, "const HERE = globalThis.document?.baseURI;"),
  "load.js": (code) => code,
  "explorer.d.ts": (code) => code,
  "embed.d.ts": (code) => code,
};

// Bundlers look for every file that a script names.
const PROGRAM = /\bnew URL\("embed_bg\.wasm",\s*import\.meta\.url\)/;
const CHUNK = /"\.\/embed-chunk-\w+\.wasm"/;

function replace(code, what, by) {
  if (!what.test(code)) throw new Error(`the package needs another line in the place of ${what}`);
  return code.replace(what, by);
}

async function description() {
  const cargo = await readFile("Cargo.toml", "utf8");
  const said = (key) => cargo.match(new RegExp(`^${key} = "(.+)"$`, "m"))[1];
  return {
    name: "article-explorer",
    version: said("version"),
    description: "Searches static archives of articles in the browser: a JavaScript API and the element <article-explorer>",
    keywords: ["search", "archive", "static-site", "wasm", "custom-element"],
    license: said("license"),
    type: "module",
    types: "./explorer.d.ts",
    exports: {
      ".": { types: "./explorer.d.ts", default: "./explorer.js" },
      "./embed": { types: "./embed.d.ts", default: "./embed.js" },
      "./package.json": "./package.json",
    },
    sideEffects: ["./embed.js"],
  };
}

/** `files`: where the program, its script and its style sheet are, by the names that the scripts have for them. */
export async function writePackage(folder, files) {
  await mkdir(folder, { recursive: true });
  for (const [name, change] of Object.entries(SOURCES)) {
    await writeFile(join(folder, name), change(await readFile(`public/${name}`, "utf8")));
  }
  for (const [name, path] of Object.entries(files)) await copyFile(path, join(folder, name));
  const engine = join(folder, "engine.js");
  const code = replace(await readFile(engine, "utf8"), PROGRAM, 'new URL("./engine.wasm",import.meta.url)');
  await writeFile(engine, replace(code, CHUNK, '"./chunk.wasm"'));
  for (const name of LICENSES) await copyFile(name, join(folder, name));
  await copyFile("scripts/npm.md", join(folder, "README.md"));
  const listed = [...Object.keys(SOURCES), ...Object.keys(files), ...LICENSES];
  await writeFile(join(folder, "package.json"), `${JSON.stringify({ ...(await description()), files: listed }, null, 2)}\n`);
}
