// Starts the page: loads the app that index.html names, and says so where that cannot work.
// It is a file of its own because the Content-Security-Policy allows no inline script.

const boot = document.getElementById("boot");

// The chosen colours from the start: the app, which saved them, comes later.
try {
  const theme = localStorage.getItem("article-explorer.theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Where nothing may be saved, nothing was.
}
// Without JavaScript nothing is on its way, and only what index.html says about that is shown.
document.getElementById("boot-opening").hidden = false;
// The address of the view is behind the #, which following the links would lose.
for (const again of document.querySelectorAll("#boot-stuck a")) {
  again.addEventListener("click", (event) => {
    event.preventDefault();
    location.reload();
  });
}

// What few people ask for is not fetched before somebody does.
document.addEventListener("click", ({ target }) => {
  if (target.id === "embed") import("../share.js").then((share) => share.show(), notLoaded);
});

function show(templateId, error) {
  boot.replaceChildren(document.getElementById(templateId).content.cloneNode(true));
  boot.querySelector("button")?.addEventListener("click", () => location.reload());
  const details = boot.querySelector("pre");
  if (details) details.textContent = String(error);
  boot.querySelector("h1").focus();
}

function notLoaded(error) {
  console.error(error);
  document.body.append(boot);
  show("boot-not-loaded", error);
}

// The build names the two files in the page's preload links.
async function start() {
  const script = document.querySelector('link[rel="modulepreload"]');
  const wasm = document.querySelector('link[rel="preload"][type="application/wasm"]');
  const [app, response] = await Promise.all([
    import(script.href),
    fetch(wasm.href),
  ]);
  if (!response.ok) throw new Error(`${wasm.href} answered ${response.status} ${response.statusText}`);
  await app.default({ module_or_path: response });
}

if (typeof WebAssembly !== "object") {
  show("boot-no-wasm");
} else {
  start().then(() => boot.remove(), notLoaded);
}
