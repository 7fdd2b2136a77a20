"""What a PDF says, by Poppler's pdftotext: the text of its pages without heads, feet and margins."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not there: make browser")

_DROPPED = re.compile(r"[\s\-\u00ad\u200b\u2066-\u2069]+")
_KEYS_OF_TEXT = {
    "text",
    "lead",
    "note",
    "title",
    "caption",
    "question",
    "recommendation",
    "because",
    "turns_if",
    "words",
}


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


def texts(data: Any) -> Iterator[str]:
    """Every text of a packet's data that is to be read."""
    if isinstance(data, dict):
        for name, value in data.items():
            if isinstance(value, str) and name in _KEYS_OF_TEXT:
                yield value
            elif name != "columns":
                yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from [value] if isinstance(value, str) else texts(value)
