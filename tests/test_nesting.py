"""Which candidates are attributions, and which stand in which other's content."""

from __future__ import annotations

from candidates import candidate
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.extraction.nesting import nest
from quoteattr.extraction.tagging.model import Settings
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.spans import Span

SETTINGS = Settings(outermost=0.5, nested=0.4, calibration=(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0))
TEXT = "The Gazette reported that Reed said that Moss denied that the pier was gone."
THE_GAZETTE = candidate(TEXT, "The Gazette", "reported", TEXT[21:-1])
REED = candidate(TEXT, "Reed", "said", TEXT[36:-1], outermost=0.1)
MOSS = candidate(TEXT, "Moss", "denied", TEXT[53:-1], outermost=0.1)


def nested(text, *candidates):
    """The source and the parent's source of each attribution."""
    found = nest(candidates, SETTINGS, len(text))
    names = [n.candidate.source[0].of(text) for n in found]
    return [
        (name, None if n.parent is None else names[n.parent]) for name, n in zip(names, found, strict=True)
    ]


def test_reports_of_reports_are_nested_to_any_depth_in_any_order():
    chain = [("The Gazette", None), ("Reed", "The Gazette"), ("Moss", "Reed")]
    assert nested(TEXT, THE_GAZETTE, REED, MOSS) == chain
    assert nested(TEXT, MOSS, REED, THE_GAZETTE) == chain


def test_an_inner_cue_alone_is_not_accepted():
    assert nested(TEXT, REED, MOSS) == []


def test_the_parent_is_the_next_larger_one_accepted():
    unlikely = candidate(TEXT, "Reed", "said", TEXT[36:-1], outermost=0.1, any_cue=0.2)
    assert nested(TEXT, THE_GAZETTE, unlikely, MOSS) == [("The Gazette", None), ("Moss", "The Gazette")]


def test_a_cue_beside_a_content_is_nested_in_nothing():
    text = "Moss denied that the pier was gone, and Reed said it was."
    moss = candidate(text, "Moss", "denied", "that the pier was gone")
    reed = candidate(text, "Reed", "said", "it was", last=True)
    assert nested(text, reed, moss) == [("Moss", None), ("Reed", None)]


def test_a_content_that_lies_mostly_outside_is_nested_in_nothing():
    text = '"So Moss believed," Reed said. It was a cold evening on the pier.'
    moss = candidate(text, "Moss", "believed", "It was a cold")
    reed = candidate(text, "Reed", "said", '"So Moss believed,"')
    assert nested(text, reed, moss) == [("Reed", None), ("Moss", None)]


def test_a_content_that_leaves_the_innermost_one_is_nested_in_the_next_around_both():
    text = "The Gazette reported that Reed, who denied that Moss knew, wished the pier were gone."
    gazette = candidate(text, "The Gazette", "reported", text[21:-1])
    reed = candidate(text, "Reed", "denied", "that Moss knew")
    moss = candidate(text, "Moss", "knew", "wished the pier were gone", outermost=0.1)
    assert nested(text, gazette, reed, moss) == [
        ("The Gazette", None),
        ("Reed", "The Gazette"),
        ("Moss", "The Gazette"),
    ]


@st.composite
def some_candidates(draw: st.DrawFn) -> list[Candidate]:
    def spans(low: int, high: int) -> tuple[Span, ...]:
        edges = sorted(draw(st.sets(st.integers(low, high), min_size=2, max_size=4)))
        return tuple(Span(*edges[i : i + 2]) for i in range(0, len(edges) - 1, 2))

    found = []
    for _ in range(draw(st.integers(0, 6))):
        cue = spans(0, 60)
        likely = [draw(st.floats(0, 1)) for _ in range(2)]
        found.append(
            Candidate(
                anchor=cue[0].start,
                source=(),
                cue=cue,
                content=spans(0, 60),
                outermost=likely[0],
                any=likely[1],
                certainty=0.5,
            )
        )
    return found


@given(some_candidates())
def test_parents_hold_their_children_and_run_in_no_circle(candidates):
    found = nest(candidates, SETTINGS, 60)
    for number, item in enumerate(found):
        seen = {number}
        while item.parent is not None:
            assert item.parent not in seen
            seen.add(item.parent)
            parent = found[item.parent]
            assert any(s.start <= item.candidate.anchor < s.end for s in parent.candidate.content)
            item = parent


@given(some_candidates())
def test_an_outermost_one_is_likely_as_such_and_a_nested_one_as_any(candidates):
    for item in nest(candidates, SETTINGS, 60):
        if item.parent is None:
            assert item.candidate.outermost >= SETTINGS.outermost
        else:
            assert item.candidate.any >= SETTINGS.nested


@given(some_candidates())
def test_what_stands_in_no_content_is_kept_where_it_is_likely(candidates):
    kept = [n.candidate for n in nest(candidates, SETTINGS, 60)]
    contents = [span for c in candidates for span in c.content]
    for c in candidates:
        free = not any(span.start <= c.anchor < span.end for span in contents)
        if free and c.outermost >= SETTINGS.outermost:
            assert c in kept
