// For hosts with <iframe>s of the archive: makes each as high as what stands in it.

const KEY = "article-explorer";
const ARCHIVE = new URL(".", import.meta.url);

addEventListener("message", ({ source, origin, data }) => {
  const height = data?.[KEY]?.height;
  if (origin !== ARCHIVE.origin || !(height > 0 && height < Infinity)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    // The message came from this frame, and the frame shows this archive.
    if (frame.contentWindow === source && frame.src.startsWith(ARCHIVE.href)) frame.height = String(Math.ceil(height));
  }
});
