"""Where words stand on the pages of a PDF, by Poppler's pdftotext."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

POINTS_OF_MM = 72 / 25.4
INNER, OUTER, PEN = 22 * POINTS_OF_MM, 33 * POINTS_OF_MM, 7 * POINTS_OF_MM
HEAD_BELOW = 27 * POINTS_OF_MM

_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


@dataclass(frozen=True)
class Word:
    """A word on a page and where it stands, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class PaperPage:
    """A page by what Poppler finds on it."""

    width: float
    height: float
    words: list[Word]

    @property
    def upright(self) -> bool:
        return self.width < self.height

    def head(self) -> str:
        return " ".join(word.text for word in self.words if word.bottom < HEAD_BELOW)


def pages_with_places(pdf: bytes) -> list[PaperPage]:
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    return [
        PaperPage(float(width), float(height), [Word(*map(float, one[:4]), one[4]) for one in _WORD.findall(inside)])
        for width, height, inside in _PAGE.findall(done.stdout.decode())
    ]
