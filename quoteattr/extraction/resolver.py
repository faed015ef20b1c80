"""What a speaker resolver takes and gives, so that users can bring their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from attrs import field, frozen

from quoteattr._validation import items_of, to_tuple
from quoteattr.document import Attribution, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc


@frozen
class Resolution:
    """The speakers of a document, and whose each attribution is.

    ``speaker_of`` maps an attribution's id to a speaker's id; an attribution that is left out has
    a speaker that could not be told.
    """

    speakers: tuple[Speaker, ...] = field(default=(), converter=to_tuple, validator=items_of(Speaker))
    speaker_of: Mapping[str, str] = field(factory=dict)


class Resolver(Protocol):
    """Anything that, called with a parsed document and its attributions, gives a Resolution."""

    def __call__(self, doc: Doc, attributions: Sequence[Attribution], /) -> Resolution:
        """Tell the speakers of a document; character offsets in the Doc are the text's."""
        ...
