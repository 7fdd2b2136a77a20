"""Letters without a font: how wide a text will be, and how to cut it where it must end.

The widths are Helvetica's (Adobe's font metrics), which Arial and Liberation Sans share, with a margin for wider
system fonts. Measuring with a real font would give other layouts, and other bytes, on machines with other fonts.
"""

import math
import unicodedata
from functools import lru_cache
from itertools import accumulate

TEXT = 13
SMALL = 12

_MARGIN, _BOLD = 1.06, 1.15
_WIDTHS = {
    character: width
    for width, characters in {
        0.222: "ijl'",
        0.278: " !,./:;I[\\]ft|",
        0.333: '()-`r{}"',
        0.389: "*",
        0.5: "ckJsvxyz^",
        0.556: "#$0123456789?Labdeghnopqu_",
        0.611: "FTZ+<=>~",
        0.667: "&ABEKPSVXY",
        0.722: "CDHNRUw",
        0.778: "GOQ",
        0.833: "Mm",
        0.944: "W%",
        1.0: "@…—→←↑↓↗●○◆◇▲△▽◁▷×",
    }.items()
    for character in characters
}
_JOINERS = "\u200d\ufe0f"
_NOT_IN_XML = ("Cc", "Cs", "Zl", "Zp")
_DIRECTED = ("R", "AL", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI")


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = TEXT, *, bold: bool = False) -> float:
    """How wide `text` is in pixels at a letter size in pixels, on the safe side."""
    return math.fsum(_em(character) for character in text) * size * (_BOLD if bold else _MARGIN)


def note(
    text: str, px: float, py: float, align: str = "left", tone: str = "muted", weight: str = "normal"
) -> dict[str, str | float]:
    """A row of the `notes` dataset: `text` with its baseline at a place in pixels from the plot's upper left corner."""
    return {"text": text, "px": px, "py": py, "align": align, "tone": tone, "weight": weight}


def clean(text: str) -> str:
    """`text` on one line without control characters, which XML does not allow; right-to-left text is isolated, so that
    the numbers beside it stay where they are."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = "".join(" " if unicodedata.category(c) in _NOT_IN_XML or c in "\ufffe\uffff" else c for c in text)
    line = " ".join(kept.split())
    if line[:1] == "\u2068" and line.find("\u2069") == len(line) - 1:
        return line
    return f"\u2068{line}\u2069" if any(unicodedata.bidirectional(c) in _DIRECTED for c in line) else line


def fit(text: str, width: float, *, bold: bool = False) -> str:
    """`text` cut with an ellipsis to at most `width` pixels; no cut falls inside an accented or joined character."""
    line = clean(text)
    if text_width(line, bold=bold) <= width:
        return line
    room = width / TEXT / (_BOLD if bold else _MARGIN) - _em("…")
    reached = accumulate(_em(character) for character in line)
    return _cut(line, next(index for index, end in enumerate(reached) if end > room))


def shorten(text: str, length: int = 48) -> str:
    """`text` cut with an ellipsis to at most `length` characters, for a sentence: after a word, where one ends late
    enough."""
    line = clean(text)
    if len(line) <= length:
        return line
    word = line.rfind(" ", 0, length)
    return _cut(line, word if word > length // 2 else length - 1)


def _cut(line: str, end: int) -> str:
    while end > 0 and (_combines(line[end]) or line[end - 1] in _JOINERS):
        end -= 1
    kept = line[:end].rstrip()
    return f"{kept}…\u2069" if line.startswith("\u2068") else f"{kept}…"


def _em(character: str) -> float:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if _combines(character) or unicodedata.category(character) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.0 if ord(character) < 0x1F000 else 1.3
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTHS.get(base, 0.667)


def _combines(character: str) -> bool:
    return unicodedata.combining(character) > 0 or character in _JOINERS
