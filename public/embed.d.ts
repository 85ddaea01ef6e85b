// The element <article-explorer>: `embed.js` beside an archive's page, and `article-explorer/embed` in the package.

/** What an explorer shows. */
export interface State {
  query?: string;
  /** Mistyped words are not corrected. */
  verbatim?: boolean;
  /** Keys of tags; one that begins with `-` is excluded. */
  tags?: string[];
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
  from?: string;
  to?: string;
  undated?: "auto" | "include" | "only";
  sort?: "relevance" | "newest" | "oldest";
  /** The slug of the article that is open. */
  article?: string;
  /** Its untouched original stands beside it. */
  original?: boolean;
}

/** What the events of an explorer have as `detail`. */
export interface ArticleExplorerEvents {
  "ax-ready": CustomEvent<{ title: string }>;
  "ax-query": CustomEvent<{ query: string; total: number }>;
  "ax-filter": CustomEvent<State>;
  /** Can be cancelled: the article is not opened then. */
  "ax-open": CustomEvent<{ slug: string; title: string; url: string }>;
  /** Can be cancelled: nothing is scrolled then. `top` is in pixels below the top of the element. */
  "ax-scroll": CustomEvent<{ top: number }>;
  "ax-error": CustomEvent<{ kind: string; message: string }>;
}

/** The element `<article-explorer>`. */
export class ArticleExplorer extends HTMLElement {
  /** The address of the archive's page. */
  src: string;
  /** What is shown. */
  get state(): State;
  set state(state: State);
  /** Searches, with the filters as they are. */
  search(query: string): void;
  /** Opens an article by its slug; without one, shows the list again. */
  open(article?: string): void;

  addEventListener<K extends keyof ArticleExplorerEvents>(
    type: K,
    listener: (this: ArticleExplorer, event: ArticleExplorerEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** What a link to the archive says behind its `#`, from a state. */
export function fragmentOf(state?: State): string;

/** The state that a link to the archive asks for. */
export function stateOf(fragment: string): State & { query: string; tags: string[] };

declare global {
  interface HTMLElementTagNameMap {
    "article-explorer": ArticleExplorer;
  }
}
