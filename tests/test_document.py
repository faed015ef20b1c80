"""The values: what they hold, what they refuse, and that nothing is lost on the way out and back."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import any_text

from quoteattr.document import Attribution, Document, Speaker, Statement
from quoteattr.errors import InputTypeError, InputValueError
from quoteattr.spans import Span

TEXT = 'Quill insisted "how the harbour had been sold," spokeswoman Ada Moss said in a statement.'


def spans(*words: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


@pytest.fixture
def chained() -> Document:
    """Moss says in a statement that Quill insisted on something."""
    return Document(
        id="d",
        text=TEXT,
        source="The Ferry Post",
        published="2021-11-09",
        attributions=[
            Attribution(
                id="a1",
                source=spans("spokeswoman Ada Moss"),
                cue=spans("said"),
                content=spans('Quill insisted "how the harbour had been sold,"'),
                speaker="s1",
                medium=spans("a statement")[0],
                kind="mixed",
                confidence=0.9,
            ),
            Attribution(
                id="a2",
                parent="a1",
                source=spans("Quill"),
                cue=spans("insisted"),
                content=spans("how the harbour had been sold,"),
            ),
        ],
        speakers=[Speaker(id="s1", name="Ada Moss", kind="person", mentions=spans("Ada Moss"))],
    )


def test_a_span_slices_its_text():
    span = Span(0, 5)
    assert span.of(TEXT) == "Quill"
    assert span.contains(Span(1, 5))
    assert not span.contains(Span(1, 6))
    assert span.overlaps(Span(4, 9))
    assert not span.overlaps(Span(5, 9))


def test_a_chain_runs_from_the_outermost_reporter_to_the_innermost_speaker(chained):
    outer, inner = chained.attributions
    assert chained.chain(inner) == (outer, inner)
    assert chained.chain(outer) == (outer,)


def test_a_speaker_may_be_unknown(chained):
    outer, inner = chained.attributions
    assert chained.speaker(outer).name == "Ada Moss"
    assert chained.speaker(inner) is None


def test_only_innermost_contents_are_statements(chained):
    (statement,) = chained.statements()
    assert statement == Statement(
        id="d:a2",
        text="how the harbour had been sold,",
        source="The Ferry Post",
        published=date(2021, 11, 9),
        document="d",
        chain=("Ada Moss", "Quill"),
    )


def test_statements_of_documents_without_an_id_are_told_apart():
    attribution = Attribution(id="a1", content=[(0, 2)])
    one, same, other = (
        Document(text=text, attributions=[attribution]).statements()[0] for text in ("abc", "abc", "ab\ud800")
    )
    assert one == same
    assert one.id != other.id
    assert one.id == f"{one.document}:a1"


def test_pieces_that_stand_apart_are_joined_by_dots(chained):
    assert chained.words(spans("Quill", "the harbour")) == "Quill ... the harbour"


def test_the_schema(chained):
    data = chained.to_dict()
    assert list(data) == ["schema", "id", "source", "published", "text", "speakers", "attributions"]
    assert (data["schema"], data["published"]) == (1, "2021-11-09")
    assert data["speakers"] == [
        {"id": "s1", "name": "Ada Moss", "kind": "person", "titles": [], "mentions": [[60, 68]]}
    ]
    assert data["attributions"][0] == {
        "id": "a1",
        "parent": None,
        "kind": "mixed",
        "mode": "speech",
        "source": [[48, 68]],
        "cue": [[69, 73]],
        "content": [[0, 47]],
        "speaker": "s1",
        "medium": [77, 88],
        "addressee": None,
        "confidence": 0.9,
    }


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2021-11-09", date(2021, 11, 9)),
        ("2021-11-09T14:30", datetime(2021, 11, 9, 14, 30)),
        ("2021-11-09T14:30:00Z", datetime(2021, 11, 9, 14, 30, tzinfo=UTC)),
        (date(2021, 11, 9), date(2021, 11, 9)),
        (None, None),
    ],
)
def test_published_is_a_date_or_a_time(written, read):
    assert Document(text="", published=written).published == read


def test_a_time_in_an_hour_that_the_clocks_skip_comes_back():
    skipped = datetime(2016, 4, 3, 2, 0, tzinfo=ZoneInfo("America/Mazatlan"))
    document = Document(text="", published=skipped)
    assert document.published.utcoffset() == skipped.utcoffset()
    assert Document.from_dict(document.to_dict()) == document


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        (lambda: Span(2, 2), InputValueError, "start at 0 or later and end after that"),
        (lambda: Span(-1, 2), InputValueError, "start at 0 or later"),
        (lambda: Span(0, 1.5), InputTypeError, "Span.end must be int, not float"),
        (lambda: Span(True, 2), InputTypeError, "Span.start must be int, not bool"),
        (lambda: Attribution(id="a", content=[]), InputValueError, "'a' has no content"),
        (lambda: Attribution(id="a", content=[(0, 1, 2)]), InputValueError, "a pair of offsets"),
        (lambda: Attribution(id="a", content="ab"), InputTypeError, "a sequence is wanted"),
        (lambda: Attribution(id="a", content=[(3, 5), (0, 4)]), InputValueError, "in text order and apart"),
        (lambda: Attribution(id="a", content=[(0, 1)], kind="odd"), InputValueError, "one of direct, mixed"),
        (lambda: Attribution(id="a", content=[(0, 1)], confidence=2), InputValueError, "in 0..1"),
        (lambda: Attribution(id="a", content=[(0, 1)], confidence=float("nan")), InputValueError, "in 0..1"),
        (lambda: Attribution(id=1, content=[(0, 1)]), InputTypeError, "Attribution.id must be str"),
        (lambda: Speaker(id="s", name="A", kind="ghost"), InputValueError, "Speaker.kind must be one of"),
        (lambda: Speaker(id="s", name="A", titles=[1]), InputTypeError, "Speaker.titles must be str"),
        (lambda: Statement(id="s", text="x", published="soon"), InputValueError, "no ISO 8601 date"),
        (lambda: Statement(id="s", text="x", chain="ab"), InputTypeError, "a sequence is wanted"),
        (lambda: Document(text=b"x"), InputTypeError, "Document.text must be str, not bytes"),
        (lambda: Document(text="x", attributions=["a"]), InputTypeError, "must be Attribution, not str"),
    ],
)
def test_values_refuse_what_they_cannot_be(wrong, error, message):
    with pytest.raises(error, match=message):
        wrong()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([{"id": "a1"}, {"id": "a1"}], "two attributions of document None have one id"),
        ([{"id": "a1", "parent": "a9"}], "unknown parent 'a9'"),
        ([{"id": "a1", "parent": "a1"}], "run in a circle"),
        ([{"id": "a1", "parent": "a2"}, {"id": "a2", "parent": "a1"}], "run in a circle"),
        ([{"id": "a1", "speaker": "s9"}], "unknown speaker 's9'"),
        ([{"id": "a1", "medium": (0, 9)}], "ends at 9, but the text has 3 characters"),
    ],
)
def test_a_document_refuses_what_does_not_hang_together(changes, message):
    with pytest.raises(InputValueError, match=message):
        Document(text="abc", attributions=[Attribution(content=[(0, 1)], **c) for c in changes])


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"schema": 2}, InputValueError, "reads schema 1, not 2"),
        ({"colour": "red"}, InputValueError, "does not fit schema 1: .*colour"),
        ({"speakers": 3}, InputValueError, "does not fit schema 1"),
        ({"speakers": [{"id": "s1"}]}, InputValueError, "does not fit schema 1: .*name"),
        ({"attributions": [{"id": "a1", "content": [["0", 1]]}]}, InputTypeError, "Span.start must be int"),
    ],
)
def test_from_dict_refuses_what_is_not_of_the_schema(chained, change, error, message):
    with pytest.raises(error, match=message):
        Document.from_dict({**chained.to_dict(), **change})


@pytest.mark.parametrize("missing", ["schema", "text", "speakers", "attributions"])
def test_from_dict_misses_what_is_missing(chained, missing):
    data = chained.to_dict()
    del data[missing]
    with pytest.raises(InputValueError, match="schema"):
        Document.from_dict(data)


def test_from_dict_wants_a_mapping():
    with pytest.raises(InputTypeError, match="a document must be a mapping, not list"):
        Document.from_dict([])


def test_a_long_chain_is_checked_once():
    attributions = [Attribution(id="0", content=[(0, 1)])]
    attributions += [Attribution(id=str(n), parent=str(n - 1), content=[(0, 1)]) for n in range(1, 5_000)]
    document = Document(text="x", attributions=reversed(attributions))
    assert len(document.chain(attributions[-1])) == 5_000


def unpaired(text: str) -> str:
    """JSON writes a pair of surrogates and the character they stand for alike."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@st.composite
def some_spans(draw: st.DrawFn, length: int, min_size: int = 0) -> list[tuple[int, int]]:
    edges = st.sets(st.integers(0, length), min_size=2 * min_size, max_size=4)
    ordered = sorted(draw(edges.filter(lambda e: len(e) % 2 == 0)))
    return list(zip(ordered[::2], ordered[1::2], strict=True))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents whose parts hang together, of any text."""
    text = "x " + unpaired(draw(any_text))
    names = any_text.map(unpaired)
    speakers = [
        Speaker(
            id=f"s{n}",
            name=draw(names),
            kind=draw(st.sampled_from(["person", "group", "organization", "document", "author", "unknown"])),
            titles=draw(st.lists(names, max_size=2)),
            mentions=draw(some_spans(len(text))),
        )
        for n in range(draw(st.integers(0, 2)))
    ]
    attributions = [
        Attribution(
            id=f"a{n}",
            content=draw(some_spans(len(text), min_size=1)),
            source=draw(some_spans(len(text))),
            cue=draw(some_spans(len(text))),
            parent=draw(st.sampled_from([None, *(f"a{m}" for m in range(n))])),
            speaker=draw(st.sampled_from([None, *(s.id for s in speakers)])),
            kind=draw(st.sampled_from(["direct", "mixed", "indirect"])),
            mode=draw(st.sampled_from(["speech", "attitude"])),
            medium=draw(st.none() | st.just((0, 1))),
            addressee=draw(st.none() | st.just((1, 2))),
            confidence=draw(st.floats(0, 1)),
        )
        for n in range(draw(st.integers(0, 4)))
    ]
    return Document(
        text=text,
        id=draw(st.none() | names),
        source=draw(st.none() | names),
        published=draw(st.none() | st.dates() | st.datetimes(timezones=st.none() | st.just(UTC))),
        attributions=attributions,
        speakers=speakers,
    )


@given(documents())
def test_nothing_is_lost_in_a_dict_in_json_in_a_pickle_or_a_copy(document):
    assert Document.from_dict(document.to_dict()) == document
    assert Document.from_dict(json.loads(json.dumps(document.to_dict()))) == document
    for back in (pickle.loads(pickle.dumps(document)), copy.deepcopy(document)):
        assert back == document
        assert hash(back) == hash(document)
        assert back.statements() == document.statements()


@given(documents())
def test_chains_end_in_what_they_were_asked_for_and_start_at_the_top(document):
    for attribution in document.attributions:
        chain = document.chain(attribution)
        assert chain[-1] == attribution
        assert chain[0].parent is None
        assert [link.id for link in chain[:-1]] == [link.parent for link in chain[1:]]


@given(documents())
def test_each_innermost_attribution_is_one_statement(document):
    parents = {a.parent for a in document.attributions}
    innermost = [a for a in document.attributions if a.id not in parents]
    statements = document.statements()
    assert [s.id.rpartition(":")[2] for s in statements] == [a.id for a in innermost]
    for statement, attribution in zip(statements, innermost, strict=True):
        assert statement.text == " ... ".join(span.of(document.text) for span in attribution.content)
