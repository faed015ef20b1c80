"""Who each source is: names, titles, pronouns, roles, groups, and who an 'I' is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import awkward_text

from quoteattr.document import Attribution, Document, Speaker
from quoteattr.extraction.parsing import default_pipeline, parse
from quoteattr.extraction.resolver import Resolution
from quoteattr.extraction.speakers import resolve_speakers

Said = tuple[str, str] | tuple[str, str, str]


def attributions_in(text: str, said: Sequence[Said]) -> list[Attribution]:
    """One attribution a pair of source and content, found in text order; a third item is the parent's id."""
    found, start = [], 0
    for number, (source, content, *parent) in enumerate(said):
        spans = []
        for words in (source, content):
            at = text.index(words, start)
            spans.append((at, at + len(words)))
        start = min(start for start, _ in spans)
        found.append(
            Attribution(
                id=f"a{number}",
                source=spans[:1] if source else [],
                content=spans[1:],
                parent=parent[0] if parent else None,
            )
        )
    return found


def resolved(text: str, *said: Said) -> tuple[Resolution, list[Speaker | None]]:
    doc = next(iter(parse([text], default_pipeline())))
    resolution = resolve_speakers(doc, attributions_in(text, said))
    speakers = {speaker.id: speaker for speaker in resolution.speakers}
    return resolution, [speakers.get(resolution.speaker_of.get(f"a{i}", "")) for i in range(len(said))]


def names(text: str, *said: Said) -> list[str | None]:
    return [speaker.name if speaker else None for speaker in resolved(text, *said)[1]]


def test_a_part_of_a_name_means_the_full_name():
    text = "Mayor Lena Hart opened the bridge on Monday. Hart said the bridge was safe."
    _, (speaker,) = resolved(text, ("Hart", "the bridge was safe"))
    assert speaker.name == "Lena Hart"
    assert speaker.kind == "person"
    assert speaker.titles == ("Mayor",)
    assert [span.of(text) for span in speaker.mentions] == ["Lena Hart", "Hart"]


def test_a_year_and_a_verb_before_a_name_are_no_part_of_it():
    text = "It was late. Say Norland demanded the ship. A harbor panel in 2001 ruled that it was gone."
    assert names(text, ("Norland", "the ship"), ("A harbor panel in 2001", "it was gone")) == [
        "Norland",
        "a harbor panel",
    ]


def test_a_part_before_the_full_name_is_completed():
    text = "Hart: Bridge is safe\n\nThe bridge is safe, Lena Hart said on Monday."
    assert (
        names(text, ("Hart", "Bridge is safe"), ("Lena Hart", "The bridge is safe"[4:10]))
        == ["Lena Hart"] * 2
    )


def test_a_role_in_a_headline_is_completed_by_the_name():
    text = "Judge rejects bridge plan\n\nJustice Lena Hart wrote on Monday that the plan was bad."
    assert (
        names(text, ("Judge", "bridge plan"), ("Justice Lena Hart", "the plan was bad")) == ["Lena Hart"] * 2
    )


def test_two_with_one_role_stay_two():
    text = "A spokesman for the port said it was open.\n\nA spokesman for the town said it was shut."
    said = (("A spokesman for the port", "it was open"), ("A spokesman for the town", "it was shut"))
    assert len(resolved(text, *said)[0].speakers) == 2


def test_a_spokesperson_is_not_the_department():
    text = (
        'Transport Department spokesperson Tom Reed said in a statement that Hart welcomed "the news." '
        "He added that work would begin soon. The spokesperson said no more."
    )
    said = (
        ("Transport Department spokesperson Tom Reed", 'Hart welcomed "the news."'),
        ("He", "work would begin soon"),
        ("The spokesperson", "no more"),
    )
    _, speakers = resolved(text, *said)
    assert {speaker.name for speaker in speakers} == {"Tom Reed"}
    assert speakers[0].titles == ("Transport Department spokesperson",)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Lena Hart, the former governor, lost. The former governor said it was close.",
            "The former governor",
        ),
        ("The mayor of the town, Lena Hart, lost. The mayor said it was close.", "The mayor"),
        ("Lena Hart is the mayor of the town. The mayor said it was close.", "The mayor"),
        ("Sen. Lena Hart lost. The senator said it was close.", "The senator"),
        ("Lena Hart (@lenahart) lost. @lenahart said it was close.", "@lenahart said"[:9]),
        ("Lena Hart lost. She said it was close.", "She"),
        ("Lena Hart lost. Her view is that it was close.", "Her"),
        ("It was decided by Lena Hart, who said it was close.", "who"),
    ],
)
def test_roles_handles_and_pronouns_mean_the_person(text: str, source: str):
    doc = next(iter(parse([text], default_pipeline())))
    start, content = text.rindex(source), text.index("it was close")
    attribution = Attribution(
        id="a", source=[(start, start + len(source))], content=[(content, content + 12)]
    )
    (speaker,) = resolve_speakers(doc, [attribution]).speakers
    assert speaker.name == "Lena Hart"


def test_a_title_tells_two_of_one_surname_apart():
    text = "Lena Hart and Paul Hart spoke in the hall. Mrs. Hart said it was over. Mr. Hart said it was not."
    assert names(text, ("Mrs. Hart", "it was over"), ("Mr. Hart", "it was not")) == ["Lena Hart", "Paul Hart"]


def test_nobody_is_guessed_between_two_who_would_do_as_well():
    text = "It rained. He said it was cold."
    assert names(text, ("He", "it was cold")) == [None]


def test_pronouns_agree_in_gender():
    text = "Paul Moss met Lena Hart on Monday. She said the talks went well. He said they did not."
    assert names(text, ("She", "the talks went well"), ("He", "they did not")) == ["Lena Hart", "Paul Moss"]


def test_who_is_quoted_is_not_he_in_the_quotation():
    text = (
        "Tom Reed criticized Paul Moss on Friday. "
        '"He said the bridge was safe, and it was not," Reed told the council.'
    )
    said = (("Reed", '"He said the bridge was safe, and it was not,"'), ("He", "the bridge was safe", "a0"))
    attributions = attributions_in(text, [said[0]])
    start, content = text.index("He said"), text.index("the bridge was safe")
    attributions.append(
        Attribution(id="a1", parent="a0", source=[(start, start + 2)], content=[(content, content + 19)])
    )
    resolution = resolve_speakers(next(iter(parse([text], default_pipeline()))), attributions)
    by_id = {speaker.id: speaker.name for speaker in resolution.speakers}
    assert by_id[resolution.speaker_of["a1"]] == "Paul Moss"


def test_an_i_is_who_is_quoted_and_outside_quotations_the_author():
    text = 'I believe the plan will fail. "I think it will work," Lena Hart said.'
    start, content = text.index('"I') + 1, text.index("it will work")
    attributions = [
        *attributions_in(text, [("I", "the plan will fail"), ("Lena Hart", '"I think it will work,"')]),
        Attribution(id="n", parent="a1", source=[(start, start + 1)], content=[(content, content + 12)]),
    ]
    resolution = resolve_speakers(next(iter(parse([text], default_pipeline()))), attributions)
    speakers = {speaker.id: speaker for speaker in resolution.speakers}
    assert speakers[resolution.speaker_of["a0"]].kind == "author"
    assert speakers[resolution.speaker_of["n"]].name == "Lena Hart"


def test_groups_are_named_by_their_members():
    text = "Lena Hart and Tom Reed met on Monday. They said the bridge was safe."
    _, (speaker,) = resolved(text, ("They", "the bridge was safe"))
    assert (speaker.name, speaker.kind) == ("Lena Hart and Tom Reed", "group")


@pytest.mark.parametrize(
    ("text", "source", "name", "kind"),
    [
        ("The Hart campaign said it was close.", "The Hart campaign", "the Hart campaign", "organization"),
        ("The Weather Agency rose. It said it was close.", "It", "Weather Agency", "organization"),
        ("Officials said it was close.", "Officials", "officials", "group"),
        ("Wendy's said it was close.", "Wendy's", "Wendy's", "organization"),
        ("Hart, 54, who won, said it was close.", "Hart", "Hart", "person"),
        ("In Paris, 2015, the Hart Fund said it was close.", "the Hart Fund", "Hart Fund", "organization"),
        ("A new study said it was close.", "A new study", "a new study", "document"),
        (
            "Lena Hart won. Her campaign said it was close.",
            "Her campaign",
            "Lena Hart's campaign",
            "organization",
        ),
    ],
)
def test_bodies_groups_and_documents_speak_too(text: str, source: str, name: str, kind: str):
    _, (speaker,) = resolved(text, (source, "it was close"))
    assert (speaker.name, speaker.kind) == (name, kind)


@pytest.mark.parametrize(
    "source",
    [
        "Mayor Lena Hart said",
        "On Monday, Mayor Lena Hart",
        "Monday, Mayor Lena",
        'it," Mayor Lena Hart',
    ],
)
def test_a_badly_cut_source_means_who_it_is_about(source: str):
    text = (
        '"They will do it," Mayor Lena Hart said of the town. '
        "On Monday, Mayor Lena Hart said it was close. Nobody else came."
    )
    _, (speaker,) = resolved(text, (source, "it was close"))
    assert speaker.name == "Lena Hart"


def test_no_source_and_empty_sources_have_no_speaker():
    assert resolved("", *())[0] == Resolution()
    assert names("It was close.", ("", "It was close")) == [None]


def test_a_doc_without_parse_or_entities_is_read_too():
    text = "Lena Hart said it was close."
    attributions = attributions_in(text, [("Lena Hart", "it was close")])
    resolution = resolve_speakers(spacy.blank("en")(text), attributions)
    assert [speaker.name for speaker in resolution.speakers] == ["Lena Hart"]


ARTICLE = (
    "Mayor Lena Hart and Tom Reed met on Monday. Hart said the bridge was safe.\n\n"
    '"It is not," Reed told reporters. He said officials knew.\n\n'
    "The mayor said she would resign, and they said no more."
)
SAID = (
    ("Hart", "the bridge was safe"),
    ("Reed", "It is not"),
    ("He", "officials knew"),
    ("The mayor", "she would resign"),
    ("they", "no more"),
)
OTHERS = ("Walter Quill", "The judge", "Police", "A spokeswoman for the port", "He", "Ms. Okafor")


@given(st.lists(st.sampled_from(OTHERS), min_size=1, max_size=4))
@settings(max_examples=20)
def test_what_is_appended_changes_no_earlier_speaker(others: list[str]):
    appended = ARTICLE + "\n\n" + " ".join(f"{other} said nothing." for other in others)
    attributions = attributions_in(appended, SAID)
    start = len(ARTICLE) + 2
    for number, other in enumerate(others):
        spans = [(start, start + len(other)), (start + len(other) + 6, start + len(other) + 13)]
        attributions.append(Attribution(id=f"b{number}", source=spans[:1], content=spans[1:]))
        start += len(other) + len(" said nothing. ")
    before, _ = resolved(ARTICLE, *SAID)
    after = resolve_speakers(next(iter(parse([appended], default_pipeline()))), attributions)
    assert {key: after.speaker_of.get(key) for key in before.speaker_of} == before.speaker_of
    kept = {speaker.id: (speaker.name, speaker.kind) for speaker in after.speakers}
    assert {s.id: kept[s.id] for s in before.speakers} == {s.id: (s.name, s.kind) for s in before.speakers}


spans = st.tuples(st.integers(0, 60), st.integers(1, 20))
pieces = st.lists(
    st.sampled_from(
        ["Lena Hart", " said ", "He", " who ", "the mayor", " and ", "I", "Mr. ", "@lenahart", ", "]
    )
    | awkward_text,
    max_size=12,
).map("".join)


@given(pieces, st.lists(st.tuples(spans, spans), max_size=6))
@settings(max_examples=50)
def test_any_text_with_any_attributions_gives_a_document(text: str, parts):
    text += " " * 81
    attributions = [
        Attribution(
            id=f"a{i}",
            source=[(source[0], sum(source))],
            content=[(content[0], sum(content))],
            parent=f"a{i - 1}" if i % 2 else None,
        )
        for i, (source, content) in enumerate(parts)
    ]
    doc = next(iter(parse([text], default_pipeline())))
    resolution = resolve_speakers(doc, attributions)
    assert resolution == resolve_speakers(doc, attributions)
    spoken = [a for a in attributions if a.id in resolution.speaker_of]
    Document(text=text, attributions=attributions, speakers=resolution.speakers)
    assert {resolution.speaker_of[a.id] for a in spoken} == {s.id for s in resolution.speakers}
    assert all(s.mentions or s.kind == "author" for s in resolution.speakers)
