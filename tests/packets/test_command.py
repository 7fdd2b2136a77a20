"""planpress packet: which packet is printed, and where it goes."""

import io
import re
import shutil
from pathlib import Path

import pikepdf
import pytest

from tests import repositories
from tests.conftest import copy_plan, run_planpress
from tests.packets.conftest import Printed
from tests.packets.reading import flat, needs_poppler, text_of

pytestmark = pytest.mark.process

MEETING = """\
schema: 1
title: Planning meeting, June
place: Room 4.12
chair: Ada
attendees: [Ada, Ben]
paper: letter
two_sided: true
appendix: short
since: HEAD
agenda:
  - {project: pose, minutes: 15, question: Ship it to the pilot cell?}
  - {compare: [pose, defects], minutes: 10}
  - {page: about.md}
  - {text: Who labels in July?, minutes: 5, number: 7}
"""


@pytest.fixture(scope="module")
def plan(printed: Printed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration plan, committed, with a meeting of its own and an edit since."""
    root = copy_plan(tmp_path_factory.mktemp("meeting"), drawn=printed.root)
    shutil.rmtree(root / "content/meetings")
    settings = "site_name: p\nsite_url: https://example.org/plan/\nuse_directory_urls: false\n"
    meeting = {"content/meetings/2019-06-03-planning.yml": MEETING, "mkdocs.yml": settings}
    repositories.start(root, meeting | {".gitignore": ".cache/\n*.pdf\n"})
    pose = "content/projects/pose/project.yml"
    rated = (root / pose).read_text(encoding="utf-8")
    repositories.write(root, {pose: rated.replace("learned_pipeline: {value: 5", "learned_pipeline: {value: 1")})
    return root


@pytest.fixture(scope="module")
def june(plan: Path) -> bytes:
    """The packet of the meeting, found by a part of its name."""
    done = run_planpress("packet", "june", cwd=plan)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "2019-06-03-planning.pdf\n"
    return (plan / "2019-06-03-planning.pdf").read_bytes()


@needs_poppler
def test_a_meeting_says_what_is_printed(june: bytes) -> None:
    """Cover, agenda with times, items of every kind in its order, and what it asked for in its own words."""
    text = text_of(june)
    for said in ("Planning meeting, June", "Place Room 4.12", "Chair Ada", "Invited Ada and Ben", "Compared with",
                 "https://example.org/plan/", "Ship it to the pilot cell?", "Who labels in July?"):  # fmt: skip
        assert flat(said) in flat(text), said
    items = ["Pose estimation for grasping", "Pose estimation for grasping and Defect detection", "Who labels in July?"]
    agenda = flat(text[text.index("Agenda") : text.index("The plan on one page")])
    places = [agenda.rindex(flat(item)) for item in items]
    assert "15min" in agenda and "margin no.\n7\n4 Who labels" in text
    assert sorted(places) == places
    assert flat("Plan version") in flat(text) and flat("https://example.org/plan/scoring.html") in flat(text)


@needs_poppler
def test_what_changed_is_in_its_place(june: bytes) -> None:
    """On the decision page, beside the section, and in a chapter of its own, with the edit that did it."""
    whole = flat(text_of(june))
    moved = flat("learned pipeline rating 5 → 1")
    assert flat("Since last time") in whole and flat("What changed since") in whole
    assert whole.count(moved) >= 3


def test_paper_and_addresses(june: bytes) -> None:
    """The meeting's paper; links lead to the plan online, and to pages inside."""
    with pikepdf.open(io.BytesIO(june)) as pdf:
        assert [round(float(one)) for one in pdf.pages[0].mediabox] == [0, 0, 612, 792]
        links = [one for page in pdf.pages for one in page.get("/Annots", [])]
        addresses = {str(one.A.URI) for one in links if "/A" in one and "/URI" in one.A}
    assert {"https://example.org/plan/", "https://example.org/plan/projects/pose/index.html"} <= addresses


@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        (("--select", "id = pose or id = demand"), ["Pose estimation for grasping"]),
        (("--select", "id = demand", "--evidence"), ["Spare-part demand forecast"]),
        (("--changed-since", "HEAD", "--select", "id=defects"), ["Defect detection"]),
        (("june", "--paper", "a4", "--changed-since", "HEAD"), None),
    ],
)
def test_what_is_asked_for_is_printed(
    arguments: tuple[str, ...], titles: list[str] | None, plan: Path, tmp_path: Path
) -> None:
    done = run_planpress("packet", *arguments, "-o", tmp_path / "p.pdf", cwd=plan)
    assert done.returncode == 0, done.stderr
    with pikepdf.open(tmp_path / "p.pdf") as pdf, pdf.open_outline() as outline:
        found = [re.sub(r"^\d+ ", "", str(entry.title)) for entry in outline.root]
        assert round(float(pdf.pages[0].mediabox[3])) == 842
    chapters = ("Agenda", "The plan on one page", "The rest of the plan")
    assert titles is None or [one for one in found if one not in chapters and "What changed" not in one] == titles
