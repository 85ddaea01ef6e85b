// The explorer in an <iframe>, for hosts that allow no script: embed.html?q=…&view=…
//
// Where the host listens it is told what happens, and may ask: messages are objects with the one key "article-explorer". The host
// is who its `origin` parameter says, or who the referrer says; nobody else is told or heard.
import "./embed.js";

const KEY = "article-explorer";
const ROUTE = ["q", "tags", "from", "to", "undated", "sort", "verbatim", "article", "original", "quote"];
const ATTRIBUTES = ["view", ...ROUTE, "lang", "theme"];

const parameters = new URLSearchParams(location.search);
const explorer = document.createElement(KEY);
explorer.setAttribute("src", ".");
explorer.setAttribute("loading", "eager");
for (const name of ATTRIBUTES) if (parameters.has(name)) explorer.setAttribute(name, parameters.get(name));
if (parameters.has("lang")) document.documentElement.lang = parameters.get("lang");
if (["light", "dark"].includes(parameters.get("theme"))) document.documentElement.style.colorScheme = parameters.get("theme");
document.body.append(explorer);

// What can be seen of the frame: what lies over the explorer stands there.
new IntersectionObserver(
  ([{ intersectionRect: seen }]) => {
    explorer.style.setProperty("--ax-seen-top", `${seen.top}px`);
    explorer.style.setProperty("--ax-seen-bottom", `${innerHeight - seen.bottom}px`);
  },
  { threshold: Array.from({ length: 101 }, (_, at) => at / 100) },
).observe(document.documentElement);

// Here nobody else's page is scrolled: the frame goes to what is quoted, unless its reader has begun to do something.
if (parameters.get("article") && parameters.get("quote")) {
  const stop = () => drawn.disconnect();
  const drawn = new MutationObserver(() => {
    const mark = explorer.shadowRoot.querySelector(".article mark");
    if (!mark) return;
    stop();
    const { top, height } = mark.getBoundingClientRect();
    scrollBy(0, top + (height - innerHeight) / 2);
  });
  drawn.observe(explorer.shadowRoot, { childList: true, subtree: true });
  for (const begun of ["keydown", "pointerdown", "wheel"]) addEventListener(begun, stop, { once: true, passive: true });
}

const said = parameters.get("origin") ?? location.ancestorOrigins?.[0] ?? document.referrer;
const host = URL.canParse(said) ? new URL(said).origin : undefined;

if (parent !== window && host) {
  const say = (message) => parent.postMessage({ [KEY]: message }, host);
  const height = () => Math.ceil(document.body.getBoundingClientRect().height);
  new ResizeObserver(() => height() && say({ height: height() })).observe(document.body);
  // Where the frame is as high as what stands in it, only the host can scroll.
  explorer.addEventListener("ax-scroll", ({ detail }) => say({ top: detail.top }));
  for (const name of ["ready", "query", "filter", "open", "error"]) {
    explorer.addEventListener(`ax-${name}`, ({ detail }) => say({ event: name, detail }));
  }
  addEventListener("message", ({ source, origin, data }) => {
    const asked = data?.[KEY];
    if (source !== parent || origin !== host || typeof asked !== "object" || !asked) return;
    if (typeof asked.search === "string") explorer.search(asked.search);
    if (typeof asked.open === "string") explorer.open(asked.open);
    if (typeof asked.state === "object" && asked.state) explorer.state = asked.state;
  });
}
