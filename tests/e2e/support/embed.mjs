// The `test` of journeys over pages of somebody else that show the archive in an <article-explorer>.

import { Explorer } from '../pages/explorer.mjs';
import { EN } from '../pages/names.mjs';
import { test as base, expect } from './test.mjs';

export { expect };

export const HOSTS = `http://127.0.0.1:${Number(process.env.E2E_PORT) + 10_000}/`;

// Runs in every page before its own scripts: what happened to it, and what of it an element must not touch.
function witness() {
  window.heard = [];
  for (const name of ['ready', 'query', 'open', 'filter', 'error']) {
    window.addEventListener(`ax-${name}`, (event) => {
      window.heard.push({ name, detail: event.detail, from: event.target.tagName, composed: event.composed });
    });
  }
  const inside = (target) => target instanceof Node && target.getRootNode() !== document;
  const touched = [];
  const note = (owner, method, name, matters = () => true) => {
    const original = owner[method];
    owner[method] = function (...given) {
      if (matters(this, ...given)) touched.push(`${name} ${given[0]}`);
      return original.apply(this, given);
    };
  };
  note(EventTarget.prototype, 'addEventListener', 'listens to', (target) => {
    const outside = target === undefined || target === window || (target instanceof Node && !inside(target));
    return outside && (target === window || target === document || target.isConnected);
  });
  note(Storage.prototype, 'setItem', 'stores');
  note(History.prototype, 'pushState', 'enters');
  note(History.prototype, 'replaceState', 'changes the entry');
  note(IDBFactory.prototype, 'open', 'opens the database');
  note(window, 'scrollTo', 'scrolls to');
  note(window, 'scrollBy', 'scrolls by');
  window.outside = () => ({
    touched: [...touched],
    globals: Object.getOwnPropertyNames(window).sort(),
    head: document.head.outerHTML,
    html: document.documentElement.cloneNode(false).outerHTML,
    body: document.body.cloneNode(false).outerHTML,
    children: [...document.body.children].map((child) => child.tagName),
    title: document.title,
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    entries: history.length,
    address: location.href,
    cookie: document.cookie,
    stored: localStorage.length + sessionStorage.length,
    scrolled: scrollY,
  });
}

/** A page of somebody else with one explorer in it, or several. */
export class Host {
  constructor(page, archive) {
    this.page = page;
    this.archive = archive;
    this.element = page.locator('article-explorer').first();
    this.explorer = this.in(EN);
    this.fallback = page.getByRole('link', { name: 'The archive by itself' });
    this.facade = this.element.getByRole('button', { name: 'Open the archive' });
  }

  /** Goes to a page of `hosts/`; the element on it has these attributes. */
  async goto(name, attributes = {}, { origin = HOSTS, fragment = '' } = {}) {
    await this.page.goto(`${new URL(`${name}.html`, origin)}?${new URLSearchParams(attributes)}${fragment}`);
  }

  /** The same, and waits for the list. */
  async open(name, attributes, options) {
    await this.goto(name, attributes, options);
    await expect(this.explorer.status).toHaveText(/\p{L}/u);
  }

  /** The explorer in the element with an `id`. */
  one(id) {
    const element = this.page.locator(`#${id}`);
    return new Explorer(element, EN, element);
  }

  /** The explorer in another language. */
  in(names) {
    return new Explorer(this.element, names, this.element);
  }

  /** What the page heard, by the name of the event without its `ax-`. */
  async heard(name) {
    const all = await this.page.evaluate(() => window.heard);
    return all.filter((event) => event.name === name);
  }

  /** Sets attributes; `null` takes one away. */
  async set(attributes) {
    await this.element.evaluate((element, all) => {
      for (const [name, value] of Object.entries(all)) {
        if (value === null) element.removeAttribute(name);
        else element.setAttribute(name, value);
      }
    }, attributes);
  }

  state() {
    return this.element.evaluate((element) => element.state);
  }
}

export const test = base.extend({
  otherOrigins: [[new URL(HOSTS).origin, `http://page.host.localhost:${new URL(HOSTS).port}`], { option: true }],

  host: async ({ page, baseURL }, use) => {
    await page.addInitScript(witness);
    await use(new Host(page, baseURL));
  },
});

/** The same pages under a name, of which they may say that they are all of its domain. */
export const NAMED_HOSTS = HOSTS.replace('127.0.0.1', 'page.host.localhost');

/** The paths that a page asks the archive for, from now on, in the order of asking. */
export function asked(host) {
  const paths = [];
  host.page.on('request', (request) => {
    if (request.url().startsWith(host.archive)) paths.push(request.url().slice(host.archive.length));
  });
  return paths;
}
