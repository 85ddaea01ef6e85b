// Trunk's post-build hook: what Trunk cannot do itself to the page that it has just assembled.
// - `trunk serve` writes its reload script inline, which the Content-Security-Policy forbids: ours takes its place.
// - The policy of index.html becomes a header in _headers, so that it stands in one place only.
// - What other people's pages load, the element and the API, gets the names of its files, and the element its style sheet; the page
//   for frames gets its policy.
// - Where it is known where the site will be (SITE_URL, or `url` of archive.toml) it is announced by oEmbed.
// - A release gets its app made smaller, its scripts and styles minified, and compressed copies of all its files.
// - A release also has all that other people's pages load as a package for npm.
import { createHash } from "node:crypto";
import { copyFile, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { compressFolder } from "./compress.mjs";
import { elementStyle } from "./embed.mjs";
import { writePackage } from "./npm.mjs";
import { discovery, oembed } from "./oembed.mjs";

const { TRUNK_HTML_FILE: source, TRUNK_STAGING_DIR: site, TRUNK_PROFILE: profile } = process.env;

async function replaceInlineScripts(page) {
  const state = (await readFile(join(site, "sources"), "utf8")).trim();
  await rm(join(site, "sources"));
  for (const [element, code] of page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g)) {
    if (!code.includes("{{__TRUNK_WS_BASE__}}")) throw new Error(`the policy forbids the inline script ${element}`);
    await copyFile("scripts/reload.js", join(site, "assets/reload.js"));
    page = page.replace(element, `<script src="./assets/reload.js" data-sources="${state}"></script>`);
  }
  return page;
}

const asset = (name) => join(site, "assets", name);

// Files that fit each other only get the hash of what they are now in their names, so that a browser never has an old one
// beside a new one.
async function named(stem, before, ends) {
  const hash = createHash("sha256");
  for (const end of ends) hash.update(await readFile(asset(before + end)));
  const after = `${stem}-${hash.digest("hex").slice(0, 16)}`;
  for (const end of ends) await rename(asset(before + end), asset(after + end));
  return after;
}

// The name that the app has before its extensions, and that of the chunk that is fetched later.
async function shrinkApp(stem) {
  const { shrink } = await import("./shrink.mjs");
  const names = await readdir(join(site, "assets"));
  const [, before] = names.join("\n").match(new RegExp(`^(${stem}(?:-\\w+)?)_bg\\.wasm$`, "m"));
  const [script, chunk] = [asset(`${before}.js`), `${stem}-chunk`];
  await shrink(script, asset(`${before}_bg.wasm`), asset(`${chunk}.wasm`));
  const file = `${await named(chunk, chunk, [".wasm"])}.wasm`;
  await writeFile(script, renamed(await readFile(script, "utf8"), { "chunk.wasm": file }));
  return { before, chunk: file };
}

// Says in a script where the files are that it asks for.
function renamed(code, names) {
  return Object.entries(names).reduce((code, [name, address]) => {
    if (!code.includes(`"./${name}"`)) throw new Error(`a script does not ask for ./${name}`);
    return code.replaceAll(`"./${name}"`, `"./${address}"`);
  }, code);
}

async function writeScript(path, source, names) {
  await writeFile(path, renamed(await readFile(`public/${source}`, "utf8"), names));
  if (profile === "release") await minify(path);
}

// What other people's pages name has a name that stays, and loads what is named after its content.
async function writeForOthers() {
  const release = profile === "release";
  await writeFile(asset("embed.css"), await elementStyle());
  const chunks = {};
  if (release) {
    chunks["chunk.wasm"] = (await shrinkApp("embed")).chunk;
    await minify(asset("embed.css"));
  }
  const ends = { "engine.js": ".js", "engine.wasm": "_bg.wasm", "element.css": ".css" };
  const stem = release ? await named("embed", "embed", Object.values(ends)) : "embed";
  const files = Object.fromEntries(Object.entries(ends).map(([name, end]) => [name, stem + end]));
  await writeScript(asset("load.js"), "load.js", files);
  const load = release ? await named("load", "load", [".js"]) : "load";
  for (const name of ["embed", "explorer"]) {
    await writeScript(join(site, `${name}.js`), `${name}.js`, { "load.js": `assets/${load}.js` });
    await copyFile(`public/${name}.d.ts`, join(site, `${name}.d.ts`));
  }
  return Object.fromEntries(Object.entries({ ...files, ...chunks }).map(([name, file]) => [name, asset(file)]));
}

// Trunk's own minifier does not understand what wasm-bindgen writes.
async function minify(path) {
  const { transform } = await import("esbuild");
  const kind = { ".js": { loader: "js", format: "esm" }, ".css": { loader: "css" } }[extname(path)];
  if (!kind) return;
  const { code } = await transform(await readFile(path, "utf8"), { ...kind, minify: true, target: "es2022" });
  await writeFile(path, code);
}

// The page for frames, and what goes with it and with the dialog of the page.
async function writeFrame(policy) {
  for (const name of ["embed.html", "frame.css", "frame.js", "markup.js", "resize.js", "share.js"]) {
    const content = await readFile(join("public", name), "utf8");
    await writeFile(join(site, name), content.replace("{policy of index.html}", policy));
    if (profile === "release") await minify(join(site, name));
  }
}

// Only who knows where the site will be can say what to put into a frame.
async function announce(page) {
  const feed = JSON.parse(await readFile(join(site, "archive/feed.json"), "utf8"));
  const url = process.env.SITE_URL || feed.home_page_url;
  if (!url) return page;
  await writeFile(join(site, "oembed.json"), JSON.stringify(oembed(url, feed.title)));
  return page.replace("</head>", `${discovery(url, feed.title)}\n  </head>`);
}

async function policy() {
  const found = (await readFile(source, "utf8")).match(/<meta http-equiv="Content-Security-Policy" content="([^"]+)">/);
  if (!found) throw new Error(`${source} has no Content-Security-Policy`);
  return found[1];
}

const index = join(site, "index.html");
let page = await replaceInlineScripts(await readFile(index, "utf8"));
if (profile === "release") {
  const { before } = await shrinkApp("app");
  page = page.replaceAll(before, await named("app", before, [".js", "_bg.wasm"]));
}
await writeFile(index, await announce(page));

const headers = join(site, "_headers");
await writeFile(headers, (await readFile(headers, "utf8")).replaceAll("{policy of index.html}", await policy()));

// Minified once: what `shrink` has to understand is as wasm-bindgen wrote it.
const others = (await readdir(join(site, "assets"))).filter((name) => !name.startsWith("embed"));
if (profile === "release") for (const name of others) await minify(asset(name));
const files = await writeForOthers();
await writeFrame(await policy());
if (profile === "release") {
  await compressFolder(site);
  await writePackage(join(site, "npm"), files);
}
