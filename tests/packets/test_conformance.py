"""PDF/UA-1 and PDF/A-2a by an independent checker, and what no checker looks at: the order of reading, and searching.

Not covered by either, and left to people: whether an alternative text says what matters, whether the order of reading makes
sense beyond what is compared here, and how the PDF sounds in a screen reader.
"""

import io
import re
from collections.abc import Callable
from pathlib import Path

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


Harm = Callable[[pikepdf.Pdf], None]


def without(key: str) -> Harm:
    """Takes a key out of every object."""

    def harm(pdf: pikepdf.Pdf) -> None:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and key in each:
                del each[key]

    return harm


def with_a_skipped_level(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/H2":
            each.S = pikepdf.Name.H4


def with_a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("standard", "harm"),
    [
        ("PDF/UA-1", None), ("PDF/UA-1", without("/Lang")), ("PDF/UA-1", without("/Alt")), ("PDF/UA-1", with_a_skipped_level),
        ("PDF/UA-1", without("/StructTreeRoot")), ("PDF/A-2a", None), ("PDF/A-2a", without("/StructTreeRoot")),
        ("PDF/A-2a", without("/FontFile2")), ("PDF/A-2a", with_a_script),
    ],
)  # fmt: skip
def test_the_checker_finds_harm(tmp_path: Path, standard: str, harm: Harm | None) -> None:
    """Each harm that is done to a PDF is found, and saving it anew is none: the checks can fail."""
    harmed = io.BytesIO()
    sound = printed_small(tmp_path, tell("# a\n\n![b](a.png)\n\n| c |\n|---|\n| d |"))
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        if harm is not None:
            harm(pdf)
        pdf.save(harmed, static_id=True)
    assert (failures(harmed.getvalue(), standard) != []) is (harm is not None)


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


def test_a_wrong_length_is_not_taken_for_a_mistake_of_the_checker(complete: bytes) -> None:
    """The first stream, with another /Length."""
    length = re.search(rb"/Length (\d+)", complete)
    assert length is not None
    wrong = b"%d" % (int(length[1]) + (-1 if length[1].endswith(b"9") else 1))
    assert failures(complete[: length.start(1)] + wrong + complete[length.end(1) :], "PDF/A-2a") != []
