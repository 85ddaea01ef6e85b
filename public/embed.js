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
const LOOK = ["view", "lang", "theme"];
const SYNC = ["instance", "url-sync"];

// What states can say besides free texts.
const DAY = /^\d{4}(-\d\d(-\d\d)?)?$/;
const CHOICES = { undated: ["include", "only"], sort: ["newest", "oldest"] };

// What the element looks like before its style sheet is there. Its width is that of a block: its content decides nothing.
const START = `
:host { display: block; min-inline-size: min(100%, 280px) }
:host([hidden]) { display: none }
[part="open"], [part="failure"] button {
  margin-block-end: 0.5em; padding: 0.5em 1em; border: 1px solid; border-radius: 3px; background: none; color: inherit; font: inherit; cursor: pointer
}
.width { block-size: 0; overflow: hidden; visibility: hidden }`;

let css = START;

/** One sheet for all elements of a document. */
const sheets = new WeakMap();
const documents = new Set();

function sheetOf(document) {
  if (!sheets.has(document)) {
    const { CSS, CSSStyleSheet } = document.defaultView;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(document, sheet);
    documents.add(new WeakRef(document));
    try {
      // The size of letters around the element, which its own sizes are multiples of: not a text, but what it comes to.
      CSS.registerProperty({ name: "--ax-unit", syntax: "<length>", inherits: true, initialValue: "16px" });
    } catch {
      // The explorer of another archive has done so.
    }
  }
  return sheets.get(document);
}

let loaded;

/** The functions of the explorer, once the sheets have its style; a failure is forgotten, so that it can be tried again. */
function start() {
  loaded ??= (async () => {
    const { load, style } = await import("./load.js");
    const [app, own] = await Promise.all([load(), style()]);
    css = START + own;
    for (const document of documents) sheets.get(document.deref())?.replaceSync(css);
    return app;
  })();
  loaded.catch(() => (loaded = undefined));
  return loaded;
}

/** What a link to the archive says behind its `#`, from a state. */
export function fragmentOf(state) {
  const { query, verbatim, tags, from, to, undated, sort, article, original } = state ?? {};
  const parameters = new URLSearchParams();
  if (query) parameters.set("q", query);
  if (verbatim) parameters.set("verbatim", "1");
  for (const tag of Array.isArray(tags) ? tags : listed(tags)) parameters.append("tag", tag);
  for (const [name, day] of Object.entries({ from, to })) if (DAY.test(day)) parameters.set(name, day);
  for (const [name, one] of Object.entries({ undated, sort })) if (CHOICES[name].includes(one)) parameters.set(name, one);
  if (original) parameters.set("view", "original");
  const text = parameters.toString();
  return `#/${article ? `a/${encodeURIComponent(article)}` : ""}${text && `?${text}`}`;
}

const listed = (text) => String(text ?? "").split(/[\s,]+/).filter(Boolean);

/** What somebody has cut off or written by hand stays as it is. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The state that a link to the archive asks for. */
export function stateOf(fragment) {
  const [, path, text] = /^#?([^?]*)\??(.*)$/s.exec(fragment);
  const parameters = new URLSearchParams(text);
  const state = { query: parameters.get("q") ?? "", tags: parameters.getAll("tag") };
  for (const key of ["from", "to", "undated", "sort"]) if (parameters.has(key)) state[key] = parameters.get(key);
  if (parameters.get("verbatim") === "1") state.verbatim = true;
  if (parameters.get("view") === "original") state.original = true;
  if (path.startsWith("/a/") && path.length > 3) state.article = decoded(path.slice(3));
  return state;
}

/** The part of the address that belongs to an instance: `#ax-NAME=…`, behind what the page and others have there. */
const synced = {
  // The last entries of the history that explorers have made: whose each is, its address, and how long the history was then.
  entries: [],
  // How long it was when an explorer last made one, or heard of one.
  length: history.length,
  parts: () => (location.hash.length > 1 ? location.hash.slice(1).split("&") : []),
  read(name) {
    const part = this.parts().find((part) => part.startsWith(`${name}=`));
    return part && `#${decoded(part.slice(name.length + 1))}`;
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
      this.length = history.length;
    } else if (before) before.address = location.href;
  },
  /** Somebody else has made an entry: a link within the page, for example. */
  grown() {
    // All explorers of the page ask, one after the other.
    queueMicrotask(() => (this.length = history.length));
    return history.length > this.length;
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

/** Keys that somebody types into a field of the explorer: to the page they would come from no field. */
function keep(event) {
  const typed = event.key?.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (typed && /^(INPUT|SELECT|TEXTAREA)$/.test(event.composedPath()[0].tagName)) event.stopPropagation();
}

let elements = 0;

export class ArticleExplorer extends HTMLElement {
  static observedAttributes = ["src", ...ROUTE, ...LOOK, ...SYNC, "loading"];

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
  // The archive is there.
  #open = false;
  // The name of this instance in the address.
  #name;
  // Attributes that are set one after the other are one change.
  #changed = new Set();

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheetOf(this.ownerDocument)];
    for (const type of ["keydown", "keypress", "keyup"]) root.addEventListener(type, keep);
    this.#place.className = "place";
    // The languages of the explorer are written from left to right, whatever that of the page is.
    this.#place.dir = "ltr";
    // How wide it would like to be where nobody says how wide it is.
    const width = document.createElement("div");
    width.className = "width";
    width.ariaHidden = "true";
    width.textContent = "m ".repeat(40);
    root.append(width, this.#place, this.#fallback);
  }

  adoptedCallback() {
    // A sheet belongs to the document that it was made in; one without a window shows nothing.
    if (this.ownerDocument.defaultView) this.shadowRoot.adoptedStyleSheets = [sheetOf(this.ownerDocument)];
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
    // Who comes last is heard.
    if (ROUTE.includes(name) && !this.#app) this.#given = false;
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
    for (let at = this; at; at = at.getRootNode().host) {
      const said = at.closest("[lang]");
      if (said) return said.getAttribute("lang").toLowerCase();
    }
    return "";
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
      tags: attribute("tags"),
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
      this.#look();
      app.mount(this.#id, this.#place, this.src, this.#fragment, this.#language, this.#theme, (...told) => this.#hear(...told));
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
    this.#given = this.#open = false;
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

  get #theme() {
    return this.getAttribute("theme") ?? "";
  }

  #look() {
    this.#place.dataset.view = this.getAttribute("view") || "search";
  }

  #reflect() {
    const changed = (names) => names.some((name) => this.#changed.has(name));
    const [source, waits, route, language, theme, sync] = [["src"], ["loading"], ROUTE, ["lang"], ["theme"], SYNC].map(changed);
    const any = this.#changed.size > 0;
    this.#changed.clear();
    if (!any || !this.isConnected) return;
    if (!this.#wanted) {
      const facade = this.#place.querySelector("[part=open]");
      if (facade) facade.textContent = this.#words.open;
      if (waits) this.#wait();
      return;
    }
    if (source) {
      // What a script has asked for meanwhile is meant for the archive that comes.
      const given = !this.#app && this.#given;
      this.#unmount();
      this.#given = given;
      return this.#mount();
    }
    // What is on its way comes as the attributes are by then.
    if (!this.#app) return;
    this.#look();
    // What did not change may be the reader's own choice by now.
    if (language || theme) this.#app.dress(this.#id, language ? this.#language : undefined, theme ? this.#theme : undefined);
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
    for (const name of ROUTE) this.#changed.delete(name);
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
    const said = synced.read(this.#name);
    // What makes an entry knows nothing of what is shown here.
    if (synced.grown() && !said) return this.#enter();
    const fragment = said || this.#asked();
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
      case "scroll":
        if (this.#tell("scroll", { top: Number(about) })) this.#scroll(Number(about));
        break;
      case "ready":
        this.#open = true;
        this.#fallback.remove();
        this.#tellSoon("ready", { title: about });
        break;
      case "query":
        this.#tellSoon("query", { query: about, total: Number(more) });
        break;
      case "filter":
        this.#tellSoon("filter", stateOf(about));
        break;
      case "error":
        // Without an archive the way to it is wanted again.
        if (!this.#open) this.shadowRoot.append(this.#fallback);
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

  /** Scrolls what stands around no further back than it takes to see where the explorer goes on: `top` pixels below its own top. */
  #scroll(top) {
    for (let at = this; at; at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host) {
      const page = at === this.ownerDocument.scrollingElement;
      const { overflowY, scrollPaddingTop } = getComputedStyle(at);
      if (at === this || !(page || /auto|scroll/.test(overflowY))) continue;
      const edge = (page ? 0 : at.getBoundingClientRect().top + at.clientTop) + (parseFloat(scrollPaddingTop) || 0);
      const beyond = this.#place.getBoundingClientRect().top - (top > 0 ? -top : edge);
      if (beyond < 0) at.scrollBy({ top: beyond, behavior: "instant" });
    }
  }

  #tell(name, detail) {
    const cancelable = ["open", "scroll"].includes(name);
    return this.dispatchEvent(new CustomEvent(`ax-${name}`, { detail, bubbles: true, composed: true, cancelable }));
  }
}

if (!customElements.get("article-explorer")) customElements.define("article-explorer", ArticleExplorer);
