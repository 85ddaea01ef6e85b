// "Embed this view": what to paste into another page to have there what is on screen here. Loaded when somebody asks for it.
import { stateOf } from "./embed.js";
import { escape, frame } from "./markup.js";

const ARCHIVE = new URL(".", import.meta.url).href;

const WORDS = {
  en: {
    title: "Embed this view",
    close: "Close",
    intro: "Paste one of these into your page. It shows what is on screen now, and goes on from there.",
    kinds: { element: "Element: fits into your page’s look", iframe: "Frame: for pages that allow no script", markdown: "Markdown: a link" },
    copy: "Copy",
    copied: "Copied.",
    refused: "The browser did not allow it: select the code and copy it.",
    preview: "Preview",
  },
  vi: {
    title: "Nhúng nội dung này",
    close: "Đóng",
    intro: "Dán một trong các đoạn mã này vào trang của bạn. Trang sẽ hiển thị đúng nội dung đang xem và cho phép xem tiếp.",
    kinds: { element: "Phần tử: theo giao diện trang của bạn", iframe: "Khung: cho trang không cho phép mã lệnh", markdown: "Markdown: một liên kết" },
    copy: "Sao chép",
    copied: "Đã sao chép.",
    refused: "Trình duyệt không cho phép: hãy chọn đoạn mã rồi sao chép.",
    preview: "Xem trước",
  },
};

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  .share { width: min(48rem, 100vw - 2rem); }
  .share > * + * { margin-block-start: 0.75rem; }
  .share h3 { margin-block-start: 1.25rem; }
  .share pre { padding: 0.75rem; background: var(--tint); white-space: pre-wrap; overflow-wrap: anywhere; }
  .share .preview { max-height: 24rem; padding: 1rem; overflow: auto; border: 1px solid var(--rule); }
`);

/** The attributes of the element that shows a state. */
function attributesOf({ query, tags, from, to, undated, sort, verbatim, article, original }) {
  const view = article ? "article" : "search";
  const texts = { view, q: query, tags: tags.join(" "), from, to, undated, sort, article };
  const attributes = Object.entries(texts).filter(([, value]) => value);
  for (const [name, on] of Object.entries({ verbatim, original })) if (on) attributes.push([name, ""]);
  return Object.fromEntries(attributes);
}

/** What to paste, by kind. */
function snippets(fragment, title) {
  const attributes = attributesOf(stateOf(fragment));
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(value)}"`);
  const page = ARCHIVE + (fragment === "#/" ? "" : fragment);
  const framed = `${ARCHIVE}embed.html?${new URLSearchParams(attributes)}`;
  return {
    element:
      `<script type="module" src="${ARCHIVE}embed.js"></script>\n` +
      `<article-explorer src="${ARCHIVE}"${written.join("")}><a href="${escape(page)}">${escape(title)}</a></article-explorer>`,
    iframe: frame(framed, title, "100%", 640),
    markdown: `[${title.replace(/[\\`*_~[\]<>&]/g, "\\$&")}](<${page.replace(/[<>]/g, encodeURIComponent)}>)`,
  };
}

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Opens the dialog for what the address bar says. */
export function show() {
  if (document.querySelector("dialog.share")) return;
  const words = WORDS[document.documentElement.lang] ?? WORDS.en;
  const fragment = location.hash || "#/";
  const close = element("button", { type: "button", class: "sign", title: words.close, "aria-label": words.close }, "×");
  const dialog = element(
    "dialog",
    { "aria-labelledby": "share-title", class: "share" },
    element("div", { class: "dialog-head" }, element("h2", { id: "share-title" }, words.title), close),
    element("p", {}, words.intro),
  );
  for (const [kind, code] of Object.entries(snippets(fragment, document.title))) {
    const id = `share-${kind}`;
    const done = element("span", { "aria-live": "polite" });
    const copy = element("button", { type: "button", class: "action", "aria-describedby": id }, words.copy);
    copy.addEventListener("click", async () => {
      const copied = navigator.clipboard.writeText(code);
      done.textContent = await copied.then(
        () => words.copied,
        () => words.refused,
      );
    });
    dialog.append(
      element("h3", { id }, words.kinds[kind]),
      element("pre", { tabindex: "0", "aria-labelledby": id }, element("code", {}, code)),
      element("p", { class: "actions" }, ...(isSecureContext ? [copy, done] : [])),
    );
  }
  const preview = element("article-explorer", { src: ARCHIVE, loading: "eager", ...attributesOf(stateOf(fragment)) });
  dialog.append(element("h3", {}, words.preview), element("div", { class: "preview" }, preview));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  document.body.append(dialog);
  dialog.showModal();
}
