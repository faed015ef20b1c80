"""A word's stem: one key for its inflections and for its British and American spellings.

A stem is a key, not a word: 'labours', 'labored' and 'laboring' all give 'labor', but 'promise'
gives 'promiz', which does no harm, as every form of it does.
"""

from __future__ import annotations

import re
from functools import lru_cache

_IRREGULAR = """
be am is are was were been being 's 're 'm|have has had having 've 'd|do does did done doing
will would 'll wo|can could ca|may might|shall should ought|go goes went gone going|say said|get got gotten
make made|take took taken|come came|know knew known|think thought|see saw seen|give gave given
find found|tell told|feel felt|become became|leave left|keep kept|begin began begun|show shown
hear heard|run ran|hold held|bring brought|write wrote written|sit sat|stand stood|lose lost|win won
pay paid|meet met|lead led|understand understood|speak spoke spoken|spend spent|grow grew grown
draw drew drawn|break broke broken|build built|fall fell fallen|buy bought|choose chose chosen
drive drove driven|eat ate eaten|fight fought|fly flew flown|forget forgot forgotten|hide hid hidden
rise rose risen|seek sought|sell sold|send sent|shake shook shaken|shoot shot|sing sang sung
sink sank sunk|sleep slept|steal stole stolen|strike struck|swear swore sworn|teach taught
throw threw thrown|wake woke woken|wear wore worn|withdraw withdrew withdrawn|undergo underwent
overcome overcame|forgive forgave forgiven|catch caught|deal dealt|dig dug|die died dying|lie lying
tie tied tying|feed fed|flee fled|freeze froze frozen|hang hung|lay laid|lend lent|mean meant|ride rode ridden
use used uses using|agree agreed agrees agreeing|ring rang rung|shrink shrank shrunk|slide slid|spin spun|spring sprang sprung|stick stuck
sting stung|swim swam swum|swing swung|tear tore torn|bear bore born borne|beat beaten|bend bent
bite bit bitten|blow blew blown|bind bound|cling clung|creep crept|weep wept|sweep swept|wind wound
child children|man men|woman women|person people|foot feet|tooth teeth|mouse mice|life lives
wife wives|knife knives|half halves|self selves|loaf loaves|thief thieves
crisis crises|medium media|criterion criteria|phenomenon phenomena
center centre|theater theatre|meter metre|liter litre|fiber fibre|defense defence|offense offence
license licence|pretense pretence|program programme|check cheque|gray grey|tire tyre|judgment judgement
while whilst|among amongst|toward towards|percent pct|skeptic sceptic|plow plough|mom mum|story storey
noted note notes noting|not n't|okay ok|vs versus|gop republican republicans|because cuz 'cause|until till
""".strip()
_STEM_OF = {
    form: group.split()[0]
    for group in re.split(r"[|\n]", _IRREGULAR)
    for form in group.split()
}
_UNCHANGED = frozenset(
    "news series species always perhaps besides this thus his its us as ms mrs mr has was is yes less unless "
    "during thing anything everything nothing something king bring spring string morning evening ceiling "
    "wing ring sing being united need indeed speed seed feed breed hundred sacred red bed led wed "
    "christmas texas kansas arkansas politics".split()
)
_VOWEL = re.compile("[aeiouy]")
_SPELLINGS = (
    (re.compile("is(?=(?:e|ation|er|ing|ed|es)?$)"), "iz"),
    (re.compile("ys(?=e?$)"), "yz"),
    (re.compile("(?<=[a-z]{2})our(?=$|able|ite|al|ful|ism|ist)"), "or"),
    (re.compile("ogue$"), "og"),
    (re.compile("([lptmnrgbd])\\1(?=$)"), "\\1"),
)


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The stem of a lower-case word."""
    if word in _STEM_OF:
        return _respelled(_STEM_OF[word])
    if len(word) <= 3 or word in _UNCHANGED or not word.isalpha():
        return word
    base = _without_ending(word)
    return _respelled(_STEM_OF.get(base) or _STEM_OF.get(base + "e") or base)


def forms_of(key: str) -> tuple[str, ...]:
    """The irregular words whose stem this is."""
    return _FORMS_OF.get(key, ())


def _respelled(base: str) -> str:
    if len(base) <= 3 or base in _UNCHANGED:
        return base
    for spelling, american in _SPELLINGS:
        base = spelling.sub(american, base)
    return base.removesuffix("e") if len(base) > 3 else base


def _without_ending(word: str) -> str:
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and _VOWEL.search(base) and word not in _UNCHANGED:
            return base
    return word


_FORMS_OF = {_respelled(group.split()[0]): tuple(group.split()) for group in re.split(r"[|\n]", _IRREGULAR)}
