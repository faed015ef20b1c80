"""Documents as HTML, and as a table."""

from __future__ import annotations

import re
import unicodedata

from checker import Checker
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.cli.table import Style, render_table
from quoteattr.display.documents import document_to_html, documents_to_page
from quoteattr.document import Attribution, Document, Speaker
from quoteattr.paragraphs import whole_paragraphs
from quoteattr.spans import Span

TEXT = (
    'Ana Ruiz warned that the pier was "a danger to bathers," her spokesman Tom Vale said in a statement.\n\n'
    "“It will close,” he told reporters."
)


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def chain_document() -> Document:
    outer = Attribution(
        id="a1",
        source=[span("her spokesman Tom Vale")],
        cue=[span("said")],
        content=[span('Ana Ruiz warned that the pier was "a danger to bathers,"')],
        medium=span("a statement"),
        kind="mixed",
        speaker="s1",
        confidence=0.9,
    )
    inner = Attribution(
        id="a2",
        parent="a1",
        source=[span("Ana Ruiz")],
        cue=[span("warned")],
        content=[span('that the pier was "a danger to bathers,"')],
        kind="mixed",
        speaker="s2",
    )
    quote = Attribution(
        id="a3",
        source=[(TEXT.index("he told"), TEXT.index(" told"))],
        cue=[span("told")],
        content=[span("“It will close,”")],
        addressee=span("reporters"),
        kind="direct",
    )
    speakers = [Speaker(id="s1", name="Tom Vale"), Speaker(id="s2", name="Ana Ruiz")]
    return Document(text=TEXT, id="pier.txt", attributions=[outer, inner, quote], speakers=speakers)


def test_the_text_stands_there_whole_and_the_chain_beside_it() -> None:
    html = document_to_html(chain_document())
    assert Checker(html).paragraphs == TEXT.split("\n\n")
    assert (
        '<span class="number">1.1</span> <b dir="auto">Ana Ruiz</b> <span class="cue">warned</span>' in html
    )
    assert "medium: a statement" in html
    assert "to: reporters" in html


def test_hovering_shows_the_chain() -> None:
    assert 'title="Tom Vale said › Ana Ruiz warned"' in document_to_html(chain_document())


def test_what_is_nested_is_marked_inside_what_it_is_nested_in() -> None:
    depths = Checker(document_to_html(chain_document())).depths
    assert depths["Ana Ruiz"] == ["0", "1"]
    assert depths["that the pier was "] == ["0", "1"]
    assert depths["a statement"] == ["0"]


def test_what_is_nested_deeper_than_the_eye_can_follow_stands_beside_the_text_alone() -> None:
    nested = [
        Attribution(id=f"a{n}", parent=f"a{n - 1}" if n else None, content=[(2 * n, 100)]) for n in range(9)
    ]
    html = document_to_html(Document(text="x " * 50, attributions=nested))
    assert html.count("<li ") == 9
    assert max(map(len, Checker(html).depths.values())) == 4


def test_pieces_that_overlap_are_cut_at_every_bound() -> None:
    crossing = [
        Attribution(id="a1", content=[(0, 5), (8, 12)]),
        Attribution(id="a2", content=[(3, 10)]),
    ]
    html = document_to_html(Document(text="one two three four", attributions=crossing))
    assert Checker(html).paragraphs == ["one two three four"]
    paragraph = html.partition("<p")[2].partition("</p>")[0]
    assert re.findall(">([^<]+)", paragraph) == ["one", " t", "wo ", "th", "re", "e four"]


def test_everything_is_escaped() -> None:
    evil = '<script>alert("1")</script>'
    document = Document(
        text=f"{evil} said {evil} \ud800 \x00",
        id=evil,
        source=evil,
        attributions=[Attribution(id="a1", source=[(0, len(evil))], content=[(30, 40)], speaker="s1")],
        speakers=[Speaker(id="s1", name=evil)],
    )
    page = "".join(documents_to_page([document], title=evil))
    assert "script" not in set(Checker(page).texts)
    page.encode("utf8")


def test_a_page_stands_alone_and_follows_the_readers_colours() -> None:
    page = "".join(documents_to_page([chain_document(), Document(text="")]))
    assert page.startswith("<!doctype html>")
    assert page.count("<article") == 2
    assert '<meta charset="utf-8">' in page
    assert "color-scheme: light dark" in page
    assert "http" not in page
    assert set(Checker(page).texts).isdisjoint({"script", "link", "img", "iframe"})


def test_a_notebook_shows_the_fragment() -> None:
    document = chain_document()
    assert document._repr_html_() == document_to_html(document)


def lines(document: Document, **style: object) -> list[str]:
    return list(render_table(document, Style(**style)))


def test_the_table_shows_who_said_what_through_whom() -> None:
    assert lines(chain_document(), width=90) == [
        "pier.txt: 3 attributions, 2 speakers",
        "SPEAKER     CUE             CONTENT                               KIND    CHAIN",
        "─" * 90,
        'Tom Vale    said (a         Ana Ruiz warned that the pier was "a  mixed',
        '            statement)      danger to bathers,"',
        '└ Ana Ruiz  warned          that the pier was "a danger to        mixed   Tom Vale › Ana',
        '                            bathers,"                                     Ruiz',
        "he          told →          “It will close,”                      direct",
        "            reporters",
    ]


def test_a_long_content_ends_at_a_word_and_a_sign() -> None:
    text = "word " * 100
    *_, last = lines(Document(text=text, attributions=[Attribution(id="a1", content=[(0, 500)])]))
    assert last.endswith("word…")


def test_plain_ascii_where_the_output_has_no_more() -> None:
    document = Document(text="“Été”", attributions=[Attribution(id="a1", content=[(0, 5)])])
    *_, row = lines(document, unicode=False)
    assert row.split() == ["-", "-", '"Été"', "indirect"]


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b[1m" in "".join(lines(chain_document(), colour=True))
    assert "\x1b" not in "".join(lines(chain_document()))


def test_a_text_cannot_take_over_the_terminal() -> None:
    text = "\x1b[2J\x07evil\u202e\ud800"
    whole = Attribution(id="a1", content=[(0, len(text))])
    shown = "".join(lines(Document(text=text, id=text, attributions=[whole])))
    assert not any(unicodedata.category(c) in ("Cc", "Cs") or c == "\u202e" for c in shown)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    characters = st.sampled_from("ab <&\"'“”\n\t\u202e\x1b漢é\ud800")
    text = draw(st.text(characters, min_size=2, max_size=60))
    edges = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    spans = edges.map(lambda pair: Span(*pair))
    attributions: list[Attribution] = []
    for number in range(draw(st.integers(0, 4))):
        parent = draw(st.sampled_from([None, *(a.id for a in attributions)]))
        parts = {part: [draw(spans)] for part in ("source", "cue", "content")}
        medium = draw(st.none() | spans)
        attributions.append(Attribution(id=f"a{number}", parent=parent, medium=medium, **parts))
    return Document(text=text, attributions=attributions)


@given(documents())
@settings(max_examples=100, deadline=None)
def test_any_document_is_shown_with_its_text_unchanged(document: Document) -> None:
    kept = [re.sub("[\x1b\ud800]", "\ufffd", p.of(document.text)) for p in whole_paragraphs(document.text)]
    assert Checker(document_to_html(document)).paragraphs == kept


@given(documents(), st.integers(60, 130), st.booleans())
@settings(max_examples=100, deadline=None)
def test_the_table_keeps_to_the_width(document: Document, width: int, unicode: bool) -> None:
    _, *table = lines(document, width=width, unicode=unicode)
    wide = {"W", "F"}
    columns = [sum(2 if unicodedata.east_asian_width(c) in wide else 1 for c in line) for line in table]
    assert max(columns, default=0) <= width
