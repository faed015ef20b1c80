"""What the articles are made of: frames of sentences, and the words to put into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoteattr.document import Kind
from quoteattr.strategies.stretches import Voice

# The marks of a quotation, and of one within it.
MARKS = {
    "straight": (('"', '"'), ("'", "'")),
    "curly": (("“", "”"), ("‘", "’")),
    "single": (("‘", "’"), ("“", "”")),
}

# A slot is what the method of its name writes; the simplest frame comes first.
FRAMES: Mapping[Kind, Sequence[str]] = {
    "direct": (
        "{fronted} {source} {said}.",
        "{fronted} {verb} {named}.",
        "{source} {said}, {closing}",
        "{source} {said}: {closing}",
        "{opener} {source} {said}, {rest}",
        "{fronted} {source} {said}. {closing}",
        "{continued} {source} {said}.",
    ),
    "mixed": (
        "{source} {said} {that}",
        "{source} {said} {closing}",
        "{according} {named}, {closing}",
    ),
    "indirect": (
        "{source} {said} {that}",
        "{source} {said} {closing}",
        "{fronted} {source} {said}.",
        "{according} {named}, {closing}",
        "{fronted} {according} {named}.",
        "{source} {thought} {that}",
    ),
}
# A paragraph of its own, as in an interview.
TURN: Mapping[Kind, Sequence[str]] = {"direct": ("{named}{colon} {closing}",)}
INNER_FRAMES: Mapping[Kind, Sequence[str]] = {
    "direct": ("{source} {verb}, {closing}",),
    "mixed": ("{source} {verb} {that}",),
    "indirect": ("{source} {verb} {that}", "{source} {thought} {that}"),
}

SUBJECTS = ("the bridge", "the old pier", "the town's library", "the ferry", "the night market")
PREDICATES = (
    "will stay shut until spring",
    "is a danger to the whole valley",
    "should have been repaired years ago",
    "cost four million more than planned",
    "won't be missed by anybody here",
    "was never meant to last",
)
OPENERS = ("In the end", "For now", "As far as anybody can tell")
# Nobody says these; the braces are for marks.
PLAIN = (
    "The road was quiet on Friday.",
    "The town has thirty boats and one lighthouse.",
    "A film called {}The Long Bridge{} opens next week.",
    "The so-called {}short pier{} is half a mile long.",
)

VERBS = ("said", "added", "explained", "insisted", "noted", "warned")
THOUGHTS = ("believed", "feared", "suspected")
ADDRESSEES = ("reporters", "a crowd in the square", "the Aller Valley News")
MEDIA = ("a statement", "an interview", "a letter")
# A verb, to whom, and where: the simplest first.
CIRCUMSTANCES = (
    *((verb, "", medium) for medium in ("", *MEDIA) for verb in VERBS),
    *(("told", addressee, medium) for medium in ("", *MEDIA) for addressee in ADDRESSEES),
)

# Given names with their pronouns.
PRONOUNS = {"Lena": "she", "Tobias": "he", "Nadia": "she", "Owen": "he", "Ruth": "she", "Yusuf": "he"}
HONORIFICS = {"she": "Ms.", "he": "Mr."}
SURNAMES = ("Brandt", "Moreau", "Osei", "Solheim", "Renner", "van Dorn", "O'Dell")
TITLES = ("mayor", "engineer", "harbour master", "teacher", "councillor")
PEOPLE = tuple(
    Voice(f"{given} {surname}", "person", title, pronoun)
    for title in (None, *TITLES)
    for surname in SURNAMES
    for given, pronoun in PRONOUNS.items()
)
OTHERS = (
    Voice("the county", "organization"),
    Voice("residents", "group"),
    Voice("the report", "document"),
    Voice("the Ferry Workers' Union", "organization"),
)
