// Trunk's post-build hook: what Trunk cannot do itself to the page that it has just assembled.
// - `trunk serve` writes its reload script inline, which the Content-Security-Policy forbids: ours takes its place.
// - The policy of index.html becomes a header in _headers, so that it stands in one place only.
// - A release gets its app made smaller, its scripts and styles minified, and compressed copies of all its files.
import { createHash } from "node:crypto";
import { copyFile, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { compressFolder } from "./compress.mjs";

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

// The two files of the app fit each other only: they get the hash of what they are now in their names, so that a browser
// never has an old one beside a new one.
async function shrinkApp(page) {
  const ends = [".js", "_bg.wasm"];
  const { shrink } = await import("./shrink.mjs");
  const names = await readdir(join(site, "assets"));
  const [, before] = names.join("\n").match(/^(app-\w+)_bg\.wasm$/m);
  const file = (stem, end) => join(site, "assets", stem + end);
  await shrink(file(before, ".js"), file(before, "_bg.wasm"));
  const hash = createHash("sha256");
  for (const end of ends) hash.update(await readFile(file(before, end)));
  const after = `app-${hash.digest("hex").slice(0, 16)}`;
  for (const end of ends) await rename(file(before, end), file(after, end));
  return page.replaceAll(before, after);
}

// Trunk's own minifier does not understand what wasm-bindgen writes.
async function minifyAssets() {
  const { transform } = await import("esbuild");
  const options = { ".js": { loader: "js", format: "esm" }, ".css": { loader: "css" } };
  for (const name of await readdir(join(site, "assets"))) {
    const kind = options[extname(name)];
    if (!kind) continue;
    const path = join(site, "assets", name);
    const { code } = await transform(await readFile(path, "utf8"), { ...kind, minify: true, target: "es2022" });
    await writeFile(path, code);
  }
}

async function policy() {
  const found = (await readFile(source, "utf8")).match(/<meta http-equiv="Content-Security-Policy" content="([^"]+)">/);
  if (!found) throw new Error(`${source} has no Content-Security-Policy`);
  return found[1];
}

const index = join(site, "index.html");
let page = await replaceInlineScripts(await readFile(index, "utf8"));
if (profile === "release") page = await shrinkApp(page);
await writeFile(index, page);

const headers = join(site, "_headers");
await writeFile(headers, (await readFile(headers, "utf8")).replace("{policy of index.html}", await policy()));

if (profile === "release") {
  await minifyAssets();
  await compressFolder(site);
}
