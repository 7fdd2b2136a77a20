"""From paper and back: numbers read off a printed packet, decisions typed by them, and the packet that shows these."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.conftest import copy_plan, run_planpress
from tests.packets.conftest import Printed
from tests.packets.paper_items import PaperItem, items
from tests.packets.reading import needs_poppler, pages_of
from tests.packets.tagged import document

pytestmark = [needs_poppler, pytest.mark.process]

MEETING = Path("content/meetings/2019-06-05-planning.yml")
NUMBER = re.compile(r"margin no\.\n(\d+)\n\d+ (.+)")


@dataclass(frozen=True)
class RoundTrip:
    """A plan's packet on paper, and the next one, after its decisions came back."""

    root: Path
    first: bytes
    second: bytes


def numbers_of(pdf: bytes) -> dict[str, str]:
    """The numbers in the margin as somebody reads them: each stands above the title of its item."""
    found = [match for page in pages_of(pdf) if (match := NUMBER.search(page))]
    return {match[2]: match[1] for match in found}


def print_june(root: Path) -> bytes:
    done = run_planpress("packet", "june", "-o", root / "june.pdf", cwd=root)
    assert done.returncode == 0, done.stderr
    return (root / "june.pdf").read_bytes()


@pytest.fixture(scope="module")
def trip(printed: Printed, tmp_path_factory: pytest.TempPathFactory) -> RoundTrip:
    root = copy_plan(tmp_path_factory.mktemp("trip"), drawn=printed.root)
    first = print_june(root)
    pose, language, calls, page, fair = numbers_of(first).values()
    (root / "notes.yml").write_text(
        f"""\
schema: 1
decisions:
  - {{number: {pose}, decision: "yes", by: [Head of operations], because: "the pilot cell holds"}}
  - {{number: {language}, decision: "Invoice fields", projects: [invoice-fields], because: "its pilot runs"}}
  - {{number: {calls}, decision: later, until: 2019-07-01}}
  - {{number: {page}, decision: "no", because: "two owners a project"}}
  - {{number: {fair}, decision: "Two temps from Monday", by: [Platform]}}
"""
    )
    done = run_planpress("decide", "june", "--from", "notes.yml", cwd=root)
    assert done.returncode == 0, done.stderr
    return RoundTrip(root, first, print_june(root))


def test_each_item_of_the_agenda_has_a_number_of_its_own(trip: RoundTrip) -> None:
    agenda = yaml.safe_load((trip.root / MEETING).read_text(encoding="utf-8"))["agenda"]
    found = numbers_of(trip.first)
    assert len(found) == len(set(found.values())) == len(agenda) == 5
    assert list(found.values()) == [item.number for item in items(document(trip.first))]


def test_the_next_packet_has_the_same_numbers_and_shows_the_decisions(trip: RoundTrip) -> None:
    assert numbers_of(trip.second) == numbers_of(trip.first)
    pose, language, calls, page, fair = items(document(trip.second))
    assert "Yes (Head of operations). the pilot cell holds" in pose.parts["Earlier decisions"]
    assert pose.parts["Earlier decisions"].count("the pilot cell holds") == 1
    assert "Invoice fields. its pilot runs" in language.parts["Earlier decisions"]
    assert "Later, until 2019-07-01" in calls.parts["Earlier decisions"]
    assert "no. two owners a project" in page.parts["Earlier decisions"]
    assert fair.parts["Earlier decisions"] == "5 Jun 2019: Two temps from Monday (Platform)"
    first = items(document(trip.first))
    assert not any("5 Jun 2019" in one.parts.get("Earlier decisions", "") for one in first)


def test_another_item_leaves_the_numbers_of_the_others(trip: RoundTrip, tmp_path: Path) -> None:
    """Wherever it comes in, and with the decisions still beside the items that they were taken on."""
    shutil.copytree(trip.root, tmp_path / "plan")
    meeting = tmp_path / "plan" / MEETING
    text = meeting.read_text(encoding="utf-8")
    meeting.write_text(text.replace("agenda:\n", "agenda:\n  - {project: defects, minutes: 10}\n", 1), encoding="utf-8")
    pdf = print_june(tmp_path / "plan")
    found = numbers_of(pdf)
    assert next(iter(found)) == "Defect detection"
    assert list(found.items())[1:] == list(numbers_of(trip.first).items())
    assert decided(items(document(pdf))[1:]) == decided(items(document(trip.second)))


def decided(every: list[PaperItem]) -> list[str]:
    return [one.parts.get("Earlier decisions", "") for one in every]
