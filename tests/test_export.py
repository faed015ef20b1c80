"""Documents and claims in the formats of others: what they look like, and that they come back."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from texts import any_text

from quoteattr import Attribution, ClaimSet, Document, Span, Speaker, Statement, track
from quoteattr.errors import InputValueError, MissingExtraError
from quoteattr.export import (
    ATTRIBUTION_COLUMNS,
    STATEMENT_COLUMNS,
    arrow_schema,
    attribution_records,
    claims_from_records,
    claims_to_schema_org,
    from_brat,
    from_web_annotation,
    read_brat,
    read_jsonl,
    statement_records,
    to_brat,
    to_schema_org,
    to_web_annotation,
    write_brat,
    write_jsonl,
)
from quoteattr.strategies import documents

TEXT = (
    "Moreau acknowledged “that the dam\nwas a danger,” spokeswoman Lena Brandt told reporters in an email. "
    "Farmers fear a flood."
)


def spans(*words: str) -> list[Span]:
    return [Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words]


@pytest.fixture
def dam() -> Document:
    """Brandt tells reporters in an email what Moreau acknowledged; farmers fear something."""
    told = Attribution(
        id="a1",
        source=spans("spokeswoman Lena Brandt"),
        cue=spans("told"),
        content=spans("Moreau acknowledged “that the dam\nwas a danger,”"),
        kind="mixed",
        speaker="s1",
        medium=spans("an email")[0],
        addressee=spans("reporters")[0],
        confidence=0.9,
    )
    acknowledged = Attribution(
        id="a2",
        parent="a1",
        source=spans("Moreau"),
        cue=spans("acknowledged"),
        content=spans("“that the dam\nwas a danger,”"),
        kind="direct",
    )
    fear = Attribution(
        id="a3", source=spans("Farmers"), cue=spans("fear"), content=spans("a flood"), mode="attitude"
    )
    brandt = Speaker(
        id="s1", name="Lena Brandt", kind="person", titles=["spokeswoman"], mentions=spans("Lena Brandt")
    )
    return Document(
        id="dam",
        source="Valley Post",
        published="2025-05-14",
        text=TEXT,
        attributions=[told, acknowledged, fear],
        speakers=[brandt],
    )


@pytest.fixture
def claims() -> ClaimSet:
    """A claim that two outlets have, and one that contradicts it."""
    said = [
        (
            "a",
            "Valley Post",
            "2025-05-14",
            "The dam will be drained within six weeks, and nobody has to move",
        ),
        ("b", "Aller Echo", "2025-05-15", "the dam would be drained within 6 weeks"),
        ("c", "Morning Star", "2025-05-15", "The dam will be drained within seven weeks"),
    ]
    return track(
        Statement(id=id_, text=text, speaker="Lena Brandt", source=source, published=day, document=f"{id_}1")
        for id_, source, day, text in said
    )


# JSON lines


def test_json_lines_come_back(tmp_path, dam):
    path = tmp_path / "documents.jsonl"
    odd = Document(text="a\ud800\u2028\r\nb")
    write_jsonl([dam, odd], path)
    assert path.read_bytes().count(b"\n") == 2
    assert list(read_jsonl(path)) == [dam, odd]


@settings(max_examples=30)
@given(st.lists(documents(), max_size=3))
def test_all_documents_come_back_from_json_lines(tmp_path_factory, some):
    path = tmp_path_factory.mktemp("jsonl") / "documents.jsonl"
    write_jsonl(some, path)
    assert list(read_jsonl(path)) == some


def test_json_lines_are_written_and_read_as_they_come(tmp_path, dam):
    path = tmp_path / "documents.jsonl"
    write_jsonl([dam], path)
    path.write_bytes(path.read_bytes() + b"broken\n")
    reading = read_jsonl(path)
    assert next(reading) == dam


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "not JSON: Expecting property name"),
        (b'"text"', "a document must be a mapping, not str"),
        (b'{"schema": 2}', "reads schema 1, not 2"),
        (b'{"text": "\xe9"}', "not UTF-8 (byte 0xE9 at offset 10)"),
        (b"[" * 100_000, "nested too deep"),
        (b"9" * 5_000, "not JSON that can be read"),
    ],
)
def test_a_broken_line_is_named(tmp_path, dam, line, told):
    path = tmp_path / "documents.jsonl"
    write_jsonl([dam], path)
    path.write_bytes(path.read_bytes() + b"\n" + line)
    with pytest.raises(InputValueError, match=re.escape(f"{path}:3: ") + ".*" + re.escape(told)):
        list(read_jsonl(path))


# Records


def test_a_record_an_attribution(dam):
    told, acknowledged, fear = attribution_records([dam])
    assert told == {
        "document": "dam",
        "outlet": "Valley Post",
        "published": "2025-05-14",
        "attribution": "a1",
        "parent": None,
        "kind": "mixed",
        "mode": "speech",
        "speaker": "Lena Brandt",
        "speaker_kind": "person",
        "source": "spokeswoman Lena Brandt",
        "cue": "told",
        "content": "Moreau acknowledged “that the dam\nwas a danger,”",
        "medium": "an email",
        "addressee": "reporters",
        "chain": ["Lena Brandt"],
        "source_spans": [[49, 72]],
        "cue_spans": [[73, 77]],
        "content_spans": [[0, 48]],
        "medium_span": [91, 99],
        "addressee_span": [78, 87],
        "confidence": 0.9,
    }
    assert (acknowledged["parent"], acknowledged["chain"]) == ("a1", ["Lena Brandt", "Moreau"])
    assert (fear["mode"], fear["speaker"], fear["medium_span"]) == ("attitude", None, None)


def test_a_document_goes_by_one_key_in_records_and_statements(dam):
    nameless = evolve(dam, id=None)
    assert {r["document"] for r in attribution_records([nameless])} == {nameless.key}
    assert {s.document for s in nameless.statements()} == {nameless.key}


@given(documents())
def test_records_hold_the_columns_in_text_that_utf8_can_hold(document):
    for record in attribution_records([document]):
        assert list(record) == list(ATTRIBUTION_COLUMNS)
        json.dumps(record, ensure_ascii=False).encode()


def test_records_of_statements_come_back_in_any_order(claims):
    records = list(statement_records(claims))
    assert [list(record) for record in records] == [list(STATEMENT_COLUMNS)] * 3
    assert [(r["claim"], r["position"], r["statement"], r["conflicts"]) for r in records] == [
        ("a", 1, "a", ["c"]),
        ("a", 2, "b", []),
        ("c", 1, "c", ["a"]),
    ]
    assert claims_from_records(records) == claims
    assert claims_from_records(reversed(records)) == claims


_words = st.sampled_from(["six boats", "seven boats", "sank", "did not sink", "in May", "Mara Quill"])
_statements = st.lists(
    st.builds(
        Statement,
        id=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8),
        text=st.lists(_words, max_size=6).map(" ".join),
        speaker=st.none() | st.sampled_from(["Quill", "Moss"]),
        published=st.none() | st.dates(),
        chain=st.lists(st.sampled_from(["Quill", "Moss"]), max_size=2),
    ),
    unique_by=lambda statement: statement.id,
    max_size=6,
)


@settings(max_examples=30)
@given(_statements, st.randoms())
def test_all_claims_come_back_from_records(statements, chance):
    claims = track(statements)
    records = list(statement_records(claims))
    chance.shuffle(records)
    assert claims_from_records(records) == claims


def test_records_that_lack_something_are_refused(claims):
    records = list(statement_records(claims))
    with pytest.raises(InputValueError, match="no records of all statements"):
        claims_from_records(records[:2])
    with pytest.raises(InputValueError, match="'position'"):
        claims_from_records([{"statement": "a"}])
    with pytest.raises(InputValueError, match="a statement comes twice"):
        claims_from_records(records * 2)
    with pytest.raises(InputValueError, match="statement 'a': published='May' is no ISO 8601 date"):
        claims_from_records([records[0] | {"published": "May"}])


def test_pandas_takes_records_and_gives_them_back(dam, claims):
    pandas = pytest.importorskip("pandas", reason="needs pandas")
    frame = pandas.DataFrame(attribution_records([dam]))
    assert list(frame.columns) == list(ATTRIBUTION_COLUMNS)
    assert frame["speaker"].isna().tolist() == [False, True, True]
    some = track(evolve(s, document=None, speaker=None) for claim in claims for s in claim.statements[:1])
    for dtypes in ({}, {"dtype_backend": "numpy_nullable"}):
        frame = pandas.DataFrame(statement_records(some))
        frame = frame.convert_dtypes(**dtypes) if dtypes else frame
        assert claims_from_records(frame.to_dict("records")) == some


def test_polars_takes_records(dam):
    polars = pytest.importorskip("polars", reason="needs Polars")
    bare = evolve(dam, attributions=dam.attributions[2:])
    records = list(attribution_records([bare] * 150 + [dam]))
    frame = polars.DataFrame(records, infer_schema_length=None)
    assert frame.to_dicts() == records
    assert frame["content_spans"].dtype == polars.List(polars.List(polars.Int64))


def test_arrow_takes_records_with_their_schema(dam):
    pyarrow = pytest.importorskip("pyarrow", reason="needs pyarrow")
    schema = arrow_schema(ATTRIBUTION_COLUMNS)
    bare = evolve(dam, attributions=dam.attributions[2:])
    for documents_ in ([dam], [bare], []):
        records = list(attribution_records(documents_))
        assert pyarrow.Table.from_pylist(records, schema=schema).to_pylist() == records
    told = [str(type_).replace("item: ", "").replace("element: ", "") for type_ in schema.types]
    assert told == list(ATTRIBUTION_COLUMNS.values())


def test_claims_come_back_from_parquet_through_arrow_and_pandas(tmp_path, claims):
    pyarrow = pytest.importorskip("pyarrow", reason="needs pyarrow")
    pandas = pytest.importorskip("pandas", reason="needs pandas")
    from pyarrow import parquet

    table = pyarrow.Table.from_pylist(list(statement_records(claims)), arrow_schema(STATEMENT_COLUMNS))
    parquet.write_table(table, tmp_path / "claims.parquet")
    assert claims_from_records(parquet.read_table(tmp_path / "claims.parquet").to_pylist()) == claims
    frame = pandas.read_parquet(tmp_path / "claims.parquet")
    assert claims_from_records(frame.to_dict("records")) == claims


def test_the_docs_tell_the_type_of_every_column():
    page = (Path(__file__).parents[1] / "docs" / "formats.md").read_text(encoding="utf8")
    rows = re.findall(r"^\| (`.*?`) \| `(\S+)` \|", page, re.MULTILINE)
    told = [(name, type_) for names, type_ in rows for name in re.findall(r"`(\w+)`", names)]
    assert sorted(told) == sorted([*ATTRIBUTION_COLUMNS.items(), *STATEMENT_COLUMNS.items()])


def test_without_pyarrow_the_error_says_what_to_run(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=re.escape("pip install 'quoteattr[arrow]'")):
        arrow_schema(ATTRIBUTION_COLUMNS)


# Web Annotation


def test_an_attribution_is_an_annotation_of_its_content(dam):
    page = to_web_annotation(evolve(dam, id="https://valley.example/dam"))
    assert (page["type"], page["schema:about"]["id"]) == ("AnnotationPage", "https://valley.example/dam")
    speaker, told, acknowledged, _ = page["items"]
    assert (speaker["motivation"], speaker["body"][0]["value"]) == ("identifying", "Lena Brandt")
    assert told["id"] == "https://valley.example/dam#attribution/a1"
    assert told["target"] == [
        {
            "type": "SpecificResource",
            "source": "https://valley.example/dam",
            "selector": [
                {"type": "TextPositionSelector", "start": 0, "end": 48},
                {
                    "type": "TextQuoteSelector",
                    "exact": "Moreau acknowledged “that the dam\nwas a danger,”",
                    "prefix": "",
                    "suffix": " spokeswoman Lena Brandt told re",
                },
            ],
        }
    ]
    roles = [body["schema:roleName"] for body in told["body"] if "schema:roleName" in body]
    assert roles == ["source", "cue", "medium", "addressee", "speaker"]
    assert acknowledged["body"][-1] == {
        "type": "SpecificResource",
        "purpose": "linking",
        "schema:roleName": "parent",
        "source": told["id"],
    }


def test_ids_that_are_no_web_address_become_uuids(dam):
    page = to_web_annotation(dam)
    assert page["schema:about"]["id"].startswith("urn:uuid:")
    assert page["schema:about"]["schema:identifier"] == "dam"


@given(documents())
def test_all_documents_come_back_from_web_annotations(document):
    page = json.loads(json.dumps(to_web_annotation(document)))
    assert from_web_annotation(page, document.text) == document


def test_annotations_of_another_text_are_refused(dam):
    page = to_web_annotation(dam)
    with pytest.raises(InputValueError, match="another text was annotated: it had 'Lena Brandt'"):
        from_web_annotation(page, TEXT.replace("Lena", "Elena"))


@pytest.mark.parametrize(
    "page", [{}, [], {"schema:about": {}, "items": [{}]}, {"schema:about": 1, "items": 1}]
)
def test_what_is_no_page_of_annotations_is_refused(page):
    with pytest.raises(InputValueError, match="no page that to_web_annotation wrote"):
        from_web_annotation(page, TEXT)


# schema.org


def test_quotations_of_an_article(dam):
    iri = "https://valley.example/dam"
    graph = to_schema_org(evolve(dam, id=iri))
    assert graph == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "NewsArticle",
                "@id": iri,
                "identifier": iri,
                "publisher": {"@type": "Organization", "name": "Valley Post"},
                "datePublished": "2025-05-14",
            },
            {
                "@type": "Quotation",
                "@id": f"{iri}#attribution/a1",
                "text": "Moreau acknowledged “that the dam\nwas a danger,”",
                "spokenByCharacter": {"@type": "Person", "name": "Lena Brandt", "jobTitle": ["spokeswoman"]},
                "citation": "an email",
                "isPartOf": {"@id": iri},
            },
            {
                "@type": "Quotation",
                "@id": f"{iri}#attribution/a2",
                "text": "“that the dam\nwas a danger,”",
                "isPartOf": {"@id": f"{iri}#attribution/a1"},
            },
        ],
    }


def test_claims_with_their_appearances(claims):
    repeated, _ = claims_to_schema_org(claims)["@graph"]
    assert (repeated["@type"], repeated["author"]) == ("Claim", [{"name": "Lena Brandt"}])
    first, second = repeated["appearance"]
    assert repeated["firstAppearance"] == first
    assert second["text"] == "the dam would be drained within 6 weeks"
    assert second["isPartOf"]["publisher"]["name"] == "Aller Echo"
    assert "ClaimReview" not in json.dumps(repeated)


@settings(max_examples=30)
@given(_statements)
def test_any_claims_have_a_graph_of_their_appearances(statements):
    graph = json.loads(json.dumps(claims_to_schema_org(track(statements))))["@graph"]
    assert {node["@type"] for node in graph} <= {"Claim"}
    assert all(node["firstAppearance"] == node["appearance"][0] for node in graph)
    appearing = [passage["identifier"] for node in graph for passage in node["appearance"]]
    assert sorted(appearing) == sorted(statement.id for statement in statements)


@given(documents())
def test_any_document_has_a_graph_of_its_quotes(document):
    quoted = [a for a in document.attributions if a.kind != "indirect"]
    graph = json.loads(json.dumps(to_schema_org(document)))["@graph"]
    ids = {node["@id"] for node in graph}
    assert len(ids) == len(graph) == 1 + len(quoted)
    assert all(node["isPartOf"]["@id"] in ids for node in graph[1:])


# brat


ANNOTATIONS = """\
T1\tContent 0 33;34 48\tMoreau acknowledged “that the dam was a danger,”
T2\tSource 49 72\tspokeswoman Lena Brandt
T3\tCue 73 77\ttold
T4\tMedium 91 99\tan email
T5\tAddressee 78 87\treporters
E1\tContent:T1 Source:T2 Cue:T3 Medium:T4 Addressee:T5
A1\tKind E1 mixed
A2\tMode E1 speech
#1\tAnnotatorNotes E1\tLena Brandt; confidence 0.90
T6\tContent 20 33;34 48\t“that the dam was a danger,”
T7\tSource 0 6\tMoreau
T8\tCue 7 19\tacknowledged
E2\tContent:T6 Source:T7 Cue:T8 In:E1
A3\tKind E2 direct
A4\tMode E2 speech
#2\tAnnotatorNotes E2\tspeaker not known; confidence 1.00
"""


def annotated(document: Document) -> Document:
    """What of a document brat holds."""
    attributions = [evolve(a, speaker=None, confidence=1.0) for a in document.attributions]
    return Document(text=document.text, attributions=attributions)


def test_brat_standoff_is_cut_at_line_breaks_and_comes_back(dam):
    annotations = to_brat(dam)
    assert annotations.startswith(ANNOTATIONS)
    assert from_brat(dam.text, annotations) == annotated(dam)


def test_what_people_add_in_brat_is_read():
    added = (
        "T9\tCue 109 113\tfear\r\n"
        "T10\tContent 114 121\ta flood\r\n"
        "T11\tSource 101 108\tFarmers\r\n"
        "T12\tSource 49 60\tspokeswoman\r\n"
        "E7\tContent:T10 Cue:T9 Source:T11 Source2:T12 \r\n"
        "A9\tMode E7 attitude\r\n"
        "R1\tUnlike Arg1:T10 Arg2:T1\r\n"
        "T20\tWeather 114 121\ta flood\r\n\r\n"
    )
    read = from_brat(TEXT, ANNOTATIONS + added)
    assert [a.id for a in read.attributions] == ["a1", "a2", "a7"]
    last = read.attributions[-1]
    assert last.source == tuple(spans("spokeswoman", "Farmers"))
    assert (last.kind, last.mode) == ("indirect", "attitude")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("T9", "line 17 is no brat standoff: 'T9'"),
        ("T9\tCue 1\tx", "line 17 is no brat standoff"),
        ("T9\tCue 109 113\tfeared", "line 17: the text has 'fear' at 109 113, not 'feared'"),
        ("T9\tCue 113 109\t", "line 17: a span must start"),
        ("T9\tCue 109 113\tfear", "T9, a Cue, belongs to no attribution; link it or delete it"),
        ("E9\tContent:T99", "E9: there is no T99"),
        ("E9\tContent:T1 In:E8", "unknown parent 'a8'"),
        ("E9\tContent:T1 Medium:T2 Medium2:T3", "E9: there must be one Medium at most, not 2"),
        ("E9\tContent:T1 Source:T2 Source2:T2", "E9: the spans of Attribution.source must be"),
        ("A9\tKind E2 odd", "E2: Attribution.kind must be one of direct, mixed, indirect"),
        ("A9\tKind", "line 17 is no brat standoff"),
    ],
)
def test_a_slip_in_brat_is_named(line, told):
    with pytest.raises(InputValueError, match=re.escape(told)):
        from_brat(TEXT, f"{ANNOTATIONS}{line}\n")


def test_a_span_of_line_breaks_alone_cannot_be_written():
    with pytest.raises(InputValueError, match="brat cannot mark a line break alone"):
        to_brat(Document(text="a\n", attributions=[Attribution(id="a1", content=[(1, 2)])]))


BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_one_line = any_text.map(lambda text: "".join(text.splitlines()) + ".").filter(
    lambda text: not BREAK.search(text) and not re.search("[\ud800-\udfff]", text)
)


@given(documents(_one_line))
def test_all_that_brat_holds_comes_back_where_no_line_breaks(document):
    number = {a.id: f"a{n}" for n, a in enumerate(document.attributions, start=1)}
    held = {evolve(a, id=number[a.id], parent=number.get(a.parent)) for a in annotated(document).attributions}
    read = from_brat(document.text, to_brat(document))
    assert set(read.attributions) == held


@given(documents())
def test_all_but_line_breaks_comes_back_from_brat(document):
    text = re.sub("[\ud800-\udfff]", "\ufffd", document.text)
    try:
        annotations = to_brat(document)
    except InputValueError:
        reject()

    def marked(attribution):
        parts = (attribution.content, attribution.source, attribution.cue)
        extras = ((span,) if span else () for span in (attribution.medium, attribution.addressee))
        return tuple(
            tuple(at for span in spans_ for at in range(span.start, span.end) if not BREAK.match(text[at]))
            for spans_ in (*parts, *extras)
        )

    back = {a.id: marked(a) for a in from_brat(text, annotations).attributions}
    assert back == {f"a{n}": marked(a) for n, a in enumerate(document.attributions, start=1)}


def test_a_folder_for_brat_comes_back_with_its_ids(tmp_path, dam):
    yes = Attribution(id="a1", content=[(0, 4)])
    odd = Document(id="../a?.b", text="\ufeffYes, he said.\r\n\ud800", attributions=[yes])
    write_brat([dam, odd], tmp_path / "annotated")
    assert "Content\tSource*:Source" in (tmp_path / "annotated" / "annotation.conf").read_text()
    back = {document.id: document for document in read_brat(tmp_path / "annotated")}
    assert back["dam"] == evolve(annotated(dam), id="dam")
    assert back["../a?.b"] == evolve(odd, text=odd.text.replace("\ud800", "\ufffd"))


def test_a_slip_in_a_folder_names_the_file(tmp_path, dam):
    write_brat([dam], tmp_path)
    (tmp_path / "dam.txt").write_text("Another text, but one that is as long as it should be." * 3)
    with pytest.raises(InputValueError, match=r"dam\.ann: line 1: the text has 'Another"):
        list(read_brat(tmp_path))


def test_a_text_in_another_encoding_is_named(tmp_path, dam):
    write_brat([dam], tmp_path)
    (tmp_path / "dam.txt").write_bytes(TEXT.encode("cp1252"))
    with pytest.raises(InputValueError, match=r"dam\.txt: not UTF-8 \(byte 0x93 at offset 20\)"):
        list(read_brat(tmp_path))


def test_two_documents_of_one_name_are_refused(tmp_path, dam):
    with pytest.raises(InputValueError, match="two documents are called 'dam'"):
        write_brat([dam, dam], tmp_path)


def test_what_was_annotated_in_brat_is_a_corpus_to_train_on(tmp_path, dam):
    from quoteattr.training.corpus import read_corpus

    write_brat([dam], tmp_path / "annotated")
    write_jsonl(read_brat(tmp_path / "annotated"), tmp_path / "train.jsonl")
    (article,) = read_corpus(tmp_path / "train.jsonl")
    assert article.text == dam.text
    assert [gold.spans() for gold in article.gold] == [a.source + a.cue + a.content for a in dam.attributions]
    assert [gold.inner for gold in article.gold] == [False, True, False]
