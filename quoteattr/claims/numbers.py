"""Numbers as words and digits: 'seven' is 7, '1.2 million' is 1200000, '$5m' is 5 million dollars."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_ONES += " seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_CARDINAL = {word: n for n, word in enumerate(_ONES.split())}
_CARDINAL |= {word: 10 * n for n, word in enumerate(_TENS.split(), start=2)}
_ORDINAL = {word: n for n, word in enumerate(_ORDINALS.split())}
_SCALE = {
    "hundred": 100, "thousand": 10**3, "milion": 10**6, "bilion": 10**9, "trilion": 10**12, "dozen": 12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12,
}  # fmt: skip
_CURRENCY = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen"}
_FIGURE = re.compile(
    r"(?P<currency>[$£€¥]?)(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>[^\W\d_]*|%)", re.ASCII | re.IGNORECASE
)
_ROUND_TENS = frozenset(str(n) for n in range(20, 100, 10))
_MAX_DIGITS = 30
NUMBER = "#"


def is_number(key: str) -> bool:
    """Whether a key stands for a number, an ordinal or a scale ('million')."""
    return key.startswith(NUMBER)


@lru_cache(maxsize=1 << 14)
def number_keys(word: str) -> tuple[str, ...]:
    """The keys of a lower-case token that is a number, in words or digits; () if it is none.

    A scale is given as '#*1000000', to be multiplied into the number before it by :func:`join`.
    """
    if word in _CARDINAL:
        return (f"#{_CARDINAL[word]}",)
    if word in _ORDINAL:
        return (f"#{_ORDINAL[word]}th",)
    scale = word.removesuffix("s").replace("ll", "l")
    if len(scale) > 4 and scale in _SCALE:
        return (f"#*{_SCALE[scale]}",)
    if word in ("decade", "decades"):
        return ("#*10", "year")
    return _figure(word)


def _figure(word: str) -> tuple[str, ...]:
    if (found := _FIGURE.fullmatch(word)) is None:
        return ()
    digits = found["digits"].replace(",", "")
    if len(digits) > _MAX_DIGITS:
        return (f"#{digits}",)
    unit = found["unit"]
    if unit in ("st", "nd", "rd", "th"):
        return (f"#{_plain(Decimal(digits))}th",)
    value = Decimal(digits) * _SCALE.get(unit, 1)
    keys = [f"#{_plain(value)}"]
    if unit == "%":
        keys.append("percent")
    elif unit and unit not in _SCALE:
        keys.append(unit)
    if found["currency"]:
        keys.append(_CURRENCY[found["currency"]])
    return tuple(keys)


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def join(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Numbers of several words made one: '#20', '#5' is '#25', and '#1.2', '#*1000000' is '#1200000'.

    Each key comes with its first and last token, and so does each joined one.
    """
    joined: list[tuple[str, int, int]] = []
    for key, first, last in found:
        if key.startswith(NUMBER) and joined and (number := _merged(joined, key)):
            back, value = number
            joined[-back] = (value, joined[-back][1], last)
        else:
            joined.append((key, first, last))
    return [(_settled(key), first, last) for key, first, last in joined]


def _merged(before: list[tuple[str, int, int]], key: str) -> tuple[int, str] | None:
    """How far back the number is that this key belongs to, and what that becomes."""
    back = 2 if before[-1][0] in _CURRENCY.values() and len(before) > 1 else 1
    number = before[-back][0]
    if key.startswith("#*"):
        return None if (scaled := _scaled(number, key[2:])) is None else (back, scaled)
    tens, ones = number[1:], key[1:].removesuffix("th")
    if number.startswith(NUMBER) and tens in _ROUND_TENS and len(ones) == 1 and ones != "0":
        return 1, f"#{tens[0]}{key[1:]}"
    return None


def _scaled(number: str, scale: str) -> str | None:
    if number in ("a", "an"):
        return f"#{scale}"
    if not number.startswith(NUMBER) or not number[-1].isdigit() or len(number) > _MAX_DIGITS:
        return None
    if number.startswith("#*"):
        return None
    return f"#{_plain(Decimal(number[1:]) * int(scale))}"


def scales(small: str, large: str) -> bool:
    """Whether the one key is the other without its scale: '#13.5' and '#13500000'."""
    return any(_scaled(small, str(scale)) == large for scale in _SCALE.values())


def is_currency(key: str) -> bool:
    """Whether a key is a currency, as it follows an amount."""
    return key in _CURRENCY.values()


def _settled(key: str) -> str:
    return f"#{key[2:]}" if key.startswith("#*") else key
