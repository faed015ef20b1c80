"""The strategies: what they draw is valid, varied, small when shrunk, and what the package promises of it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from itertools import product

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

import quoteattr as qa
from quoteattr import strategies as qst
from quoteattr.document import Kind
from quoteattr.errors import MissingExtraError
from quoteattr.scoring import Parts, pair, trimmed
from quoteattr.strategies import ClaimFamily

VALUES = [name for name in qa.__all__ if hasattr(getattr(qa, name), "__attrs_attrs__")]


def drawn(strategy: st.SearchStrategy[qa.Document], size: int) -> list[qa.Document]:
    """The same examples on every run of one version of Hypothesis."""
    found: list[qa.Document] = []

    @settings(
        max_examples=size,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(value: qa.Document) -> None:
        found.append(value)

    keep()
    return found


# ── Articles ─────────────────────────────────────────────────────────────────────────────────────────


@given(qst.attributed_texts())
def test_gold_comes_back_from_a_dict_and_is_in_text_order(gold: qa.Document) -> None:
    assert qa.Document.from_dict(gold.to_dict()) == gold
    places = [min(a.source + a.cue + a.content).start for a in gold.attributions]
    assert places == sorted(places)
    assert all(
        span.of(gold.text).strip() == span.of(gold.text) for a in gold.attributions for span in a.spans()
    )


@given(qst.attributed_texts())
def test_everything_said_has_a_speaker_whom_the_text_names(gold: qa.Document) -> None:
    assert gold.attributions
    for attribution in gold.attributions:
        speaker = gold.speaker(attribution)
        assert speaker is not None
        assert any(part.contains(mention) for part in attribution.source for mention in speaker.mentions)
    for speaker in gold.speakers:
        assert speaker.mentions[0].of(gold.text).lower() == speaker.name.lower()
        assert all(title in gold.text.lower() for title in speaker.titles)


@given(qst.attributed_texts())
def test_what_is_nested_stands_in_its_parent_s_content_and_is_another_s(gold: qa.Document) -> None:
    for attribution in gold.attributions:
        *outer, last = gold.chain(attribution)
        if outer:
            pieces = outer[-1].content
            assert any(all(piece.contains(span) for span in last.spans()) for piece in pieces)
            assert last.speaker not in {link.speaker for link in outer}


@given(qst.attributed_texts())
def test_kinds_tell_how_much_is_in_marks(gold: qa.Document) -> None:
    for attribution in gold.attributions:
        pieces = [span.of(gold.text) for span in attribution.content]
        assert all((piece[0] in "\"'“‘") == (attribution.kind == "direct") for piece in pieces)
        assert (attribution.kind == "indirect") == (pieces[-1][-1].isalpha())


@given(st.data(), st.sets(st.sampled_from(["direct", "mixed", "indirect"]), min_size=1))
def test_only_the_kinds_that_are_wanted_are_drawn(data: st.DataObject, kinds: set[Kind]) -> None:
    gold = data.draw(qst.attributed_texts(kinds=sorted(kinds)))
    assert {attribution.kind for attribution in gold.attributions} <= kinds


@given(qst.attributed_texts(marks=["curly"], max_depth=1, max_paragraphs=1))
def test_marks_depth_and_length_can_be_chosen(gold: qa.Document) -> None:
    assert '"' not in gold.text
    assert "'" not in gold.text
    assert all(attribution.parent is None for attribution in gold.attributions)


def test_articles_are_varied() -> None:
    golds = drawn(qst.attributed_texts(), 150)
    said = [(gold, attribution) for gold in golds for attribution in gold.attributions]
    assert {len(gold.chain(a)) for gold, a in said} == {1, 2, 3}
    assert {len(a.content) for _, a in said} == {1, 2}
    assert {a.mode for _, a in said} == {"speech", "attitude"}
    assert {(bool(a.medium), bool(a.addressee)) for _, a in said} == set(product((True, False), repeat=2))
    assert {a.cue < a.source for _, a in said} == {True, False}
    assert {":", "told", "according to", "feared"} <= {gold.words(a.cue).lower() for gold, a in said}
    assert {"she", "he"} & {gold.words(a.source).lower() for gold, a in said}
    assert any("\n\n" in gold.words(a.content) for gold, a in said)
    assert {len(gold.speakers) for gold in golds} == {1, 2, 3}
    assert {mark for gold in golds for mark in '"“‘' if mark in gold.text} == set('"“‘')
    assert any(speaker.titles for gold in golds for speaker in gold.speakers)


def test_articles_shrink_to_a_sentence() -> None:
    chain = find(qst.attributed_texts(), lambda gold: any(len(gold.chain(a)) == 3 for a in gold.attributions))
    assert len(chain.text) < 250


@pytest.mark.parametrize(("kind", "floor"), [("direct", 0.88), ("mixed", 0.95), ("indirect", 0.95)])
def test_extract_finds_most_of_what_is_not_nested(kind: Kind, floor: float) -> None:
    golds = drawn(qst.attributed_texts(kinds=[kind], max_depth=1), 60)
    found = Counter[bool]()
    for gold, document in zip(golds, qa.extract_many(gold.text for gold in golds), strict=True):
        predicted, wanted = parts(document), parts(gold)
        right = sum(predicted[i].agrees(wanted[j]) for i, j in pair(predicted, wanted))
        found += Counter({True: right, False: len(wanted) - right})
    assert found[True] / found.total() >= floor


def parts(document: qa.Document) -> list[Parts]:
    return [
        Parts.of(*(trimmed(spans, document.text) for spans in (a.source, a.cue, a.content)))
        for a in document.attributions
    ]


# ── Claims ───────────────────────────────────────────────────────────────────────────────────────────


@given(qst.claim_families())
def test_variants_are_the_claim_or_part_of_it_and_look_alikes_contradict_it(family: ClaimFamily) -> None:
    for variant in family.variants:
        assert qa.compare(family.claim, variant).relation in ("same", "part")
        assert qa.compare(family.claim.text, variant.text).relation in ("same", "part")
    for look_alike in family.look_alikes:
        assert qa.compare(family.claim, look_alike).relation == "conflict"
        assert qa.compare(family.claim.text, look_alike.text).relation == "conflict"


@given(qst.claim_families())
def test_tracking_brings_variants_to_their_claim_and_keeps_look_alikes_out(family: ClaimFamily) -> None:
    labels = qa.track(family.statements).labels
    assert {labels[variant.id] for variant in family.variants} == {labels[family.claim.id]}
    assert labels[family.claim.id] not in {labels[look_alike.id] for look_alike in family.look_alikes}


# ── Every public value ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [*VALUES, "ClaimTracker"])
@settings(max_examples=10)
@given(data=st.data())
def test_from_type_draws_every_public_value(name: str, data: st.DataObject) -> None:
    assert isinstance(data.draw(st.from_type(getattr(qa, name))), getattr(qa, name))


@given(qst.comparisons())
def test_comparisons_are_as_compare_gives_them(comparison: qa.Comparison) -> None:
    assert qa.compare(comparison.a, comparison.b) == comparison


@given(qst.claim_sets())
def test_claim_sets_come_back_from_dicts(claims: qa.ClaimSet) -> None:
    assert qa.ClaimSet.from_dict(claims.to_dict()) == claims


def test_conflicts_are_drawn() -> None:
    with pytest.raises(NoSuchExample):
        find(qst.conflicts(), lambda conflict: not conflict.differences, settings=settings(max_examples=50))


# ── The plugin ───────────────────────────────────────────────────────────────────────────────────────


def run(script: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_plugin_loads_nothing() -> None:
    script = "import sys, hypothesis; print(sorted(m for m in sys.modules if m.split('.')[0] in {}))"
    loaded = run(script.format(("quoteattr", "attr", "spacy", "numpy", "rapidfuzz")))
    assert loaded == "['quoteattr', 'quoteattr._hypothesis']"


@pytest.mark.parametrize("first", ["hypothesis", "quoteattr.document"])
def test_values_are_drawn_without_spacy_whichever_is_imported_first(first: str) -> None:
    script = (
        f"import sys, {first}; from hypothesis import find, strategies as st; import quoteattr as qa;"
        "find(st.from_type(qa.Span), lambda span: span.end);"
        "print('spacy' in sys.modules)"
    )
    assert run(script) == "False"


def test_without_hypothesis_an_error_names_what_to_install() -> None:
    script = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "try: import quoteattr.strategies\n"
        "except ImportError as error: print(type(error).__name__, error)"
    )
    assert run(script) == (
        f"{MissingExtraError.__name__} the strategies need Hypothesis; "
        "run: pip install 'quoteattr[hypothesis]'"
    )
