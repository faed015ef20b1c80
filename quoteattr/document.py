"""The values that extraction gives: spans, attributions, speakers, statements and the document.

All are frozen, hashable attrs classes with tuples inside. Offsets are Unicode code points into
the document's text, end exclusive; the text is never changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from quoteattr._validation import items_of, of_type, one_of, optional_text, text, to_moment, to_tuple
from quoteattr.errors import InputTypeError, InputValueError, QuoteattrError
from quoteattr.spans import Span, in_order, optional_span, to_spans

SCHEMA = 1

Kind: TypeAlias = Literal["direct", "mixed", "indirect"]
Mode: TypeAlias = Literal["speech", "attitude"]
SpeakerKind: TypeAlias = Literal["person", "group", "organization", "document", "author", "unknown"]


@frozen(kw_only=True)
class Attribution:
    """Somebody's words or thoughts, laid at somebody's door: source, cue and content.

    Each part is a tuple of spans, as it may be in several pieces; ``source`` and ``cue`` may be
    empty (a passive without an agent, a following sentence in quotation marks), ``content`` never is.

    ``parent`` is the id of the attribution whose content this one stands in, ``speaker`` the id of
    a :class:`Speaker` of the document, or None where it could not be told who it is.
    ``confidence`` is the calibrated probability that the attribution is right.
    """

    id: str = field(validator=text)
    content: tuple[Span, ...] = field(converter=to_spans, validator=in_order)
    source: tuple[Span, ...] = field(default=(), converter=to_spans, validator=in_order)
    cue: tuple[Span, ...] = field(default=(), converter=to_spans, validator=in_order)
    parent: str | None = field(default=None, validator=optional_text)
    kind: Kind = field(default="indirect", validator=one_of(Kind))
    mode: Mode = field(default="speech", validator=one_of(Mode))
    speaker: str | None = field(default=None, validator=optional_text)
    medium: Span | None = field(default=None, converter=optional_span)
    addressee: Span | None = field(default=None, converter=optional_span)
    confidence: float = field(default=1.0, validator=of_type(int, float))

    def __attrs_post_init__(self) -> None:
        if not self.content:
            raise InputValueError(f"attribution {self.id!r} has no content")
        if not 0 <= self.confidence <= 1:
            raise InputValueError(f"the confidence of {self.id!r} must lie in 0..1, not {self.confidence}")

    def spans(self) -> tuple[Span, ...]:
        """All spans of this attribution: source, cue, content, medium and addressee."""
        extra = tuple(s for s in (self.medium, self.addressee) if s is not None)
        return self.source + self.cue + self.content + extra


@frozen(kw_only=True)
class Speaker:
    """Who a source is, over the whole document: a name with all its mentions.

    ``mentions`` are the spans that were taken to mean this speaker, in text order; they hold at
    least one unless the speaker is the article's author, who need not be mentioned.
    """

    id: str = field(validator=text)
    name: str = field(validator=text)
    kind: SpeakerKind = field(default="unknown", validator=one_of(SpeakerKind))
    titles: tuple[str, ...] = field(default=(), converter=to_tuple, validator=items_of(str))
    mentions: tuple[Span, ...] = field(default=(), converter=to_spans, validator=in_order)


@frozen(kw_only=True)
class Statement:
    """One attributed content with who, where and when: what claim tracking takes in.

    ``chain`` names those through whom the words came, outermost first, the speaker last;
    ``document`` is the id of the document it stands in, ``source`` the outlet that published it.
    """

    id: str = field(validator=text)
    text: str = field(validator=text)
    speaker: str | None = field(default=None, validator=optional_text)
    source: str | None = field(default=None, validator=optional_text)
    published: date | None = field(default=None, converter=to_moment)
    document: str | None = field(default=None, validator=optional_text)
    chain: tuple[str, ...] = field(default=(), converter=to_tuple, validator=items_of(str))


@frozen(kw_only=True, slots=False, cache_hash=True)
class Document:
    """A text with its attributions and speakers, in text order.

    Raises :class:`~quoteattr.errors.InputValueError` where an id is given twice, a parent or a
    speaker is not in the document, parents run in a circle, or a span lies outside the text.
    """

    text: str = field(validator=text)
    id: str | None = field(default=None, validator=optional_text)
    source: str | None = field(default=None, validator=optional_text)
    published: date | None = field(default=None, converter=to_moment)
    attributions: tuple[Attribution, ...] = field(
        default=(), converter=to_tuple, validator=items_of(Attribution), repr=False
    )
    speakers: tuple[Speaker, ...] = field(
        default=(), converter=to_tuple, validator=items_of(Speaker), repr=False
    )

    def __attrs_post_init__(self) -> None:
        for what, items in (("attribution", self.attributions), ("speaker", self.speakers)):
            if len({item.id for item in items}) != len(items):
                raise InputValueError(f"two {what}s of document {self.id!r} have one id")
        self._check_speakers()
        self._check_parents()
        last = max((s.end for a in self.attributions for s in a.spans()), default=0)
        last = max(last, *(s.end for p in self.speakers for s in p.mentions), 0)
        if last > len(self.text):
            raise InputValueError(f"a span ends at {last}, but the text has {len(self.text)} characters")

    def _check_speakers(self) -> None:
        for item in self.attributions:
            if item.speaker is not None and item.speaker not in self._speaker_of:
                raise InputValueError(f"attribution {item.id!r} has an unknown speaker {item.speaker!r}")

    def _check_parents(self) -> None:
        checked: set[str] = set()
        for item in self.attributions:
            path: set[str] = set()
            while item.id not in checked and item.parent is not None:
                path.add(item.id)
                if item.parent not in self._attribution_of:
                    raise InputValueError(f"attribution {item.id!r} has an unknown parent {item.parent!r}")
                if item.parent in path:
                    raise InputValueError(f"the parents of attribution {item.id!r} run in a circle")
                item = self._attribution_of[item.parent]
            checked |= path

    @cached_property
    def _attribution_of(self) -> Mapping[str, Attribution]:
        return {a.id: a for a in self.attributions}

    @cached_property
    def _speaker_of(self) -> Mapping[str, Speaker]:
        return {s.id: s for s in self.speakers}

    @cached_property
    def key(self) -> str:
        """What the document goes by: its id, or where it has none a digest of its text."""
        if self.id is not None:
            return self.id
        return hashlib.blake2s(self.text.encode("utf8", "surrogatepass"), digest_size=6).hexdigest()

    def words(self, spans: Iterable[Span]) -> str:
        """The text of some spans; pieces that stand apart are joined by ' ... '."""
        return " ... ".join(span.of(self.text) for span in spans)

    def speaker(self, attribution: Attribution) -> Speaker | None:
        """Who is the source of this attribution, or None where that could not be told."""
        return None if attribution.speaker is None else self._speaker_of[attribution.speaker]

    def chain(self, attribution: Attribution) -> tuple[Attribution, ...]:
        """Through whom the words came: the outermost attribution first, the given one last."""
        links = [attribution]
        while (parent := links[-1].parent) is not None:
            links.append(self._attribution_of[parent])
        return tuple(reversed(links))

    def chain_names(self, attribution: Attribution) -> tuple[str, ...]:
        """Through whom the words came, by name; one that nobody is named for is left out."""
        return tuple(name for link in self.chain(attribution) if (name := self._link_name(link)))

    def statements(self) -> tuple[Statement, ...]:
        """The innermost contents as statements, each with its speaker and the chain to them.

        An attribution with others nested in it gives no statement of its own, even where these are
        but an aside: what it reports is theirs. Its whole content is in :attr:`attributions`. Ids are
        '<key of the document>:<attribution id>'.
        """
        parents = {a.parent for a in self.attributions}
        return tuple(self._statement(a) for a in self.attributions if a.id not in parents)

    def _statement(self, attribution: Attribution) -> Statement:
        speaker = self.speaker(attribution)
        return Statement(
            id=f"{self.key}:{attribution.id}",
            text=self.words(attribution.content),
            speaker=None if speaker is None else speaker.name,
            source=self.source,
            published=self.published,
            document=self.key,
            chain=self.chain_names(attribution),
        )

    def _link_name(self, attribution: Attribution) -> str:
        speaker = self.speaker(attribution)
        return speaker.name if speaker else self.words(attribution.source)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready dict in the schema that the docs describe, with its version under 'schema'."""
        return {
            "schema": SCHEMA,
            "id": self.id,
            "source": self.source,
            "published": self.published and self.published.isoformat(),
            "text": self.text,
            "speakers": [_speaker_to_dict(s) for s in self.speakers],
            "attributions": [_attribution_to_dict(a) for a in self.attributions],
        }

    def _repr_html_(self) -> str:
        from quoteattr.display.documents import document_to_html

        return document_to_html(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Document:
        """Read what :meth:`to_dict` wrote.

        Raises :class:`~quoteattr.errors.InputValueError` where the schema is another version's or
        a field is missing, unknown or of the wrong shape.
        """
        if not isinstance(data, Mapping):
            raise InputTypeError(f"a document must be a mapping, not {type(data).__name__}")
        fields = dict(data)
        if (version := fields.pop("schema", None)) != SCHEMA:
            raise InputValueError(f"this version of quoteattr reads schema {SCHEMA}, not {version!r}")
        try:
            speakers = [Speaker(**s) for s in fields.pop("speakers")]
            attributions = [Attribution(**a) for a in fields.pop("attributions")]
            return cls(**fields, speakers=speakers, attributions=attributions)
        except QuoteattrError:
            raise
        except (KeyError, TypeError, ValueError) as error:
            name = fields.get("id")
            raise InputValueError(f"document {name!r} does not fit schema {SCHEMA}: {error}") from error


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _speaker_to_dict(speaker: Speaker) -> dict[str, Any]:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "titles": list(speaker.titles),
        "mentions": _pairs(speaker.mentions),
    }


def _attribution_to_dict(attribution: Attribution) -> dict[str, Any]:
    medium, addressee = attribution.medium, attribution.addressee
    return {
        "id": attribution.id,
        "parent": attribution.parent,
        "kind": attribution.kind,
        "mode": attribution.mode,
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "speaker": attribution.speaker,
        "medium": None if medium is None else [medium.start, medium.end],
        "addressee": None if addressee is None else [addressee.start, addressee.end],
        "confidence": attribution.confidence,
    }
