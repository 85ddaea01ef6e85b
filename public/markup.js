// HTML for others to paste, made of text: what the dialog of the page and the oEmbed document have in common.

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as HTML, also between quotation marks. */
export const escape = (text) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);

/** A frame with the explorer, for pages that allow no script. */
export function frame(address, title, width, height) {
  return (
    `<iframe src="${escape(address)}" title="${escape(title)}" width="${width}" height="${height}" loading="lazy" ` +
    `allow="clipboard-write; fullscreen"></iframe>`
  );
}
