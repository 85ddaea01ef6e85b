// What is known of the archive with all that Markdown can say: its articles, which are bundled when the server starts, and where it is.

/** Where it is served. */
export const BASE = `http://127.0.0.1:${process.env.E2E_PORT}/host/text/`;

export const DECADE = { title: 'A decade of heritage work', slug: 'a-decade-of-heritage-work' };
export const OTHER = { title: 'Another one', slug: 'another-one', part: 'The part that is meant' };

/** What its keeper holds back, in several ways: no byte of it is served. */
export const SECRET = 'xylophone';

export const PICTURE = { alt: 'The old quarter at dusk', caption: 'Hội An, photographed in 2024', width: 3, height: 2 };

/** A PNG of 3 by 2 pixels. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGOoCDgBQQxwFgBb9AlhyY/qTgAAAABJRU5ErkJggg==',
  'base64',
);

/** By path. */
export const FILES = {
  'archive.toml': 'title = "Text"\nlanguages = ["en"]\n',
  'img/dusk.png': PNG,
  'decade.md': `---
title: ${DECADE.title}
date: 2025-02-12
lang: en
---

The *General Conference* met on **Wednesday** and named H~2~O for ==the first time==[^1]. %%${SECRET}%%

![${PICTURE.alt}](img/dusk.png "${PICTURE.caption}")

> [!NOTE] For readers
> The text is *not* yet public.

- [x] Sign the memorandum
- [ ] Publish the annexes
  1. First annex

Term
: What it stands for

| Country | Sites |
|:--|--:|
| **Việt Nam** | 8 |

\`\`\`rust
fn main() {}
\`\`\`

<details><summary>Background</summary>

Behind it.

</details>

See [the other](other.md#the-part-that-is-meant), [[other|a wiki link]] and [a lost one](gone.md). ![Elsewhere](https://pictures.invalid/x.png)

<script>document.title = 'run'</script>

[^1]: Provisional figures.
`,
  'other.md': `---
title: ${OTHER.title}
date: 2025-01-01
lang: en
---

${'Some lines stand above it.\n\n'.repeat(40)}
## ${OTHER.part}

It is down here.
`,
  'held.md': `---\ntitle: Held back\npublished: false\n---\n\n${SECRET}\n`,
};
