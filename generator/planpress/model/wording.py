"""Numbers, dates and lists as sentences write them: the same on every page, in the terminal and in plan.json."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from statistics import median

from planpress.model.units import in_unit

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS = tuple(name[:3] for name in MONTH_NAMES)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_COMMAND = re.compile(r"^((?:\x1b\[[\d;]*m|[^\S\n])*:)(?=:)|(##[\w-]*)(?=\[)", re.MULTILINE)


_COLONS = re.compile(r"(?<!\S):{2,}")


def at_start(words: str) -> str:
    """The program's own words where a sentence, a line or a cell begins; a label of an author's is shown as it is."""
    first = next(iter(words.split()), "").rstrip(",.;:")
    return words[:1].upper() + words[1:] if first.islower() and first.isalpha() else words


def number(value: float) -> str:
    """`value` with six significant digits and no trailing zeros, a large one whole: 0.1, 12, 3500000, 1.5e-07."""
    text = f"{value:.0f}" if 1e5 <= abs(value) < 1e15 else f"{value:.6g}"
    return "0" if text == "-0" else text


def share(value: float, whole: float = 1, digits: int = 6) -> str:
    """A share as a part of `whole`: with so many digits, but in full where that would read as the whole."""
    text = f"{whole * value:.{digits}g}"
    return repr(whole * value) if float(text) == whole and value < 1 else text


def rounded(value: float, digits: int = 3) -> str:
    """`value` with so many significant digits, for what was computed and not written: 0.767, 63, 1234."""
    return f"{value:.0f}" if 10**digits <= abs(value) < 1e15 else number(float(f"{value:.{digits}g}"))


def fixed(value: float, digits: int = 2) -> str:
    """`value` with `digits` decimals, never a negative zero."""
    text = f"{value:.{digits}f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text


def in_column(values: Sequence[float]) -> tuple[str, ...]:
    """Numbers one below the other, with as many decimals each as one of them has: at most so many that the middle one
    has three significant digits, but enough to tell apart what differs, from nothing too. Whole numbers are whole."""
    written = [number(value) for value in values]
    has = max((len(text.partition(".")[2]) for text in written if "e" not in text), default=0)
    middle = median(abs(value) for value in values) if values else 0.0
    least = min(has, max(0, 2 - math.floor(math.log10(middle)))) if middle else has
    apart = {*written, "0"}
    enough = (most for most in range(least, has) if len({fixed(one, most) for one in (*values, 0.0)}) == len(apart))
    decimals = next(enough, has)
    return tuple(text if "e" in text else fixed(value, decimals) for text, value in zip(written, values, strict=True))


def no_finer(written: str, value: float, error: float) -> str:
    """`value` as it is written in its column, with no decimal beyond the first digit of a standard error above 0."""
    digits = max(0, -math.floor(math.log10(error)))
    return written if "e" in written or len(written.partition(".")[2]) <= digits else fixed(value, digits)


def to_error(value: float, error: float) -> str:
    """`value` to the place of the first digit of its standard error, and no finer: 0.84 where that is 0.011."""
    place = -math.floor(math.log10(error))
    return fixed(value, place) if place > 0 else number(round(value, place))


def with_unit(value: float, unit: str | None) -> str:
    """`value` and its unit: 9.5 degrees, 1 degree, 36 %."""
    return in_unit(number(value), unit)


def about(value: float, unit: str | None) -> str:
    """A computed value, rounded, and its unit: 0.767, 15.2 %."""
    return in_unit(rounded(value), unit)


def difference(value: float, unit: str | None) -> str:
    """A difference of two values in a unit: of two percentages it is in percentage points, not in per cent."""
    return _apart(rounded(value), unit)


def subtracted(one: float, other: float, unit: str | None) -> str:
    """How far apart two values in a unit are, never finer than they are written: 0.578 and 0.52 are 0.058 apart."""
    first, second = in_column((one, other))
    apart = round(abs(float(first) - float(second)), len(first.partition(".")[2]))
    return _apart(rounded(apart or abs(one - other)), unit)


def apart_to_error(value: float, error: float, unit: str | None) -> str:
    """How far apart two values in a unit are, no finer than the standard error of that: 0.14, 5 percentage points."""
    return _apart(to_error(abs(value), error), unit)


def gap_words(value: float, unit: str | None) -> str:
    """The same in full: 5 percentage points, 1 percentage point, 0.4 cm."""
    return _apart(number(value), unit)


def _apart(text: str, unit: str | None) -> str:
    return in_unit(text, "percentage points" if unit == "%" else unit)


def percent(share: float, digits: int = 0) -> str:
    """A share as a percentage: 0.94 is 94 %; of more than two wholes it is a multiple: 15 is 15 times."""
    return f"{fixed(100 * share, digits)} %" if abs(share) <= 2 else f"{rounded(share, 2)} times"


def ordinal(rank: int) -> str:
    """A rank in a sentence: 1st, 2nd, 3rd, 11th."""
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


def day(value: date, *, year: bool = True) -> str:
    """A date as people write it, in one locale everywhere: 1 Jun 2019."""
    text = f"{value.day} {MONTHS[value.month - 1]}"
    return f"{text} {value.year}" if year else text


def whole_day(value: date) -> str:
    """A date for the head of a page: 1 June 2019."""
    return f"{value.day} {MONTH_NAMES[value.month - 1]} {value.year}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """Items as a sentence lists them: a, b and c."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def few(items: Sequence[str], most: int = 3) -> str:
    """As `listed`, where they are many the first ones and how many more: a, b, c and 197 more."""
    if len(items) <= most + 1:
        return listed(items)
    return f"{', '.join(items[:most])} and {len(items) - most:,} more"


def shortened(text: str, most: int) -> str:
    """`text`, cut after a word where it is longer than `most` characters, the ellipsis counted."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    word = cut.rfind(" ")
    return cut[: word if word > most // 2 else None].rstrip(" ,;:.") + "…"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun: 1 project, 2 projects."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def quoted(written: object) -> str:
    """What the author wrote, in quotes, on one line and cut where it is long."""
    text = on_one_line(str(written))
    return f'"{text[:59]}…"' if len(text) > 60 else f'"{text}"'


def quoted_path(path: str) -> str:
    """A path in quotes, on one line and whole: its end is what tells it from others."""
    return f'"{on_one_line(path)}"'


def visible(text: str) -> str:
    """`text` with control and formatting characters spelt out, so that a terminal shows them and does not obey."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def on_one_line(text: str) -> str:
    """`text` without line ends, and without anything that a terminal would obey."""
    return visible(" ".join(text.split()))


def inert(text: str) -> str:
    """`text` whose lines are shown in the log of a CI service, and not obeyed: a blank parts the signs of a command.

    GitHub Actions obeys `::name::` at the beginning of a line, behind blanks and colours too, and `##[name]` anywhere
    in one; Azure Pipelines has `##vso[`, and TeamCity `##teamcity[`.
    """
    return _COMMAND.sub(lambda found: f"{found[0]} ", text)


def logged(text: str) -> str:
    """`text` as a log may hold it: its lines, each `visible`, without what a CI service would obey, wherever the log
    breaks a long line."""
    return inert("\n".join(_COLONS.sub(lambda found: " ".join(found[0]), visible(line)) for line in text.split("\n")))


_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[\W_]")


def near_name(written: str, known: Sequence[str]) -> str | None:
    """The known name that comes near to what was written. Case, punctuation, arrows and units in brackets do not count,
    nor what stands before the last dot or slash of a name."""
    bare = {name: _bare(name) for name in known}
    wanted = _bare(written)
    same = [name for name in known if wanted and bare[name] == wanted]
    last = [name for name in known if wanted and _bare(re.split(r"[./]", name)[-1]) == wanted]
    near = same or last or get_close_matches(written, known, n=1, cutoff=0.6)
    if near:
        return near[0]
    likely = get_close_matches(wanted, list(bare.values()), n=1, cutoff=0.75) if wanted else []
    return next((name for name in known if likely and bare[name] == likely[0]), None)


def _bare(name: str) -> str:
    return _ASIDE.sub("", name.casefold()) or _ASIDE.sub("", name.casefold().strip("()[]"))


def did_you_mean(written: str, known: Sequence[str]) -> str:
    """`` (did you mean "…"?)`` where a known name is near; else the known names where they are few; else nothing."""
    near = near_name(written, known)
    if near is not None:
        return f" (did you mean {quoted(near)}?)"
    if 0 < len(known) <= 8:
        return f"; known here: {listed(known)}"
    return ""
