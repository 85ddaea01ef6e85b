// Trunk's post-build hook: what Trunk cannot do itself to the page that it has just assembled.
// - `trunk serve` writes its reload script inline, which the Content-Security-Policy forbids: it becomes a file.
// - The policy of index.html becomes a header in _headers, so that it stands in one place only.
// - A release gets compressed copies of its files.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compressFolder } from "./compress.mjs";

const { TRUNK_HTML_FILE: source, TRUNK_STAGING_DIR: site, TRUNK_PROFILE: profile } = process.env;

// The address of Trunk's socket is known to Trunk's server only, which fills it into pages but not into scripts.
function reloadScript(inline) {
  return inline
    .replace(/(['"`])\{\{__TRUNK_ADDRESS__\}\}\1/, "location.host")
    .replace(/(['"`])\{\{__TRUNK_WS_BASE__\}\}\1/, 'new URL(".", location.href).pathname');
}

async function moveInlineScripts(page) {
  const inline = [...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g)];
  for (const [element, code] of inline) {
    if (!code.includes("__TRUNK_WS_BASE__")) throw new Error(`the policy forbids the inline script ${element}`);
    await mkdir(join(site, "assets"), { recursive: true });
    await writeFile(join(site, "assets/reload.js"), reloadScript(code));
    page = page.replace(element, '<script src="./assets/reload.js"></script>');
  }
  return page;
}

async function policy() {
  const found = (await readFile(source, "utf8")).match(/<meta http-equiv="Content-Security-Policy" content="([^"]+)">/);
  if (!found) throw new Error(`${source} has no Content-Security-Policy`);
  return found[1];
}

const index = join(site, "index.html");
await writeFile(index, await moveInlineScripts(await readFile(index, "utf8")));

const headers = join(site, "_headers");
await writeFile(headers, (await readFile(headers, "utf8")).replace("{policy of index.html}", await policy()));

if (profile === "release") await compressFolder(site);
