"""The way of an article through the stages of extraction."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import asdict, evolve, field, frozen

from quoteattr._validation import of_type, optional_text, to_moment
from quoteattr.document import Document
from quoteattr.errors import InputTypeError, InputValueError, QuoteattrError
from quoteattr.extraction.attributions import keep_confident
from quoteattr.extraction.circumstances import carry_media, describe
from quoteattr.extraction.finding import find_attributions
from quoteattr.extraction.parsing import check_pipeline, default_pipeline, parse
from quoteattr.extraction.resolver import Resolution, Resolver
from quoteattr.extraction.speakers import resolve_speakers
from quoteattr.extraction.tagging.model import Model, load_model

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Article: TypeAlias = str | Mapping[str, Any]


def extract(
    text: str,
    *,
    id: str | None = None,
    source: str | None = None,
    published: str | date | None = None,
    nlp: Language | None = None,
    model: str = "light",
    min_confidence: float = 0.0,
    resolver: Resolver | None = None,
) -> Document:
    """Tell who said what in a text, through whom, and in which words.

    Any string is a good text. ``id``, ``source`` (the outlet) and ``published`` (a date, a datetime
    or either in ISO 8601) are kept with the document. ``nlp`` is any English spaCy pipeline with a
    tagger, a parser and an entity recogniser; by default the one that is installed. Without lemmas and
    parts of speech less is found, and an attitude may be taken for speech. ``model`` is
    "light", or "accurate" where that is installed. Attributions whose confidence is under
    ``min_confidence`` (0 to 1) are left out, and what is nested in such a one goes to the next
    around it. ``resolver`` tells the speakers instead of the package's own rules.

    Raises :class:`~quoteattr.errors.QuoteattrError` where an argument is of the wrong type, the
    model is unknown, or no pipeline is installed.
    """
    article = asdict(_Article(text=text, id=id, source=source, published=published), recurse=False)
    found = extract_many([article], nlp=nlp, model=model, min_confidence=min_confidence, resolver=resolver)
    return next(found)


def extract_many(
    articles: Iterable[Article],
    *,
    nlp: Language | None = None,
    model: str = "light",
    n_process: int = 1,
    progress: bool = False,
    min_confidence: float = 0.0,
    resolver: Resolver | None = None,
) -> Iterator[Document]:
    """Extract from many articles, in order and streaming.

    An article is a string, or a mapping with its ``text`` and, where they are known, its ``id``,
    ``source`` and ``published``. The parse runs in ``n_process`` processes; ``progress`` shows a bar
    on stderr. The documents are those that :func:`extract` gives one by one.

    Raises :class:`~quoteattr.errors.QuoteattrError` as :func:`extract` does, at once for the options
    and, naming its place, when it comes to an article that cannot be read.
    """
    if isinstance(articles, (str, Mapping)) or not isinstance(articles, Iterable):
        raise InputTypeError(
            f"articles must be an iterable of texts or mappings, not {type(articles).__name__}"
        )
    if not isinstance(n_process, int) or n_process < 1:
        raise InputValueError(f"n_process must be a whole number of at least 1, not {n_process!r}")
    attributed = partial(
        attribute,
        model=load_model(model),
        min_confidence=check_confidence(min_confidence),
        resolver=_check_resolver(resolver),
    )
    pipeline = default_pipeline() if nlp is None else check_pipeline(nlp)
    stream = _stream(articles, pipeline, n_process, attributed)
    return _with_progress(stream, articles) if progress else stream


@frozen(kw_only=True)
class _Article:
    """An article that was read: the fields of a Document that are not extracted."""

    text: str = field(validator=of_type(str))
    id: str | None = field(default=None, validator=optional_text)
    source: str | None = field(default=None, validator=optional_text)
    published: date | None = field(default=None, converter=to_moment)

    @classmethod
    def of(cls, article: Article, number: int) -> _Article:
        """The article at this place, counted from 1."""
        fields = {"text": article} if isinstance(article, str) else article
        if not isinstance(fields, Mapping):
            raise InputTypeError(
                f"article {number} must be a text or a mapping, not {type(article).__name__}"
            )
        if unknown := set(fields) - {"text", "id", "source", "published"}:
            raise InputValueError(
                f"article {number} has unknown fields: {', '.join(sorted(map(str, unknown)))}"
            )
        if "text" not in fields:
            raise InputValueError(f"article {number} has no text")
        try:
            return cls(**fields)
        except QuoteattrError as error:
            raise type(error)(f"article {number}: {error}") from None


def _check_resolver(resolver: Resolver | None) -> Resolver:
    """The resolver itself, or the package's own where none is given."""
    if resolver is None:
        return resolve_speakers
    if not callable(resolver):
        raise InputTypeError(f"resolver must be callable, not {type(resolver).__name__}")
    return resolver


def check_confidence(least: float) -> float:
    """The number itself, once it is known to be a probability."""
    if isinstance(least, bool) or not isinstance(least, (int, float)):
        raise InputTypeError(f"min_confidence must be a number, not {type(least).__name__}: {least!r:.80}")
    if not 0 <= least <= 1:
        raise InputValueError(f"min_confidence must be between 0 and 1, not {least!r}")
    return least


def _stream(
    articles: Iterable[Article], nlp: Language, n_process: int, attributed: Callable[..., Document]
) -> Iterator[Document]:
    waiting: deque[_Article] = deque()
    failures: list[Exception] = []

    def texts() -> Iterator[str]:
        # The parser reads ahead: an error must wait until the articles before it are through.
        try:
            for number, article in enumerate(articles, start=1):
                waiting.append(_Article.of(article, number))
                yield waiting[-1].text
        except Exception as error:
            failures.append(error)

    for doc in parse(texts(), nlp, n_process):
        about = asdict(waiting.popleft(), recurse=False)
        yield attributed(doc, **about)
    if failures:
        raise failures[0]


def attribute(
    doc: Doc,
    model: Model,
    *,
    min_confidence: float = 0.0,
    resolver: Resolver = resolve_speakers,
    **about: Any,
) -> Document:
    """Tell who said what in a parsed document; ``about`` has the other fields of it, its text among them."""
    attributions = describe(doc, keep_confident(find_attributions(doc, model), min_confidence))
    resolution = resolver(doc, attributions)
    if not isinstance(resolution, Resolution):
        raise InputTypeError(f"a resolver must give a Resolution, not {type(resolution).__name__}")
    spoken = (evolve(a, speaker=resolution.speaker_of.get(a.id)) for a in attributions)
    carried = tuple(carry_media(doc.text, spoken))
    return Document(attributions=carried, speakers=resolution.speakers, **about)


def _with_progress(documents: Iterator[Document], articles: Iterable[Article]) -> Iterator[Document]:
    from tqdm import tqdm

    total = len(articles) if isinstance(articles, Sized) else None
    return iter(tqdm(documents, total=total, unit="article"))
