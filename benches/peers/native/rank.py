"""Ranks the articles of a collection for a list of queries with an engine outside of the browser.

rank.py ENGINE LANGUAGE ARTICLES QUERIES OUT: ARTICLES has one JSON object a line, with title and text; QUERIES is a JSON
list of words and blanks. OUT gets a list a query: the numbers of the first ten articles that were found.
"""

import json
import sys

LIMIT = 10


def bm25s(language, articles, queries):
    import bm25s
    import Stemmer

    english = language == "en"

    def tokens(texts):
        stopwords = "en" if english else None
        stemmer = Stemmer.Stemmer("english") if english else None
        # Words and not numbers: numbers mean something else in the queries than in the articles.
        return bm25s.tokenize(texts, stopwords=stopwords, stemmer=stemmer, return_ids=False, show_progress=False)

    engine = bm25s.BM25()
    engine.index(tokens([f"{title}\n{text}" for title, text in articles]), show_progress=False)
    limit = min(LIMIT, len(articles))
    numbers, scores = engine.retrieve(tokens(queries), k=limit, show_progress=False)
    # It fills the list up with articles that have none of the words.
    return [[int(number) for number, score in zip(*row) if score > 0] for row in zip(numbers, scores)]


def tantivy(language, articles, queries):
    import tantivy

    tokenizer = "en_stem" if language == "en" else "default"
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("title", tokenizer_name=tokenizer)
    schema.add_text_field("text", tokenizer_name=tokenizer)
    schema.add_unsigned_field("number", stored=True)
    index = tantivy.Index(schema.build())
    # With one thread there is one order of the articles, and so of those that are equally good.
    writer = index.writer(num_threads=1)
    for number, (title, text) in enumerate(articles):
        writer.add_document(tantivy.Document(title=title, text=text, number=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def found(query):
        # Without signs the only operators left are words in capitals: AND, OR, NOT.
        parsed = index.parse_query(query.lower(), ["title", "text"])
        hits = searcher.search(parsed, LIMIT, count=False).hits
        return [searcher.doc(address)["number"][0] for _, address in hits]

    return [found(query) for query in queries]


def main(engine, language, articles, queries, out):
    with open(articles, encoding="utf-8") as lines:
        known = [(article["title"], article["text"]) for article in map(json.loads, lines)]
    with open(queries, encoding="utf-8") as file:
        asked = json.load(file)
    answers = {"bm25s": bm25s, "tantivy": tantivy}[engine](language, known, asked)
    with open(out, "w", encoding="utf-8") as file:
        json.dump(answers, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
