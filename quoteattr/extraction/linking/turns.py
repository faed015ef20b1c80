"""Attributions that layout alone tells: turns of an interview or a transcript, headlines, and bylines.

Q: Will you run again?                      label, colon, words
PRICE: We have no announcement to make.
Price: "We will not run"                    label, colon, one quotation
"We did not see it coming." -- Jane Roe     words, dash, name
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from quoteattr._directions import MARKS
from quoteattr.extraction.lexicons import lexicon
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.marks import find_quotations
from quoteattr.spans import Span

_FEWEST_TURNS = 3
_FEWEST_WORDS = 4
# A longer label is a headline of its own ('The Mayor Speaks to Farmers: "..."'), a single word a title's.
_LONGEST_NAME, _SHORTEST_QUOTE = 3, 2

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_LABEL = re.compile(
    rf"[{MARKS}]?(?P<who>[QA]|{_CAPITAL}[\w.'’-]*(?:[ ](?:{_CAPITAL}|\()[\w.'’)-]*){{0,4}})"
    r"(?P<cue>:)[ \t\xa0]+(?=\S)"
)
_NOUN = re.compile(r"(?P<who>(?:The|An?) (?P<noun>[a-z]+))(?P<cue>:)[ \t\xa0]+(?=\S)")
_NAME = rf"{_CAPITAL}[\w.'’-]*(?:[ \xa0](?:{_CAPITAL}|de|del|di|van|von|al-|bin|y|N)[\w.'’-]*){{0,5}}"
_HANDLE = r"\(@\w+\)"
# Before a handle stands a name of any form: 'Ministry of Works', 'Jane Roe, mayor of Tidewater'.
_SIGNER = rf"{_CAPITAL}(?:[^\n().!?:;—–―]|(?<!\w\w\w)\.){{0,80}}"
_DAY = r"(?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+\.?)"
_DASH = r"(?:[—–―]|--|(?<!\S)-(?=[ \t\xa0]))"
_BYLINE = re.compile(
    rf"(?P<cue>{_DASH})[ \t\xa0]*(?P<who>{_SIGNER}(?= {_HANDLE})|(?:{_NAME}|@\w+)(?<!\w\w\.))"
    rf"(?P<handle> {_HANDLE})?(?P<more>,[^\n.!?]{{1,60}}?)??\.?"
    rf"(?:(?P<date>[ ,]+{_DAY},? \d{{4}})|(?<=\))[ ,]+{_DAY})?\s*\Z"
)
_LONGEST_BYLINE = 160
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_QUOTED = re.compile(rf"[{MARKS}].*[{MARKS}][.,]?\s*\Z", re.S)


def find_turns(text: str, paragraphs: Sequence[Span]) -> tuple[Candidate, ...]:
    """The turns of an interview or transcript; none where labels and colons are too few to be one.

    A turn goes on over the paragraphs that follow it, up to the next label; the last is one paragraph.
    """
    labels = [(i, m) for i, p in enumerate(paragraphs) if (m := _LABEL.match(text, p.start, p.end))]
    if not _is_conversation(text, paragraphs, labels):
        return ()
    ends = [i for i, _ in labels[1:]] + [labels[-1][0] + 1]
    return tuple(
        _candidate(m, (Span(m.end(), paragraphs[i].end), *paragraphs[i + 1 : end]))
        for (i, m), end in zip(labels, ends, strict=True)
    )


def _is_conversation(
    text: str, paragraphs: Sequence[Span], labels: Sequence[tuple[int, re.Match[str]]]
) -> bool:
    """Whether labels come back, and stand before sentences, not before figures or headings."""
    speakers = Counter(m["who"] for _, m in labels)
    if len(labels) < _FEWEST_TURNS or len(speakers) < 2 or len(speakers) > len(labels) / 1.5:
        return False
    return median(len(text[m.end() : paragraphs[i].end].split()) for i, m in labels) >= _FEWEST_WORDS


def find_headlines(text: str, paragraphs: Sequence[Span]) -> tuple[Candidate, ...]:
    """Paragraphs that are a name, or who or what may speak, a colon and one quotation."""
    labels = ((p, m) for p in paragraphs if (m := _speaking(text, p)))
    return tuple(
        _candidate(m, (Span(m.end(), p.end),)) for p, m in labels if _is_one_quotation(text[m.end() : p.end])
    )


def _speaking(text: str, paragraph: Span) -> re.Match[str] | None:
    """The label of a name, 'The Boatmen's Guild:', or of a person or document, 'The letter:'."""
    name = _LABEL.match(text, paragraph.start, paragraph.end)
    if name and len(name["who"].removeprefix("The ").split()) <= _LONGEST_NAME:
        return name
    noun = _NOUN.match(text, paragraph.start, paragraph.end)
    return noun if noun and noun["noun"] in lexicon("documents") | lexicon("people") else None


def _is_one_quotation(words: str) -> bool:
    quotations = [q for q in find_quotations(words) if q.depth == 0]
    if len(quotations) != 1 or quotations[0].start > 0 or words[quotations[0].end :].strip(" ."):
        return False
    return len(quotations[0].inner.of(words).split()) >= _SHORTEST_QUOTE


def find_bylines(text: str, paragraphs: Sequence[Span]) -> tuple[Candidate, ...]:
    """Quotations and posts with a dash and a name, a handle or a date behind them."""
    blocks = [block for paragraph in paragraphs for block in _signed_lines(text, paragraph) or (paragraph,)]
    return tuple(_bylines(text, blocks))


def _signed_lines(text: str, paragraph: Span) -> tuple[Span, ...]:
    """The lines of a paragraph where each is a quotation with a byline of its own; else none."""
    lines = tuple(Span(*m.span()) for m in _LINE.finditer(text, paragraph.start, paragraph.end))
    return lines if len(lines) > 1 and all(_is_signed(text, line) for line in lines) else ()


def _is_signed(text: str, line: Span) -> bool:
    match = _last_byline(text, line)
    before = match and _before(text, line, match)
    return before is not None and _is_quoted(before.of(text))


def _bylines(text: str, blocks: Sequence[Span]) -> Iterator[Candidate]:
    for i, block in enumerate(blocks):
        match = _last_byline(text, block)
        if match is None:
            continue
        before = _before(text, block, match)
        if before is None and i > 0:
            before = blocks[i - 1]
        is_post = bool(match["handle"] or match["date"])
        if before is not None and (is_post or _is_quoted(before.of(text))):
            yield _candidate(match, (before,))


def _before(text: str, block: Span, match: re.Match[str]) -> Span | None:
    """What a block holds before its byline."""
    words = text[block.start : match.start()].rstrip().removesuffix(",")
    return Span(block.start, block.start + len(words)) if words else None


def _last_byline(text: str, block: Span) -> re.Match[str] | None:
    tail = max(block.start, block.end - _LONGEST_BYLINE)
    dashes = [m.start() for m in re.compile(_DASH).finditer(text, tail, block.end)]
    return next((m for at in reversed(dashes) if (m := _BYLINE.match(text, at, block.end))), None)


def _is_quoted(words: str) -> bool:
    return _QUOTED.match(words) is not None


def _candidate(match: re.Match[str], content: tuple[Span, ...]) -> Candidate:
    groups = match.groupdict()
    source = Span(match.start("who"), match.end("handle" if groups.get("handle") else "who"))
    return Candidate.by_form(match.start("cue"), (source,), (Span(*match.span("cue")),), content)
