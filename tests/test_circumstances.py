"""In what medium, to whom and in which mode something was said."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.document import Attribution
from quoteattr.extraction.circumstances import carry_media, describe
from quoteattr.extraction.parsing import default_pipeline, parse
from quoteattr.spans import Span

SHARED = Path(__file__).parents[2] / "shared"


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def attribution(text: str, source: str, cue: str, content: str, **more: object) -> Attribution:
    parts = {"source": source, "cue": cue, "content": content}
    spans = {name: [span_of(text, words)] for name, words in parts.items() if words}
    return Attribution(**{"id": "a1", **spans, **more})


def parsed(text: str):
    return next(iter(parse([text], default_pipeline())))


def described(text: str, source: str, cue: str, content: str) -> Attribution:
    (result,) = describe(parsed(text), [attribution(text, source, cue, content)])
    return result


def words(text: str, span: Span | None) -> str | None:
    return None if span is None else span.of(text)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "medium"),
    [
        ("It is safe, Ms. Okoro said in a statement.", "Ms. Okoro", "said", "It is safe", "a statement"),
        ("In a letter, Okoro said the bridge was safe.", "Okoro", "said", "the bridge was safe", "a letter"),
        ("Okoro wrote on Twitter that he was tired.", "Okoro", "wrote", "that he was tired", "Twitter"),
        ("Okoro said on Fox News that taxes rose.", "Okoro", "said", "that taxes rose", "Fox News"),
        ("Okoro lectured on taxes and said they rose.", "Okoro", "said", "they rose", None),
        ("Okoro said at a rally that taxes rose.", "Okoro", "said", "that taxes rose", "a rally"),
        ("Speaking at a rally, Okoro said taxes rose.", "Okoro", "said", "taxes rose", "a rally"),
        ("Okoro, at a news conference, said taxes rose.", "Okoro", "said", "taxes rose", "a news conference"),
        ("Okoro told CNN in an interview it rained.", "Okoro", "told", "it rained", "an interview"),
        ("Okoro issued a memo banning it.", "Okoro", "issued a memo banning", "it", "a memo"),
        ("During the debate, Okoro denied it and blamed Lind.", "Okoro", "blamed", "Lind", "the debate"),
        ("Okoro said in a podcast it rained.", "Okoro", "said in a podcast", "it rained", "a podcast"),
        ("Okoro said in March that taxes rose.", "Okoro", "said", "that taxes rose", None),
        ("Okoro said the speech was a bore.", "Okoro", "said", "the speech was a bore", None),
        ("Okoro said he would speak at a rally.", "Okoro", "said", "he would speak at a rally", None),
    ],
)
def test_medium(text: str, source: str, cue: str, content: str, medium: str | None) -> None:
    assert words(text, described(text, source, cue, content).medium) == medium


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "addressee"),
    [
        ("Okoro told reporters that taxes rose.", "Okoro", "told", "that taxes rose", "reporters"),
        ("Okoro said to the committee that taxes rose.", "Okoro", "said", "that taxes rose", "the committee"),
        ("Okoro asked Mr. Lind whether it rained.", "Okoro", "asked", "whether it rained", "Mr. Lind"),
        ("Okoro urged lawmakers to act.", "Okoro", "urged", "lawmakers to act", "lawmakers"),
        ("Asked about the raid, Okoro declined to comment.", "", "Asked", "about the raid", "Okoro"),
        ("Okoro was told that it rained.", "", "was told", "that it rained", "Okoro"),
        ("Speaking to students, Okoro praised the law.", "Okoro", "praised", "the law", "students"),
        ("Okoro wrote in an email to voters that he lost.", "Okoro", "wrote", "that he lost", "voters"),
        (
            "An aide who spoke to voters said it rained.",
            "An aide who spoke to voters",
            "said",
            "it rained",
            "voters",
        ),
        (
            "Okoro pitched it to the board by telling them that it was cheap.",
            "Okoro",
            "pitched it to the board by telling",
            "that it was cheap",
            "them",
        ),
        ("Okoro compared Lind to a farmer.", "Okoro", "compared", "Lind", None),
        ("Okoro accused Lind of theft.", "Okoro", "accused", "Lind of theft", None),
        ("According to Ms. Okoro, it rained.", "Ms. Okoro", "According to", "it rained", None),
    ],
)
def test_addressee(text: str, source: str, cue: str, content: str, addressee: str | None) -> None:
    assert words(text, described(text, source, cue, content).addressee) == addressee


@pytest.mark.parametrize(
    ("cue", "mode"),
    [
        ("said", "speech"),
        ("wrote", "speech"),
        ("promised", "speech"),
        ("believes", "attitude"),
        ("hopes", "attitude"),
        ("fears", "attitude"),
        ("does not expect", "attitude"),
        ("seems to think", "attitude"),
    ],
)
def test_mode(cue: str, mode: str) -> None:
    text = f"Okoro {cue} that the bridge will hold."
    assert described(text, "Okoro", cue, "that the bridge will hold").mode == mode


@pytest.mark.parametrize(
    ("cue", "bare"),
    [
        ("said in a letter to residents", "said"),
        ("told residents", "told"),
        ("wrote on Twitter", "wrote"),
        ("issued a letter to residents saying", "issued a letter to residents saying"),
    ],
)
def test_a_cue_ends_before_the_circumstances_behind_it(cue: str, bare: str) -> None:
    text = f"Okoro {cue} that the bridge will hold."
    (bared,) = described(text, "Okoro", cue, "that the bridge will hold").cue
    assert bared.of(text) == bare


def test_a_nested_attribution_has_its_own_circumstances() -> None:
    text = "Okoro told the crew that it rained, Lind said in a statement."
    content = "Okoro told the crew that it rained"
    outer = attribution(text, "Lind", "said", content, id="a1")
    inner = attribution(text, "Okoro", "told", "that it rained", id="a2", parent="a1")
    by_lind, by_okoro = describe(parsed(text), [outer, inner])
    assert words(text, by_lind.medium) == "a statement"
    assert by_lind.addressee is None
    assert words(text, by_okoro.addressee) == "the crew"
    assert by_okoro.medium is None


def carried(text: str, attributions: list[Attribution]) -> list[Attribution]:
    return list(carry_media(text, describe(parsed(text), attributions)))


def test_a_medium_holds_on_for_what_the_same_speaker_says_next() -> None:
    text = (
        "At a news conference, Okoro said that the bridge was safe.\n\n"
        "“We tested it twice,” Okoro added.\n\nOkoro noted that trains were late."
    )
    first = attribution(text, "Okoro", "said", "that the bridge was safe", speaker="s1")
    quote = attribution(text, "Okoro", "added", "“We tested it twice,”", speaker="s1", id="a2")
    later = attribution(text, "Okoro", "noted", "that trains were late", speaker="s1", id="a3")
    media = [words(text, a.medium) for a in carried(text, [first, quote, later])]
    assert media == ["a news conference", "a news conference", None]
    of_another = evolve(quote, speaker="s2")
    assert carried(text, [first, of_another])[1].medium is None


def test_no_cue_and_a_cue_in_pieces_are_taken() -> None:
    text = "“No,” Okoro flatly told, again, reporters. “Never.”"
    bare = Attribution(id="a1", content=[span_of(text, "“Never.”")])
    pieces = [span_of(text, "told"), span_of(text, "again")]
    split = Attribution(id="a2", content=[span_of(text, "“No,”")], cue=pieces)
    assert describe(parsed(text), [bare, split])[0] == bare


_WORDS = st.sampled_from(["Okoro", "said", "told", "reporters", "in", "a", "statement", "at", "the", "rally"])
_MARKS = st.sampled_from(['"', "“", "”", ",", ".", "\n\n", "that it rained", "on"])


@given(st.lists(_WORDS | _MARKS, min_size=1, max_size=40).map(" ".join), st.data())
@settings(max_examples=40, deadline=None)
def test_any_spans_over_any_text_are_described(text: str, data: st.DataObject) -> None:
    edges = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    spans = [Span(*data.draw(edges)) for _ in range(3)]
    given_one = Attribution(id="a1", source=[spans[0]], cue=[spans[1]], content=[spans[2]], speaker="s1")
    doc = parsed(text)
    (result,) = describe(doc, [given_one])
    found = [s for s in (result.medium, result.addressee) if s is not None]
    assert all(s.end <= len(text) and s.of(text).strip() for s in found)
    assert all(any(given.contains(s) for given in given_one.cue) for s in result.cue)
    assert evolve(result, cue=given_one.cue, medium=None, addressee=None, mode="speech") == given_one


def gold_rows(name: str) -> list[dict]:
    path = SHARED / "corpora" / name
    if not path.exists():
        pytest.skip(f"no corpus at {path}")
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def test_figures_with_gold_attributions() -> None:
    rows = gold_rows("chains-dev.jsonl")
    sys.path.insert(0, str(SHARED / "score"))
    from score_chains import score

    predicted, modes = {}, []
    docs = parse((row["text"] for row in rows), default_pipeline())
    for row, doc in zip(rows, docs, strict=True):
        kept = ("id", "parent", "source", "cue", "content", "speaker")
        gold = [Attribution(**{key: a[key] for key in kept}) for a in row["attributions"]]
        result = list(carry_media(row["text"], describe(doc, gold)))
        spans = [{name: _pair(getattr(a, name)) for name in ("medium", "addressee")} for a in result]
        predicted[row["id"]] = [a | s for a, s in zip(row["attributions"], spans, strict=True)]
        modes += [(a["speech"], b.mode == "speech") for a, b in zip(row["attributions"], result, strict=True)]
    figures = score(rows, predicted)
    assert figures["medium"]["f1"] >= 80
    # Of the 28 gold addressees, 4 are laid at another occurrence of the same word.
    assert figures["addressee"]["f1"] >= 80
    assert sum(gold == mode for gold, mode in modes) / len(modes) >= 0.92


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
