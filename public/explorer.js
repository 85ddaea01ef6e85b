// The archive without an interface, for scripts:
//
//     import { Archive } from "https://ARCHIVE/explorer.js";
//     const archive = await Archive.open();
//     const { hits } = await archive.search("viet nam unesco", { from: "2024", limit: 5 });
//
// explorer.d.ts says what everything means. Nothing is fetched before an archive is opened, and nothing of the page is touched.
import { DamagedError, ExplorerError, FormatError, load, NetworkError, NotFoundError } from "./load.js";

export { DamagedError, ExplorerError, FormatError, NetworkError, NotFoundError };

/** The archive beside this script. */
const HERE = new URL(".", import.meta.url);

const UNDATED = ["auto", "include", "only"];
const SORT = ["relevance", "newest", "oldest"];

/** The most that crosses to the engine as a number. */
const MOST = 2 ** 32 - 1;

/** Only this module makes archives, results and hits. */
const OURS = Symbol("ours");

/** What nobody can reach any more lets go of what the engine holds for it: an answer, or the archive. */
const released = new FinalizationRegistry(({ app, archive, number }) =>
  number === undefined ? app.close(archive) : app.forget(archive, number),
);

function insist(what, right, wanted) {
  if (!right) throw new TypeError(`${what} must be ${wanted}`);
}

function options(given) {
  insist("the options", typeof given === "object" && given !== null, "an object");
  const { signal } = given;
  insist("signal", signal === undefined || typeof signal?.throwIfAborted === "function", "an AbortSignal");
  return given;
}

function text(what, value) {
  insist(what, typeof value === "string", "a string");
  return value;
}

function number(what, value) {
  insist(what, Number.isInteger(value) && value >= 0 && value <= MOST, "a whole number, not negative");
  return value;
}

function choice(what, value, among) {
  insist(what, among.includes(value), `one of ${among.join(", ")}`);
  return value;
}

function list(what, values) {
  const right = Array.isArray(values) && values.every((value) => typeof value === "string" && value);
  insist(what, right, "an array of keys of tags");
  return values;
}

function day(what, value) {
  const shape = /^(?!0000)\d{4}(-\d\d(-\d\d)?)?$/.test(value) && typeof value === "string";
  const date = new Date(shape ? value : NaN);
  // 30 February is read as a day in March.
  const right = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
  insist(what, right, "a day, a month or a year: YYYY-MM-DD, YYYY-MM, YYYY");
  return value;
}

/** A question as a link to the archive says it. */
function fragment(query, { tags = [], exclude = [], from, to, undated = "auto", sort = "relevance", verbatim = false }) {
  const parameters = new URLSearchParams({ q: text("the query", query) });
  for (const tag of list("tags", tags)) parameters.append("tag", tag);
  for (const tag of list("exclude", exclude)) parameters.append("tag", `-${tag}`);
  if (from !== undefined) parameters.set("from", day("from", from));
  if (to !== undefined) parameters.set("to", day("to", to));
  parameters.set("undated", choice("undated", undated, UNDATED));
  parameters.set("sort", choice("sort", sort, SORT));
  insist("verbatim", typeof verbatim === "boolean", "true or false");
  if (verbatim) parameters.set("verbatim", "1");
  return `?${parameters}`;
}

/**
 * What work comes to, unless the signal comes first. The engine goes no step further then; what it has fetched until then, or
 * is fetching, is kept for the next time.
 */
async function unless(signal, work) {
  signal?.throwIfAborted();
  const working = work();
  if (!signal) return working;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    working.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

const CLASSES = { network: NetworkError, damaged: DamagedError, format: FormatError, "no-such-article": NotFoundError };

function failure({ kind, message }) {
  const Class = CLASSES[kind];
  return Class ? new Class(message) : new ExplorerError(kind, message);
}

/** What the engine answers: JSON, whether it went well or not. */
async function told(answer) {
  let json;
  try {
    json = await answer;
  } catch (error) {
    throw typeof error === "string" ? failure(JSON.parse(error)) : error;
  }
  return JSON.parse(json);
}

async function article({ app, archive }, document, signal) {
  const [item, page] = await told(app.article(archive, document, signal));
  return page.items[item];
}

/** A number from its 32 bits. */
function fromBits(bits) {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits);
  return view.getFloat32(0);
}

export class Hit {
  #answer;
  #document;

  constructor(ours, answer, { document, score, ...card }) {
    insist("a Hit", ours === OURS, "found by search()");
    this.#answer = answer;
    this.#document = document;
    this.slug = card.slug;
    this.title = card.title;
    this.summary = card.summary;
    this.url = `${answer.opened.url}#/a/${encodeURIComponent(card.slug)}`;
    this.date = card.date ?? undefined;
    this.language = card.language;
    this.path = card.path;
    this.tags = card.tags;
    this.score = fromBits(score);
  }

  async passage(given = {}) {
    const { signal } = options(given);
    const { opened, number } = this.#answer;
    return unless(signal, () => told(opened.app.passage(opened.archive, number, this.#document, signal)));
  }

  async article(given = {}) {
    const { signal } = options(given);
    return unless(signal, () => article(this.#answer.opened, this.#document, signal));
  }
}

export class Results {
  constructor(ours, opened, { answer: number, hits, total, listed, partial, absent, corrections }) {
    insist("Results", ours === OURS, "the answer of search()");
    const { app, archive } = opened;
    // Its hits hold it too: a passage can be asked for when nobody has the results any more.
    const answer = { opened, number };
    released.register(answer, { app, archive, number });
    this.hits = hits.map((hit) => new Hit(OURS, answer, hit));
    this.total = total;
    this.listed = listed;
    this.partial = partial;
    this.absent = absent;
    this.corrections = corrections;
  }
}

export class Archive {
  #opened;

  static async open(url = HERE, given = {}) {
    const { signal } = options(given);
    insist("the address of the archive", typeof url === "string" || url instanceof URL, "a string or a URL");
    const page = new URL("./", new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href)).href;
    return unless(signal, async () => {
      const app = await load();
      signal?.throwIfAborted();
      return new Archive(OURS, app, page, await told(app.open(page, signal)));
    });
  }

  constructor(ours, app, url, { archive, title, description, languages, size, generation } = {}) {
    insist("an Archive", ours === OURS, "opened by Archive.open()");
    this.#opened = { app, archive, url };
    released.register(this.#opened, { app, archive }, this.#opened);
    this.url = url;
    this.title = title;
    this.description = description ?? undefined;
    this.languages = languages;
    this.size = size;
    this.generation = generation;
  }

  async search(query, given = {}) {
    const { signal, limit = 10, offset = 0, ...asked } = options(given);
    const question = [fragment(query, asked), number("offset", offset), number("limit", limit)];
    const { app, archive } = this.#opened;
    return unless(signal, async () => new Results(OURS, this.#opened, await told(app.search(archive, ...question, signal))));
  }

  async facets(query = "", given = {}) {
    const { signal, ...asked } = options(given);
    const question = fragment(query, asked);
    const { app, archive } = this.#opened;
    return unless(signal, async () => {
      const facets = await told(app.facets(archive, question, signal));
      return facets.map(({ label, ...facet }) => ({ ...facet, label: { en: label.en, vi: label.vi ?? label.en } }));
    });
  }

  async article(slug, given = {}) {
    const { signal } = options(given);
    text("the slug", slug);
    const { app, archive } = this.#opened;
    return unless(signal, async () => article(this.#opened, await told(app.find(archive, slug, signal)), signal));
  }

  close() {
    const { app, archive } = this.#opened;
    released.unregister(this.#opened);
    app.close(archive);
  }
}
