"""How a number is written: digits of any script, decimal commas, groups of thousands; each where it has one meaning."""

import re
import unicodedata

PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
"""A decimal number with ASCII digits and a point."""
MISSING = frozenset(
    {"", "n/a", "na", "n.a.", "#n/a", "<na>", "-", "--", "–", "—", "−", "?", "null", "none", "nan", ".nan"}
)
"""What says that nothing was measured, in small letters."""


def one_notation(written: str) -> str:
    """A number as it is written here, with ASCII digits, a point and no groups; any other text nearly as it is."""
    plain = "".join(map(ascii_character, written)).strip()
    for pattern in _NOTATIONS:
        match = pattern.fullmatch(plain)
        if match is not None and match["point"] != match["group"]:
            whole = match["whole"].replace(match["group"], "") if match["group"] else match["whole"]
            return f"{match['sign']}{whole}{'.' if match['point'] else ''}{match['rest']}"
    return plain


def decimal_sign(text: str) -> str | None:
    """The decimal sign that a number can only have been written with, a comma or a point; None where it has neither, or
    where it may be a group of thousands, as in 1,234 and 1.234."""
    plain = "".join(map(ascii_character, text)).strip()
    signs = re.sub(r"[^.,]", "", plain)
    if not signs or _ONE_GROUP.match(plain):
        return None
    last = signs[-1]
    if signs.count(last) > 1:
        return "," if last == "." else "."
    return last


def is_group_or_decimals(text: str) -> bool:
    """Whether a number may have a group of thousands or three decimals, as in 1,234 and 1.234."""
    return _ONE_GROUP.match("".join(map(ascii_character, text)).strip()) is not None


def ascii_character(character: str) -> str:
    """A digit of any script, a full-width sign or a typographic minus as ASCII; of an invisible character nothing."""
    if character.isascii():
        return character
    if character in _LOOK_ALIKES:
        return _LOOK_ALIKES[character]
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if "！" <= character <= "～":  # noqa: RUF001
        return chr(ord(character) - 0xFEE0)
    category = unicodedata.category(character)
    return " " if category == "Zs" else "" if category == "Cf" else character


_LOOK_ALIKES = {
    **dict.fromkeys("‐‑‒–—―−﹣", "-"),  # noqa: RUF001
    **{"·": ".", "٫": ".", "٬": ",", "٪": "%", "⁄": "/", "∕": "/", "’": "'"},  # noqa: RUF001
}
_EXPONENT = r"(?:[eE][+-]?[0-9]+)?"

# Each says where a group of thousands and the decimal sign are; what has two meanings fits none.
_SIGN = r"(?P<sign>[+-]?)"
_REST = rf"(?P<rest>[0-9]*{_EXPONENT}(?:\s*[^0-9\s.,+-].*)?)"
_NOTATIONS = tuple(
    re.compile(f"{whole}{_REST}")
    for whole in (
        rf"{_SIGN}(?P<whole>[1-9][0-9]{{0,2}}(?P<group>[ '_])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*)(?P<point>[.,]?)",
        rf"{_SIGN}(?P<whole>[1-9][0-9]{{0,2}}(?P<group>[,.])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*)(?P<point>[.,])",
        rf"{_SIGN}(?P<whole>[1-9][0-9]{{0,2}}(?P<group>[,.])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})+)(?P<point>)",
        rf"(?![+-]?[1-9][0-9]{{0,2}},[0-9]{{3}}(?![0-9])){_SIGN}(?P<whole>[0-9]*)(?P<group>)(?P<point>,)(?=[0-9])",
    )
)
_ONE_GROUP = re.compile(r"[+-]?[1-9][0-9]{0,2}[,.][0-9]{3}(?![0-9.,])")
