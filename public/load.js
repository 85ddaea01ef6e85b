// What the element and the API share: the program behind both, which is loaded once, and its errors.
//
// Nothing is loaded before it is asked for. The build puts in the names that the files have in the end.
const script = () => import("./engine.js");
const wasm = () => fetched(new URL("./engine.wasm", import.meta.url));
const sheet = () => fetched(new URL("./element.css", import.meta.url));

/** Something that an archive could not do. */
export class ExplorerError extends Error {
  name = "ExplorerError";

  /** @param {string} kind `network`, `damaged`, `format`, `no-such-article`, `closed` or `not-loaded` */
  constructor(kind, message, options) {
    super(message, options);
    this.kind = kind;
  }
}

/** A file could not be fetched; another try may help. */
export class NetworkError extends ExplorerError {
  name = "NetworkError";

  constructor(message, options) {
    super("network", message, options);
  }
}

/** A file of the archive is not what it should be. */
export class DamagedError extends ExplorerError {
  name = "DamagedError";

  constructor(message, options) {
    super("damaged", message, options);
  }
}

/** The archive has another format than this script understands. */
export class FormatError extends ExplorerError {
  name = "FormatError";

  constructor(message, options) {
    super("format", message, options);
  }
}

/** There is no such article in the archive. */
export class NotFoundError extends ExplorerError {
  name = "NotFoundError";

  constructor(message, options) {
    super("no-such-article", message, options);
  }
}

async function fetched(url) {
  let response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new NetworkError(`${url} could not be fetched: ${cause.message}`, { cause });
  }
  if (!response.ok) throw new NetworkError(`${url} answered ${response.status} ${response.statusText}`.trim());
  return response;
}

async function start() {
  const importing = script().catch((cause) => {
    throw new NetworkError(`the explorer's script could not be loaded: ${cause.message}`, { cause });
  });
  const [app, program] = await Promise.all([importing, wasm()]);
  try {
    await app.default({ module_or_path: program });
  } catch (cause) {
    // A browser without WebAssembly, or a page whose policy forbids it.
    throw new ExplorerError("not-loaded", `the explorer could not be started: ${cause.message}`, { cause });
  }
  return app;
}

let loaded;

/** The functions of the explorer; a failure is forgotten, so that it can be tried again. */
export function load() {
  loaded ??= start();
  loaded.catch(() => (loaded = undefined));
  return loaded;
}

/** The style sheet of the element. */
export const style = async () => (await sheet()).text();
