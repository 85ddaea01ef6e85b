// The oEmbed document of an archive (oembed.com, version 1.0): who gets a link to it can show it.
import { escape, frame } from "../public/markup.js";

const [WIDTH, HEIGHT] = [800, 640];

// `url` is where the site can be visited, `title` the archive's name.
export function oembed(url, title) {
  const site = new URL("./", url);
  return {
    version: "1.0",
    type: "rich",
    title,
    provider_name: title,
    provider_url: site.href,
    width: WIDTH,
    height: HEIGHT,
    html: frame(new URL("embed.html", site).href, title, WIDTH, HEIGHT),
    cache_age: 86400,
  };
}

// How a page says where its document is.
export function discovery(url, title) {
  const document = new URL("oembed.json", new URL("./", url)).href;
  return `<link rel="alternate" type="application/json+oembed" href="${escape(document)}" title="${escape(title)}">`;
}
