"""What a PDF says, by Poppler's pdftotext: the text of its pages without heads, feet and margins, and where its words stand."""

import re
import shutil
import subprocess
from dataclasses import dataclass

import pytest

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not there: make browser")

_DROPPED = re.compile(r"[\s\-\u00ad\u200b\u2066-\u2069]+")
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


def text_of(pdf: bytes) -> str:
    """The text of all pages in the order in which it was set, without running heads and feet."""
    return "".join(pages_of(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, as `text_of` has it."""
    crop = ["-x", "0", "-y", "75", "-W", "900", "-H", "705"]
    done = subprocess.run(["pdftotext", "-raw", *crop, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def flat(text: str) -> str:
    """A text without blanks and hyphens, which the setting of lines adds and takes away."""
    return _DROPPED.sub("", text)


def bare(text: str) -> str:
    """A text without blanks, which the setting of lines adds and takes away."""
    return re.sub(r"[\s\u200b\u2066-\u2069]+", "", text)
