// The element <article-explorer>: an archive in somebody else's page.
//
// This file is all that the page loads at first. The explorer itself comes when the element comes into view, when it is asked
// for, or when somebody clicks; it is loaded once, however many elements there are. Nothing outside of the elements is touched.

const HERE = new URL(".", import.meta.url);

const WORDS = {
  en: { open: "Open the archive", failed: "The archive could not be loaded.", retry: "Try again" },
  vi: { open: "Mở kho bài viết", failed: "Không tải được kho bài viết.", retry: "Thử lại" },
};

// What the attributes ask for; any change shows it at once, and nothing else.
const ROUTE = ["q", "tags", "from", "to", "undated", "sort", "verbatim", "article", "original", "quote"];
const DRESS = ["view", "lang", "theme"];
const SYNC = ["instance", "url-sync"];

// What the element looks like before its style sheet is there. Its width is that of a block: its content decides nothing.
const START = `
:host { display: block; min-inline-size: min(100%, 280px) }
:host([hidden]) { display: none }
[part="open"], [part="failure"] button {
  padding: 0.5em 1em; border: 1px solid; border-radius: 3px; background: none; color: inherit; font: inherit; cursor: pointer
}`;

/** One sheet for all elements. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(START);
let loaded;

/** The functions of the explorer, once the sheet has its style; a failure is forgotten, so that it can be tried again. */
function start() {
  loaded ??= (async () => {
    const { load, style } = await import("./load.js");
    const [app, css] = await Promise.all([load(), style()]);
    sheet.replaceSync(START + css);
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

/** The part of the address that belongs to an instance: `#ax-NAME=…`, behind what the page and others have there. */
const synced = {
  // The last entries of the history that explorers have made: whose each is, its address, and how long the history was then.
  entries: [],
  parts: () => (location.hash.length > 1 ? location.hash.slice(1).split("&") : []),
  read(name) {
    const part = this.parts().find((part) => part.startsWith(`${name}=`));
    try {
      return part && `#${decodeURIComponent(part.slice(name.length + 1))}`;
    } catch {
      // Somebody has cut it off.
    }
  },
  /** Without a fragment it is taken out. */
  write(name, fragment, push) {
    const parts = this.parts().filter((part) => !part.startsWith(`${name}=`));
    if (fragment) parts.push(`${name}=${encodeURIComponent(fragment.slice(1))}`);
    const text = parts.join("&");
    const address = `${location.pathname}${location.search}${text && `#${text}`}`;
    const before = this.current();
    history[push ? "pushState" : "replaceState"](history.state, "", address);
    if (push) {
      // What was ahead of it is no more.
      this.entries = this.entries.filter(({ length }) => length < history.length);
      this.entries.push({ name, address: location.href, length: history.length });
    } else if (before) before.address = location.href;
  },
  /** The entry that the history is at, if an explorer has made it and nobody has made another since. */
  current() {
    const last = this.entries.at(-1);
    return last?.address === location.href && last.length === history.length ? last : undefined;
  },
  /** Goes back by some entries where all of them are those of an instance. */
  back(name, count) {
    const { entries } = this;
    const last = entries.slice(-count);
    const own = last.every((entry, at) => entry.name === name && entry.length === history.length - count + 1 + at);
    if (last.length < count || !own || !this.current()) return false;
    entries.length -= count;
    history.go(-count);
    return true;
  },
};

let elements = 0;

export class ArticleExplorer extends HTMLElement {
  static observedAttributes = ["src", ...ROUTE, ...DRESS, ...SYNC, "loading"];

  #id = (elements += 1);
  #place = document.createElement("div");
  #fallback = document.createElement("slot");
  #app;
  #fragment = "#/";
  // A script has said what to show, before the explorer was there to show it.
  #given = false;
  #watch;
  // What the explorer is being loaded for, or was; another object after each time that it was taken away.
  #wanted;
  // The name of this instance in the address.
  #name;
  // Attributes that are set one after the other are one change.
  #changed = new Set();

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#place.className = "place";
    // The languages of the explorer are written from left to right, whatever that of the page is.
    this.#place.dir = "ltr";
    root.append(this.#place, this.#fallback);
  }

  connectedCallback() {
    // A move takes the element out and puts it in again: what is there stays.
    if (this.#wanted) return;
    this.#changed.clear();
    for (const name of ["src", "state"]) {
      // Set before this script was there, it hides the property that it was meant for.
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#wait();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#unmount();
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (!this.#changed.size) queueMicrotask(() => this.#reflect());
    this.#changed.add(name);
  }

  /** The address of the archive, that of this script where the attribute does not say. */
  get src() {
    return new URL("./", new URL(this.getAttribute("src") || ".", this.hasAttribute("src") ? document.baseURI : HERE)).href;
  }

  set src(address) {
    this.setAttribute("src", address);
  }

  /** What is shown: `{query, tags, from, to, undated, sort, article, …}`. */
  get state() {
    return stateOf(this.#app || this.#given ? this.#fragment : this.#asked());
  }

  set state(state) {
    this.#show(fragmentOf(state));
  }

  /** Searches, with the filters as they are. */
  search(query) {
    const { article, original, verbatim, ...list } = this.state;
    this.#show(fragmentOf({ ...list, query: String(query) }));
    if (this.isConnected) this.#mount();
  }

  /** Opens an article by its slug; without one, shows the list again. */
  open(article) {
    this.#show(fragmentOf({ ...this.state, original: false, article }));
    if (this.isConnected) this.#mount();
  }

  get #words() {
    return WORDS[this.#language.slice(0, 2)] ?? WORDS.en;
  }

  get #language() {
    const said = this.closest("[lang]")?.getAttribute("lang") ?? "";
    return said.toLowerCase();
  }

  get #instance() {
    if (this.getAttribute("url-sync") !== "hash") return undefined;
    return `ax-${encodeURIComponent(this.getAttribute("instance") || "1")}`;
  }

  #asked() {
    const attribute = (name) => this.getAttribute(name) ?? "";
    const quote = attribute("quote").replaceAll('"', " ").trim();
    return fragmentOf({
      query: quote ? `"${quote}" ` : attribute("q"),
      tags: attribute("tags").split(/[\s,]+/).filter(Boolean),
      from: attribute("from"),
      to: attribute("to"),
      undated: attribute("undated"),
      sort: attribute("sort"),
      verbatim: this.hasAttribute("verbatim"),
      article: attribute("article"),
      original: this.hasAttribute("original"),
    });
  }

  /** Until the explorer is wanted. */
  #wait() {
    this.#watch?.disconnect();
    this.#place.replaceChildren();
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

  #facade() {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("part", "open");
    button.textContent = this.#words.open;
    button.addEventListener("click", () => this.#mount().then(() => this.#focus()));
    this.#place.replaceChildren(button);
  }

  /** The keyboard goes on with the first that can be seen, a field before all others. */
  #focus() {
    const all = (selector) => this.#place.querySelectorAll(selector);
    for (const element of [...all("input"), ...all("a, button, [tabindex]")]) {
      element.focus({ preventScroll: true });
      if (this.shadowRoot.activeElement) return;
    }
  }

  async #mount() {
    if (this.#wanted) return;
    const wanted = (this.#wanted = {});
    this.#watch?.disconnect();
    this.#place.setAttribute("aria-busy", "true");
    try {
      const app = await start();
      if (this.#wanted !== wanted) return;
      this.#place.replaceChildren();
      this.#fallback.remove();
      this.#app = app;
      this.#name = this.#instance;
      if (this.#name) addEventListener("hashchange", this.#follow);
      if (!this.#given) this.#fragment = (this.#name && synced.read(this.#name)) || this.#asked();
      const { theme, language } = this.#dress();
      app.mount(this.#id, this.#place, this.src, this.#fragment, language, theme, (...told) => this.#hear(...told));
      if (this.#given) this.#enter();
      this.#given = false;
    } catch (error) {
      if (this.#wanted !== wanted) return;
      this.#wanted = undefined;
      this.#failed(error);
    }
    this.#place.removeAttribute("aria-busy");
  }

  #unmount() {
    removeEventListener("hashchange", this.#follow);
    this.#watch?.disconnect();
    this.#app?.unmount(this.#id);
    this.#app = this.#name = this.#wanted = undefined;
    this.#given = false;
    this.#place.removeAttribute("aria-busy");
    this.#place.replaceChildren();
    this.shadowRoot.append(this.#fallback);
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
    this.#place.dataset.view = this.getAttribute("view") || "search";
    return { theme: this.getAttribute("theme") ?? "", language: this.#language };
  }

  #reflect() {
    const changed = (names) => names.some((name) => this.#changed.has(name));
    const [source, route, dress, sync] = [["src"], ROUTE, DRESS, SYNC].map(changed);
    const any = this.#changed.size > 0;
    this.#changed.clear();
    if (!any || !this.isConnected) return;
    if (!this.#wanted) return this.#wait();
    if (source) {
      this.#unmount();
      return this.#mount();
    }
    // What is on its way comes as the attributes are by then.
    if (!this.#app) return;
    if (dress) {
      const { theme, language } = this.#dress();
      this.#app.dress(this.#id, language, theme);
    }
    if (sync) this.#rename();
    if (route) this.#show(this.#asked());
  }

  #rename() {
    if (this.#name) synced.write(this.#name);
    removeEventListener("hashchange", this.#follow);
    this.#name = this.#instance;
    if (!this.#name) return;
    addEventListener("hashchange", this.#follow);
    this.#enter();
  }

  #show(fragment) {
    this.#fragment = fragment;
    if (!this.#app) {
      this.#given = true;
      return;
    }
    this.#app.show(this.#id, fragment);
    this.#enter();
  }

  /** Keeps the address up to date; what the attributes say anyway is not in it. */
  #enter(push) {
    if (this.#name) synced.write(this.#name, this.#fragment === this.#asked() ? undefined : this.#fragment, push);
  }

  #follow = () => {
    const fragment = synced.read(this.#name) || this.#asked();
    if (fragment === this.#fragment) return;
    this.#fragment = fragment;
    this.#app.follow(this.#id, fragment);
  };

  /** What the explorer says has happened. */
  #hear(name, about, more, rest) {
    switch (name) {
      case "open":
        // Whoever hears of it may keep it from happening.
        return this.#tell("open", { slug: about, title: more, url: rest });
      case "ready":
        this.#tellSoon("ready", { title: about });
        break;
      case "query":
        this.#tellSoon("query", { query: about, total: Number(more) });
        break;
      case "filter":
        this.#tellSoon("filter", stateOf(about));
        break;
      case "error":
        this.#tellSoon("error", { kind: about, message: more });
        break;
      case "route":
        this.#fragment = about;
        if (!(more === "back" && this.#name && synced.back(this.#name, Number(rest)))) this.#enter(more === "push");
    }
    return true;
  }

  /** Tells it when the explorer has done what it is at: whoever hears of it may ask for something else. */
  #tellSoon(name, detail) {
    const app = this.#app;
    queueMicrotask(() => this.#app === app && this.#tell(name, detail));
  }

  #tell(name, detail) {
    return this.dispatchEvent(
      new CustomEvent(`ax-${name}`, { detail, bubbles: true, composed: true, cancelable: name === "open" }),
    );
  }
}

if (!customElements.get("article-explorer")) customElements.define("article-explorer", ArticleExplorer);
