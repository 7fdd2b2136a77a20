"""The tables that docs/content.md shows, each in a plan of its own: what the page says of it is what comes out."""

import re
from pathlib import Path

import pytest

from planpress.workflows.check_plan import check_folder, conclude
from tests.conftest import ROOT
from tests.reading.test_shapes import BEFORE, PLAN, files_of
from tests.small_plan import FOLDER, write

PAGE = (ROOT / "docs" / "content.md").read_text("utf-8")
SECTION = PAGE.partition("### Tables of other shapes\n")[2].partition("\n### ")[0]
SHAPES = re.findall(r"^\*\*(.+?)\.\*\*(.+?)\n\n```text\n(.+?)```", SECTION, re.MULTILINE | re.DOTALL)
DEFAULTS = re.findall(r"`((?:metrics|rules): .+?)`", SECTION.partition("\n\n**")[0].replace("\n", " "))
BESIDE = {"PP401", "PP402", "PP440"}  # of a plan that says neither what was there nor how sure it is


@pytest.mark.parametrize(("said", "text"), [shape[1:] for shape in SHAPES], ids=[shape[0] for shape in SHAPES])
def test_a_shape_comes_out_as_the_page_says(tmp_path: Path, said: str, text: str) -> None:
    files = files_of(text)
    own = files.pop("project.yml")
    more = [line for line in DEFAULTS if f"\n{line.partition(':')[0]}:" not in f"\n{own}"]
    written = {f"{FOLDER}{name}": content for name, content in files.items()}
    write(tmp_path, {"content/plan.yml": PLAN, f"{FOLDER}project.yml": "\n".join([BEFORE + own.rstrip(), *more, ""]), **written})
    checked = check_folder(tmp_path, {})
    found = {finding.code for finding in checked.findings} - BESIDE
    end = re.search(r"(Best|Found): (?:\[)?([^.\]\n]+)", said.replace("\n", " ").rpartition(". ")[2])
    assert end is not None, said
    if end[1] == "Found":
        assert found == {end[2]}
        return
    assert found == set()
    (evaluation,) = conclude(checked).evaluations.values()
    assert evaluation.deciding is not None and evaluation.deciding.winners == (end[2],)


def test_every_shape_is_looked_at() -> None:
    """Each block of the section belongs to a shape, and what they share is there."""
    assert len(SHAPES) == SECTION.count("```text") >= 24
    assert [line.partition(":")[0] for line in DEFAULTS] == ["metrics", "rules"]
