// The archive without an interface: `explorer.js` beside an archive's page, and the package `article-explorer`.

/** What stops what is on its way: the promise rejects with the signal's reason, an `AbortError` where none is given. */
export interface Cancellable {
  signal?: AbortSignal;
}

/** What narrows a result besides its words, and how words are taken. */
export interface Filters {
  /**
   * Keys of tags, as {@link Facet.key} has them. Tags of one group are alternatives, groups add up. One that begins with `-` is
   * excluded.
   */
  tags?: readonly string[];
  /** Keys of tags that an article must not have. */
  exclude?: readonly string[];
  /** The first day of publication: `YYYY-MM-DD`; `YYYY-MM` and `YYYY` are the first day of these. */
  from?: string;
  /** The last day of publication: `YYYY-MM-DD`; `YYYY-MM` and `YYYY` are the last day of these. */
  to?: string;
  /**
   * What becomes of articles without a date: `auto` (the default) keeps them while there is neither `from` nor `to`, `include` keeps
   * them, `only` keeps nothing else.
   */
  undated?: "auto" | "include" | "only";
  /** Mistyped words are not corrected. */
  verbatim?: boolean;
}

/** How {@link Archive.search} answers. */
export interface SearchOptions extends Filters, Cancellable {
  /** `relevance` is the default; without words to rank by that is the newest first. Articles without a date are the last by date. */
  sort?: "relevance" | "newest" | "oldest";
  /** The most hits that are wanted, 10 unless told. */
  limit?: number;
  /** So many hits are passed over: a multiple of `limit` for a later page. */
  offset?: number;
}

/** How {@link Archive.facets} counts. */
export interface FacetOptions extends Filters, Cancellable {}

/** A group of tags. */
export type Group = "topic" | "organisation" | "place" | "author" | "language" | "source" | "year";

/** A name in the languages of the interface. */
export interface Label {
  en: string;
  /** The English name where there is no other. */
  vi: string;
}

/** A tag of a hit. */
export interface Tag {
  /** Its key; its name is in the facets. */
  key: string;
  /** The archive's maker did not state it: it was found in the text. */
  suggested: boolean;
}

/** A value that results can be narrowed by. */
export interface Facet {
  /** What {@link Filters.tags} takes. */
  key: string;
  group: Group;
  label: Label;
  /** How many articles of the result have it. Other values of its own group do not count as filters. */
  count: number;
  /** In how many of these it was suggested rather than stated. */
  suggested: number;
}

/** A mistyped word. */
export interface Correction {
  /** As it was typed. */
  typed: string;
  /** The word of the archive that it was taken for. */
  meant: string;
}

/** A piece of an article around the words of the query. */
export interface Passage {
  /** Plain text; `…` stands where something was cut. */
  text: string;
  /** Where the words are in `text`, for `text.slice(start, end)`: in order, without overlaps. */
  marks: [start: number, end: number][];
}

/** An archive that is open. Let go of by {@link Archive.close}, or when nobody refers to it any more. */
export class Archive {
  private constructor();

  /**
   * Opens an archive.
   *
   * @param url The address of the archive's page, which ends in `/`; a relative one counts from the page. Unless told, the archive that
   * this script stands beside; in the package `article-explorer` there is none, and the address is needed.
   * @throws {NetworkError} The archive or the program cannot be fetched.
   * @throws {DamagedError} The archive's manifest is not what it should be.
   * @throws {FormatError} The archive has another format.
   * @throws {ExplorerError} The program cannot be started: `not-loaded`.
   */
  static open(url?: string | URL, options?: Cancellable): Promise<Archive>;

  /** The address of its page. */
  readonly url: string;
  /** Its title. */
  readonly title: string;
  /** What it is, where its maker said so. */
  readonly description: string | undefined;
  /** The languages of its articles, BCP 47, the most important first. */
  readonly languages: readonly string[];
  /** How many articles it has. */
  readonly size: number;
  /** Its content's name: another one says that something has changed. */
  readonly generation: string;

  /**
   * Searches.
   *
   * @param query As in the search box, with all of its language. The last word is the beginning of one unless a blank follows. An empty
   * query finds every article.
   * @throws {NetworkError} A file of the archive cannot be fetched.
   * @throws {DamagedError} A file of the archive is not what it should be.
   * @throws {ExplorerError} The archive is closed: `closed`.
   */
  search(query: string, options?: SearchOptions): Promise<Results>;

  /**
   * All values that a result can be narrowed by, those that it has none of too: by group, then by count.
   *
   * @param query As for {@link Archive.search}; unless told, the whole archive.
   */
  facets(query?: string, options?: FacetOptions): Promise<Facet[]>;

  /**
   * An article by its slug.
   *
   * @throws {NotFoundError} There is none.
   */
  article(slug: string, options?: Cancellable): Promise<Article>;

  /** Lets go of all that the archive holds. What is asked of it or of its hits afterwards is refused with an {@link ExplorerError}, `closed`. */
  close(): void;
}

/** An answer of {@link Archive.search}. */
export class Results {
  private constructor();

  /** The hits that were wanted, in order. */
  readonly hits: readonly Hit[];
  /** How many articles have all words, or nearly all of a long query. */
  readonly total: number;
  /** How many hits there are in all, for paging: others that have only some of the words follow where there is room. */
  readonly listed: number;
  /** No article has all words; these have some of them. */
  readonly partial: boolean;
  /** Words that no article has. Unless there are no others, the hits are those for the others. */
  readonly absent: readonly string[];
  /** What mistyped words were taken for. */
  readonly corrections: readonly Correction[];
}

/** An article that was found. */
export class Hit {
  private constructor();

  /** What the archive calls it, for {@link Archive.article}. */
  readonly slug: string;
  /** The headline. */
  readonly title: string;
  /** The summary, or the beginning of the text. */
  readonly summary: string;
  /** Where it can be read in the archive. */
  readonly url: string;
  /** EDTF, as precisely as is known: `2025-02-12`, `2024-07`, `2024-07-09?`, `XXXX-07-09`. */
  readonly date: string | undefined;
  /** BCP 47; `und` where it is not known. */
  readonly language: string;
  /** The article's file in the folder that the archive was made of. */
  readonly path: string;
  /** Topics, organisations and places: those that were stated, then those that were suggested. */
  readonly tags: readonly Tag[];
  /** How well it fits, comparable within one answer; 0 where there were no words to rank by. */
  readonly score: number;

  /** The passage that shows best why it was found; its beginning where nothing of the query stands in the text. */
  passage(options?: Cancellable): Promise<Passage>;

  /** All of it. */
  article(options?: Cancellable): Promise<Article>;
}

/** An article: an item of a JSON Feed 1.1, as it stands in the archive. What is not known is missing. */
export interface Article {
  /** The slug. */
  id: string;
  /** Where it can be read in the archive; relative where the archive's maker did not say where that is. */
  url: string;
  /** Where it was published. */
  external_url?: string;
  title: string;
  /** As it was stated; never made up. */
  summary?: string;
  /** The text, blocks divided by blank lines. */
  content_text: string;
  /** RFC 3339, only where the day is known for sure. */
  date_published?: string;
  /** `_key` is there where the name alone does not tell which value of `facets()` it is. */
  authors?: { name: string; _key?: string }[];
  /** English names of the tags that were stated. */
  tags?: string[];
  /** BCP 47 */
  language: string;
  /** What JSON Feed has no place for. */
  _explorer: ArticleExtension;
}

/** What JSON Feed has no place for. */
export interface ArticleExtension {
  /** The file in the folder that the archive was made of. */
  path: string;
  /** Where the untouched original is: the gzip member of a pack, and its own size. */
  original: { file: string; start: number; length: number; bytes: number };
  /** EDTF */
  date?: string;
  /** As printed, e.g. `PARIS`. */
  dateline?: string;
  /** The place of the dateline, e.g. `Paris`. */
  locationCreated?: string;
  /** The publisher or agency. */
  sourceOrganization?: string;
  /** Tags that were stated. */
  about?: ArticleTag[];
  /** Tags that were suggested, and why. */
  mentions?: (ArticleTag & { evidence: Evidence[] })[];
  /** The subtitle. */
  alternativeHeadline?: string;
  /** Other titles that it is known by. */
  alternateName?: string[];
  license?: string;
  /** Which blocks of `content_text` are more than paragraphs. */
  blocks?: Block[];
  /** Which blocks stand together, an outer container before those inside it. */
  containers?: Container[];
  /** Which fields were inferred, and from what. */
  derived?: (Evidence & {
    field: "title" | "language" | "date" | "locationCreated" | "sourceOrganization" | "caption" | "heading";
  })[];
}

/** A tag of an article. */
export interface ArticleTag {
  key: string;
  group: Group;
  label: { en: string; vi?: string };
}

/** Why something was inferred. */
export interface Evidence {
  /** The rule, e.g. `dateline`, `signature`, `vocabulary`. */
  rule: string;
  /** What the text has. */
  term: string;
  /** The sentence that it stands in. */
  sentence: string;
}

/** A block of `content_text` that is more than a plain paragraph. */
export interface Block {
  /** Which block, counted from 0. */
  at: number;
  kind: "paragraph" | "heading" | "caption" | "item" | "quote" | "code" | "table" | "image" | "label";
  /** Of a heading, 2 to 6. */
  level?: number;
  /** Of code. */
  language?: string;
  /** Of a table, a letter for each column: `l`, `c`, `r` or `-`. */
  align?: string;
  /** Of a table whose first row is not its header. */
  headless?: boolean;
  /** Of an image: a file of the bundle, relative to it, or an address on another site. */
  src?: string;
  width?: number;
  height?: number;
  /** What links to this block call it. */
  id?: string;
  /** What the parts of its text are, an outer one before those inside it. */
  spans?: Span[];
}

/** A part of a block's text that is more than text. */
export interface Span {
  /** Bytes of the block's text as UTF-8. */
  start: number;
  end: number;
  kind:
    | "emphasis"
    | "strong"
    | "code"
    | "superscript"
    | "subscript"
    | "deleted"
    | "marked"
    | "link"
    | "article"
    | "missing"
    | "note"
    | "image";
  /** Of a link, and of one whose target is not in the archive. */
  href?: string;
  /** Of a link to an article of the archive. */
  slug?: string;
  /** The `id` of the block that such a link means. */
  part?: string;
  /** Of a reference to a note. */
  number?: number;
  /** Of an image. */
  src?: string;
  width?: number;
  height?: number;
}

/** Blocks that stand together: from block `from` up to `to`, which is not among them. */
export interface Container {
  from: number;
  to: number;
  kind: "quote" | "list" | "item" | "callout" | "details" | "terms" | "definition" | "note";
  /** Of a numbered list. */
  first?: number;
  /** Of an item that is a task. */
  checked?: boolean;
  /** Of a callout: `note`, `tip`, `warning` … */
  name?: string;
  /** Of a note. */
  number?: number;
}

/** Something that an archive could not do. Arguments of wrong types are `TypeError`s instead. */
export class ExplorerError extends Error {
  constructor(kind: ErrorKind, message: string, options?: { cause?: unknown });
  readonly kind: ErrorKind;
}

/** What an {@link ExplorerError} is about. */
export type ErrorKind = "network" | "damaged" | "format" | "no-such-article" | "closed" | "not-loaded";

/** A file could not be fetched; another try may help. */
export class NetworkError extends ExplorerError {
  constructor(message: string, options?: { cause?: unknown });
  readonly kind: "network";
}

/** A file of the archive is not what it should be. Opened again, the archive is fetched afresh. */
export class DamagedError extends ExplorerError {
  constructor(message: string, options?: { cause?: unknown });
  readonly kind: "damaged";
}

/** The archive has another format than this script understands. */
export class FormatError extends ExplorerError {
  constructor(message: string, options?: { cause?: unknown });
  readonly kind: "format";
}

/** There is no such article in the archive. */
export class NotFoundError extends ExplorerError {
  constructor(message: string, options?: { cause?: unknown });
  readonly kind: "no-such-article";
}
