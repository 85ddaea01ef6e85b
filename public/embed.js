// The element <article-explorer>: an archive in somebody else's page.
//
// This file is all that the page loads at first. The explorer itself comes when the element comes into view, when it is asked
// for, or when somebody clicks; it is loaded once, however many elements there are. Nothing outside of the elements is touched.

const HERE = new URL(".", import.meta.url);

const WORDS = {
  en: { open: "Open the archive", failed: "The archive could not be loaded.", retry: "Try again" },
  vi: { open: "Mở kho bài viết", failed: "Không tải được kho bài viết.", retry: "Thử lại" },
};

// What the attributes ask for; any change shows it at once.
const ROUTE = ["view", "q", "tags", "from", "to", "article", "quote"];
const DRESS = ["lang", "theme"];

/** One sheet for all elements. */
const sheet = new CSSStyleSheet();
let loaded;

/** The functions of the explorer, once the sheet has its style; a failure is forgotten, so that it can be tried again. */
function start() {
  loaded ??= (async () => {
    const { load, style } = await import("./load.js");
    const [app, css] = await Promise.all([load(), style()]);
    sheet.replaceSync(css);
    return app;
  })();
  loaded.catch(() => (loaded = undefined));
  return loaded;
}

/** What a link to the archive says behind its `#`, from a state. */
export function fragmentOf({ query = "", verbatim, tags = [], from, to, undated, sort, article, original } = {}) {
  const parameters = new URLSearchParams();
  if (query) parameters.set("q", query);
  if (verbatim) parameters.set("verbatim", "1");
  for (const tag of tags) parameters.append("tag", tag);
  if (from) parameters.set("from", from);
  if (to) parameters.set("to", to);
  if (undated && undated !== "auto") parameters.set("undated", undated);
  if (sort && sort !== "relevance") parameters.set("sort", sort);
  if (original) parameters.set("view", "original");
  const text = parameters.toString();
  return `#/${article ? `a/${encodeURIComponent(article)}` : ""}${text && `?${text}`}`;
}

/** The state that a link to the archive asks for. */
export function stateOf(fragment) {
  const [path, text = ""] = fragment.replace(/^#/, "").split("?", 2);
  const parameters = new URLSearchParams(text);
  const state = { query: parameters.get("q") ?? "", tags: parameters.getAll("tag") };
  for (const key of ["from", "to", "undated", "sort"]) if (parameters.has(key)) state[key] = parameters.get(key);
  if (parameters.get("verbatim") === "1") state.verbatim = true;
  if (parameters.get("view") === "original") state.original = true;
  if (path.startsWith("/a/")) state.article = decodeURIComponent(path.slice(3));
  return state;
}

/** The part of the address that belongs to an instance: `#ax-NAME=…`, beside those of others. */
const synced = {
  read: (name) => new URLSearchParams(location.hash.slice(1)).get(name),
  write(name, fragment, push) {
    const parameters = new URLSearchParams(location.hash.slice(1));
    if (fragment === "#/") parameters.delete(name);
    else parameters.set(name, fragment.slice(1));
    const text = parameters.toString();
    const address = `${location.pathname}${location.search}${text && `#${text}`}`;
    history[push ? "pushState" : "replaceState"](history.state, "", address);
  },
};

let elements = 0;

export class ArticleExplorer extends HTMLElement {
  static observedAttributes = ["src", ...ROUTE, ...DRESS, "instance", "url-sync", "loading"];

  #id = (elements += 1);
  #place = document.createElement("div");
  #fallback = document.createElement("slot");
  #app;
  #fragment = "#/";
  #watch;
  #wanted = false;
  // Attributes that are set one after the other are one change.
  #changed = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#place.className = "place";
    root.append(this.#place, this.#fallback);
  }

  connectedCallback() {
    // A move takes the element out and puts it in again: what is there stays.
    if (this.#app || this.#wanted) return;
    addEventListener("hashchange", this.#follow);
    const loading = this.getAttribute("loading");
    if (loading === "click") this.#facade();
    else if (loading === "eager") this.#mount();
    else {
      this.#watch = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && this.#mount(), {
        rootMargin: "200px",
      });
      this.#watch.observe(this);
    }
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#unmount();
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || this.#changed || !this.#wanted) return;
    this.#changed = true;
    queueMicrotask(() => {
      this.#changed = false;
      this.#reflect();
    });
    if (name === "src") this.#unmount();
  }

  /** The address of the archive, that of this script where the attribute does not say. */
  get src() {
    return new URL("./", new URL(this.getAttribute("src") || ".", this.hasAttribute("src") ? document.baseURI : HERE)).href;
  }

  /** What is shown: `{query, tags, from, to, undated, sort, article, …}`. */
  get state() {
    return stateOf(this.#fragment);
  }

  set state(state) {
    this.#show(fragmentOf(state));
  }

  /** Searches, with the filters as they are. */
  search(query) {
    const { article, original, verbatim, ...list } = this.state;
    this.#show(fragmentOf({ ...list, query: String(query) }));
  }

  /** Opens an article by its slug; without one, shows the list again. */
  open(article) {
    this.#show(fragmentOf({ ...this.state, original: false, article }));
  }

  get #words() {
    return WORDS[this.#language.slice(0, 2)] ?? WORDS.en;
  }

  get #language() {
    const said = this.closest("[lang]")?.getAttribute("lang") ?? "";
    return said.toLowerCase();
  }

  get #instance() {
    return this.getAttribute("url-sync") === "hash" ? `ax-${this.getAttribute("instance") || "1"}` : undefined;
  }

  #asked() {
    const attribute = (name) => this.getAttribute(name) ?? "";
    const quote = attribute("quote").replaceAll('"', " ").trim();
    return fragmentOf({
      query: quote ? `"${quote}" ` : attribute("q"),
      tags: attribute("tags").split(/[\s,]+/).filter(Boolean),
      from: attribute("from"),
      to: attribute("to"),
      article: attribute("article") || undefined,
    });
  }

  #facade() {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("part", "open");
    button.textContent = this.#words.open;
    button.addEventListener("click", () => this.#mount().then(() => this.#focus()));
    this.#place.replaceChildren(button);
  }

  #focus() {
    this.#place.querySelector("input, a, [tabindex]")?.focus({ preventScroll: true });
  }

  async #mount() {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#watch?.disconnect();
    this.#place.setAttribute("aria-busy", "true");
    try {
      const app = await start();
      if (!this.isConnected || !this.#wanted) return;
      this.#place.replaceChildren();
      this.#fallback.remove();
      this.#app = app;
      const asked = this.#instance && synced.read(this.#instance);
      this.#fragment = asked ? `#${asked}` : this.#asked();
      const { theme, language } = this.#dress();
      app.mount(this.#id, this.#place, this.src, this.#fragment, language, theme, (...told) => this.#hear(...told));
      this.#view();
    } catch (error) {
      this.#wanted = false;
      this.#failed(error);
    } finally {
      this.#place.removeAttribute("aria-busy");
    }
  }

  #unmount() {
    removeEventListener("hashchange", this.#follow);
    this.#watch?.disconnect();
    this.#app?.unmount(this.#id);
    this.#app = undefined;
    this.#wanted = false;
    this.#place.replaceChildren();
    this.shadowRoot.append(this.#fallback);
    if (this.isConnected) this.connectedCallback();
  }

  #failed(error) {
    const message = document.createElement("p");
    message.setAttribute("part", "failure");
    message.setAttribute("role", "alert");
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = this.#words.retry;
    again.addEventListener("click", () => this.#mount());
    message.append(this.#words.failed, " ", again);
    this.#place.replaceChildren(message);
    this.#tell("error", { kind: error.kind ?? "not-loaded", message: String(error.message ?? error) });
  }

  #dress() {
    return { theme: this.getAttribute("theme") ?? "", language: this.#language };
  }

  #view() {
    this.#place.dataset.view = this.getAttribute("view") || "search";
  }

  #reflect() {
    if (!this.#app) return;
    const { theme, language } = this.#dress();
    this.#app.dress(this.#id, language, theme);
    this.#view();
    this.#show(this.#asked());
  }

  #show(fragment) {
    this.#fragment = fragment;
    this.#app?.show(this.#id, fragment);
    if (this.#instance) synced.write(this.#instance, fragment);
  }

  #follow = () => {
    const asked = this.#instance && synced.read(this.#instance);
    if (asked === undefined || !this.#app) return;
    const fragment = asked ? `#${asked}` : this.#asked();
    if (fragment === this.#fragment) return;
    this.#fragment = fragment;
    this.#app.show(this.#id, fragment);
  };

  /** What the explorer says has happened. */
  #hear(name, about, more, rest) {
    switch (name) {
      case "ready":
        return this.#tell("ready", { title: about });
      case "query":
        return this.#tell("query", { query: about, total: Number(more) });
      case "filter":
        return this.#tell("filter", stateOf(about));
      case "open":
        return this.#tell("open", { slug: about, title: more, url: rest });
      case "error":
        return this.#tell("error", { kind: about, message: more });
      case "route":
        this.#fragment = about;
        if (this.#instance) synced.write(this.#instance, about, more === "push");
    }
    return true;
  }

  #tell(name, detail) {
    return this.dispatchEvent(
      new CustomEvent(`ax-${name}`, { detail, bubbles: true, composed: true, cancelable: name === "open" }),
    );
  }
}

if (!customElements.get("article-explorer")) customElements.define("article-explorer", ArticleExplorer);
