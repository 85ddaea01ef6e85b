// For hosts with <iframe>s of the archive: makes each as high as what stands in it, and scrolls to where it goes on.

const KEY = "article-explorer";
const ARCHIVE = new URL(".", import.meta.url);

addEventListener("message", ({ source, origin, data }) => {
  const { height, top } = data?.[KEY] ?? {};
  if (origin !== ARCHIVE.origin) return;
  for (const frame of document.querySelectorAll("iframe")) {
    // The message came from this frame, and the frame shows this archive.
    if (frame.contentWindow !== source || !frame.src.startsWith(ARCHIVE.href)) continue;
    if (height > 0 && height < Infinity) {
      const seen = frame.getBoundingClientRect().bottom > 0;
      frame.height = String(Math.ceil(height));
      // A frame that nobody sees is not drawn, and would not come back by itself.
      const { top, bottom } = frame.getBoundingClientRect();
      if (seen && bottom <= 0) scrollBy({ top, behavior: "instant" });
    }
    // Where the explorer goes on may be far above what is in view.
    const beyond = frame.getBoundingClientRect().top + top;
    if (beyond < 0) scrollBy({ top: beyond, behavior: "instant" });
  }
});
