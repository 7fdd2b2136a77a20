"""How long the sentences of the home page are."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

from planpress.reading.disk import DiskTree
from planpress.workflows.check_plan import check, conclude
from tests.conftest import ROOT
from tests.golden.renew import composed

LONGEST = 20
_SCRIPTS = re.compile(r"^---.*?\n---\n|<(script|style)\b.*?</\1>", re.DOTALL)
_BLOCKS = re.compile(r"</?(?:p|li|td|th|tr|caption|summary|h\d|div|figcaption|dt|dd|details|section|ul|table)\b[^>]*>|\n\n")
_ENDS = re.compile(r"(?<=[.?!;])\s+")


def sentences(page: str) -> Iterator[str]:
    """What a page says, sentence by sentence; a semicolon ends one, as what is open is told one after the other."""
    for block in _BLOCKS.split(_SCRIPTS.sub("", page)):
        yield from _ENDS.split(" ".join(unescape(re.sub(r"<[^>]*>", " ", block)).split()))


def too_long(page: str) -> list[str]:
    return [sentence for sentence in sentences(page) if len(sentence.split()) > LONGEST]


def test_sentences_of_the_home_page() -> None:
    """Each has at most twenty words in the demonstration plan, folded or not."""
    report = conclude(check(DiskTree(ROOT), lambda: date(2019, 6, 1)))
    assert too_long(composed(report)["index.md"]) == []


def test_a_long_one_is_found() -> None:
    """In the middle of a page, with marks in it."""
    long = "one <b>two</b> three four five six seven eight nine ten " * 2
    assert too_long(f"---\n{long}\n---\n<p>Short.</p>\n<p>Short; {long}and more. Short.</p>") == [
        f"{' '.join(re.sub('<[^>]*>', '', long).split())} and more."
    ]
