"""Who speaks and what is said in drawn texts: invented people, bodies, clauses and circumstances."""

from __future__ import annotations

from attrs import frozen

from quoteattr.document import Mode, SpeakerKind


@frozen
class Voice:
    """Somebody who speaks: a person with a role and a pronoun, or a body, which has neither."""

    name: str
    kind: SpeakerKind = "person"
    pronoun: str = ""
    role: str = ""

    def by(self, reference: str) -> str:
        """What somebody is called by this way of naming; by a name with a role, the name in it."""
        surname = self.name.split()[-1]
        names = {
            "surname": surname,
            "honorific": f"{'Ms.' if self.pronoun == 'she' else 'Mr.'} {surname}",
            "role": f"the {self.role}",
            "pronoun": self.pronoun,
        }
        return names.get(reference, self.name)


@frozen
class Clause:
    """A subject and what is said of it, without a full stop: 'the ferry', 'will stop in May'."""

    subject: str
    predicate: str


@frozen
class Cue:
    """A verb that takes a content, and whether it tells of speech or of an attitude."""

    verb: str
    mode: Mode = "speech"


@frozen
class Filler:
    """A sentence that nobody says: what stands before, in and behind its quotation marks."""

    before: str
    quoted: str = ""
    behind: str = ""


FIRST_NAMES = {"Ada": "she", "Tom": "he", "Mara": "she", "Yusuf": "he", "Ingrid": "she", "Pavel": "he"}
SURNAMES = ("Quill", "Brandt", "Osei", "Renner", "Solheim", "Moreau")
ROLES = ("harbour master", "engineer", "councillor", "lawyer", "shopkeeper", "headteacher")
BODIES = ("the harbour board", "the town council", "the ferry company", "the water ministry")

SPEECH = tuple(map(Cue, ("said", "warned", "insisted", "argued", "explained", "added")))
ATTITUDES = tuple(Cue(verb, "attitude") for verb in ("believes", "fears", "hopes", "suspects"))
TOLD = Cue("told")
ADDRESSEES = ("reporters", "the committee", "residents", "a local newspaper")
MEDIA = ("a statement", "an email", "a letter", "an interview")

SUBJECTS = (
    "the ferry",
    "the old bridge",
    "the lighthouse",
    "the north pier",
    "the clock tower",
    "the school",
)
PREDICATES = (
    "will close in May",
    "was sold to a stranger",
    "needs a new roof",
    "cost nine million crowns",
    "has been empty for years",
    "won't survive another winter",
)
FILLERS = (
    Filler("the market opens at nine."),
    Filler("rain is expected on Friday."),
    Filler("the film ", "The Long Pier", " runs until June."),
)
