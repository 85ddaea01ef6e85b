// Prints one word that differs whenever a file that the site is built from does: the state of the sources.
import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const files = ["index.html", "build.rs", "Cargo.toml", "Cargo.lock"];
for (const folder of ["src", "public", process.env.SEEDS || "seeds"]) {
  files.push(...readdirSync(folder, { recursive: true }).map((name) => join(folder, name)));
}

const hash = createHash("sha256");
for (const file of files.sort()) {
  // A file may vanish while an editor replaces it.
  const { mtimeMs, size } = statSync(file, { throwIfNoEntry: false }) ?? {};
  hash.update(`${file} ${mtimeMs} ${size}\n`);
}
console.log(hash.digest("hex").slice(0, 16));
