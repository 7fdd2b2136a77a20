"""CONTRIBUTING's table "to add X" is true: a copy of the program gets one more kind of everything, each by touching what its
row names and nothing else, and then each kind shows wherever kinds of it show."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.checkouts import cases
from tests.conftest import ROOT, made_once
from tests.repositories import commit, git
from tests.small_plan import PLAN, PROJECT, P, Q, write

pytestmark = pytest.mark.process

NEW = Path(__file__).parent / "adding"
PACKAGE = "generator/planpress"


@dataclass(frozen=True)
class Addition:
    """One more kind, as adding.yml says; `before` is what stands before the first member of a room's kinds."""

    row: str
    file: str
    member: str
    seen: Mapping[str, str]
    before: str = "= ("
    imported: str = ""
    also: str | None = None


ADDITIONS = tuple(Addition(**one) for one in cases("adding.yml"))

WORST = f"""\
{PROJECT.replace("A project", "THE PROJECT")}models: {{table: models.psv}}
rules: {{best: {{rule: worst, of: [precision, recall]}}}}
decide_by: best
baselines: [{{id: wise, kind: oracle, values: {{precision: 0.9, recall: 0.95}}}}]
"""
TABLE = "model|precision|recall\nnet-1|0.8|0.7\nnet-2|0.7|0.6\n"


def add(addition: Addition, package: Path) -> None:
    """Touch what the addition touches."""
    shutil.copy(NEW / Path(addition.file).name, package / addition.file)
    room = package / addition.file.rpartition("/")[0] / "__init__.py"
    text = room.read_text("utf-8")
    start = re.search(rf"^(ALL|FORMATS)\b.*?{re.escape(addition.before)}", text, re.MULTILINE)
    assert start, f"{room.parent.name}/ has no tuple or mapping of its kinds"
    parts = (text[: start.start()], addition.imported, "\n", start[0], addition.member, ", ", text[start.end() :])
    room.write_text("".join(parts), "utf-8")
    if addition.also:
        more = (NEW / Path(addition.file).with_suffix(".md").name).read_text("utf-8")
        with (package / addition.also).open("a", encoding="utf-8") as file:
            file.write(more)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with all additions, and a plan that uses each."""

    def make(folder: Path) -> None:
        for name in ("generator", "templates", "docs"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for addition in ADDITIONS:
            add(addition, folder / PACKAGE)
        run(folder, "-m", "planpress.workflows.write_docs")
        write(folder / "plan", {P: PLAN, Q: WORST, "content/projects/p/models.psv": TABLE})
        git(folder / "plan", "init", "-q")
        for message in ("begin", "more"):
            commit(folder / "plan", message)

    return made_once(tmp_path_factory, "adding", make)


def run(copy: Path, *words: str) -> str:
    """What Python says of the copy, in the plan's folder once it is there."""
    environment = {**os.environ, "PYTHONPATH": str(copy / "generator")}
    plan = copy / "plan"
    done = subprocess.run(
        [sys.executable, *words], cwd=plan if plan.is_dir() else copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def made(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is made of the plan, by its name."""
    folder = tmp_path_factory.mktemp("made")
    run(copy, "-m", "planpress", "render", str(folder / "site"))
    run(copy, "-m", "planpress", "packet", "--evidence", "-o", str(folder / "packet.pdf"))
    read = subprocess.run(["pdftotext", "-raw", folder / "packet.pdf", "-"], capture_output=True, text=True, check=True)
    page = next((folder / "site").rglob("projects/p/*.md"), None) or next((folder / "site").rglob("p.md"))
    return {
        "page": page.read_text("utf-8"),
        "packet": " ".join(read.stdout.split()),
        "plan.json": run(copy, "-m", "planpress", "export"),
    }


SEEN = [(one, place) for one in ADDITIONS for place in one.seen]


@pytest.mark.parametrize(("addition", "place"), SEEN, ids=[f"{one.row} in {place}" for one, place in SEEN])
def test_an_addition_shows(addition: Addition, place: str, made: dict[str, str], copy: Path) -> None:
    """On the page, on paper, in plan.json, in explain and in the docs, as far as kinds of it show there."""
    text = made.get(place)
    if text is None:
        file = copy / place
        text = file.read_text("utf-8") if file.is_file() else run(copy, "-m", "planpress", *place.split())
    assert addition.seen[place] in text


@pytest.mark.parametrize("addition", ADDITIONS, ids=lambda one: one.row)
def test_a_row_names_all_that_is_touched(addition: Addition) -> None:
    """The row of CONTRIBUTING names the file, the line and what else there is; the line stands for the room's `__init__`."""
    rows = [line.split("|") for line in (ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines() if line.startswith("| a")]
    (row,) = [row for row in rows if row[1].strip().startswith(addition.row)]
    room, lists = addition.file.rpartition("/")[0], "FORMATS" if addition.before == "= {" else "ALL"
    assert f"a file in `{PACKAGE}/{room}/`" in row[2]
    assert re.search(rf"a line in (its `{lists}`|`{room.rpartition('/')[2]}\.{lists}`)", row[2])
    assert addition.also is None or f"`{addition.also}`" in row[2]
