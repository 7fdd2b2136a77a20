"""Margin numbers: short enough to write beside a line by hand, and the same from build to build for the same item.

A number comes from what an item is about, not from its place: some digits of a hash, then a check digit. It has four
digits as long as no other item of the packet comes to the same four; of two that do, one has a longer number.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256

FEWEST = 3
"""The digits of a number before its check digit, where nothing contests it."""

LARGEST = 9_999_999
"""The largest number that may be written as `number:`."""

_MARGIN = re.compile(r"([0-9]{1,7})(?:\.[1-9][0-9]?)?")

ELEMENTS: Mapping[str, int] = {
    "question": 1, "recommendation": 2, "alternatives": 3, "turns": 4, "changes": 5,
    "rules": 9, "baselines": 10, "narrative": 14, "findings": 16, "milestones": 17, "sensitivity": 19,
}  # fmt: skip
"""The parts of an item that are no section of a project; sections have numbers of their own (planpress/sections/).

A part's number is never given to another, whatever is added, left out or moved. No part has 9, 10, 16, 17 and 19 any
more.
"""


@dataclass(frozen=True, slots=True)
class ItemSubject:
    """What a number is for: a kind of item with what it is about, and the number that its author wrote, if any."""

    kind: str
    about: tuple[str, ...]
    written: int | None = None


def numbers(subjects: Sequence[ItemSubject]) -> tuple[int, ...]:
    """The margin number of each item, all of them different; those that are written, as they are written.

    The order of the items is of no matter, but for items about the very same. Of those that contest a number, the one
    with the lesser hash has it: so an item that comes in or goes out moves at most the items that it contests with.
    """
    taken = {one.written for one in subjects if one.written is not None}
    found: dict[int, int] = {}
    waiting = _in_turn(subjects)
    length = FEWEST
    while waiting:
        contested = []
        for at, digits in waiting:
            found[at] = _checked(digits[:length])
            if found[at] in taken:
                contested.append((at, digits))
            taken.add(found[at])
        waiting, length = contested, length + 1
    return tuple(found[at] if one.written is None else one.written for at, one in enumerate(subjects))


def first_choice(one: ItemSubject) -> int:
    """The number that an item has as long as no other contests it."""
    return _checked(_digits(one, 0)[:FEWEST])


def margin(number: int, part: int | None = None) -> str:
    """The number as the margin shows it: of an item, or of a part of it, as in 4173.8 for its models."""
    return str(number) if part is None else f"{number}.{part}"


def read_margin(written: str) -> int | None:
    """The number of the item that somebody copied from a margin, of a part of it too; None where it is no number."""
    found = _MARGIN.fullmatch(written.strip())
    return int(found[1]) if found else None


def is_sound(number: int) -> bool:
    """Whether the last digit of a number agrees with the others: it does not where one digit, or the order of two
    neighbours, was miswritten."""
    digits = str(number)
    return len(digits) > FEWEST and _check(digits) == 0


def nearest(written: int, known: Iterable[int]) -> int | None:
    """The only known number that one slip of the pen turns into `written`; None where there is none, or are several."""
    near = [one for one in known if _one_slip(str(one), str(written))]
    return near[0] if len(near) == 1 else None


def _in_turn(subjects: Sequence[ItemSubject]) -> list[tuple[int, str]]:
    """The items without a written number, with their digits, in the order in which they are given numbers."""
    seen: Counter[ItemSubject] = Counter()
    turns = []
    for at, one in enumerate(subjects):
        if one.written is None:
            turns.append((seen[one], _digits(one, seen[one]), at))
            seen[one] += 1
    return [(at, digits) for _, digits, at in sorted(turns)]


def _digits(one: ItemSubject, again: int) -> str:
    """Digits without an end to speak of, the first of them not zero, of what an item is about."""
    text = "\0".join((one.kind, *one.about, *([str(again)] if again else [])))
    value = int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest(), "big")
    first, rest = 1 + value % 9, value // 9
    return f"{first}{str(rest).zfill(77)[::-1]}"


def _checked(digits: str) -> int:
    """Digits with the one behind them that checks them."""
    return int(f"{digits}{_check(digits)}")


# H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004: finds every single wrong digit and every two neighbours that
# changed places, which a sum modulo 10 does not.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def _check(digits: str) -> int:
    return reduce(lambda state, digit: _DAMM[state][int(digit)], digits, 0)


def _one_slip(meant: str, written: str) -> bool:
    """Whether one digit is wrong, missing or too many, or two neighbours changed places."""
    if len(meant) == len(written):
        wrong = [at for at, (one, other) in enumerate(zip(meant, written, strict=True)) if one != other]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return (meant[wrong[0]], meant[wrong[1]]) == (written[wrong[1]], written[wrong[0]])
        return len(wrong) == 1
    short, long = sorted((meant, written), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
