"""PDF/UA-1 and PDF/A-2a by an independent checker, and what no checker looks at: the order of reading, and searching.

Not covered by either, and left to people: whether an alternative text says what matters, whether the order of reading makes
sense beyond what is compared here, and how the PDF sounds in a screen reader.
"""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.packets.conformance import PROFILES, failures
from tests.packets.conftest import Printed
from tests.packets.reading import needs_poppler, text_of
from tests.packets.small import printed as printed_small
from tests.packets.small import tell

pytestmark = pytest.mark.process


@pytest.mark.parametrize("standard", PROFILES)
def test_the_whole_packet_keeps_the_standard(complete: bytes, standard: str) -> None:
    """The demonstration plan with its narratives."""
    assert failures(complete, standard) == []


def nothing(pdf: pikepdf.Pdf) -> None:
    """The twin of the harms."""


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def without_words(pdf: pikepdf.Pdf) -> None:
    for each in tags(pdf):
        if each.S == "/Figure":
            del each["/Alt"]


def with_a_skipped_level(pdf: pikepdf.Pdf) -> None:
    for each in tags(pdf):
        if each.S == "/H2":
            each.S = pikepdf.Name.H4


def without_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def without_a_font(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each:
            del each["/FontFile2"]


def with_a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("standard", "harm"),
    [
        ("PDF/UA-1", nothing), ("PDF/A-2a", nothing), ("PDF/UA-1", without_language), ("PDF/UA-1", without_words), ("PDF/UA-1", with_a_skipped_level), ("PDF/UA-1", without_tags),
        ("PDF/A-2a", without_tags), ("PDF/A-2a", without_a_font), ("PDF/A-2a", with_a_script),
    ],
)  # fmt: skip
def test_the_checker_finds_harm(tmp_path: Path, standard: str, harm: Callable[[pikepdf.Pdf], None]) -> None:
    """Each harm that is done to a PDF is found, and saving it anew is none: the checks can fail."""
    harmed = io.BytesIO()
    sound = printed_small(tmp_path, tell("# a\n\n![b](a.png)\n\n| c |\n|---|\n| d |"))
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        harm(pdf)
        pdf.save(harmed, static_id=True)
    assert (failures(harmed.getvalue(), standard) != []) is (harm is not nothing)


def tags(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The elements of the structure, in the order in which a screen reader goes through them."""
    pending: list[Any] = [pdf.Root.StructTreeRoot.K]
    while pending:
        each = pending.pop()
        if isinstance(each, pikepdf.Array):
            pending += reversed(list(each))
        elif isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
            if "/K" in each:
                pending.append(each.K)


@needs_poppler
def test_every_word_of_a_narrative_is_found(printed: Printed, complete: bytes) -> None:
    """A search in a reader finds every word; none is hyphenated where a line could end before it."""
    text = text_of(complete)
    searched = text.replace("\u200b", "")
    for project in printed.report.plan.projects:
        assert project.narrative is not None
        written = re.sub(r"`[^`]*`|\(\S+?\)|https?:\S+", " ", project.narrative.text)
        words = set(re.findall(r"[^\W\d_]{8,}", written))
        assert [word for word in words if word not in searched] == []
    assert "\u00ad" not in text
