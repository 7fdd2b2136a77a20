"""A change of files that is killed at any step is finished by the next one or taken back, and nobody's edit is lost."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planpress.files.journal import NAME, unfinished
from planpress.files.recovering import Recovered, recover
from planpress.model.errors import PlanpressError

pytestmark = pytest.mark.process

FILES = ("content/a.yml", "content/b.yml", "content/c.yml")
ALL = {name: f"new {name}" for name in FILES}
NONE = {name: f"old {name}" for name in FILES}

# Kills itself before a step: the steps are what the change asks of the system, counted from 1. A change that has fewer
# comes to its end.
COUNTED = """\
import os, signal, sys
from pathlib import Path
left = int(sys.argv[2])

def counted(call):
    def step(*arguments, **more):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **more)
    return step
"""
CHANGE = f"""{COUNTED}
from planpress.files import replacing
from planpress.files.exchange import ExchangeNotSupportedError
from planpress.files.replacing import Replacement, replace_files

def not_here(one, other):
    raise ExchangeNotSupportedError("no such step")

root, _, way, *names = sys.argv[1:]
replacements = [Replacement(Path(root, name), b"old " + name.encode(), b"new " + name.encode()) for name in names]
replacing.exchange = counted(replacing.exchange) if way == "one step" else not_here
for name in ("open", "write", "fchmod", "fsync", "link", "replace", "unlink"):
    setattr(os, name, counted(getattr(os, name)))
replace_files(Path(root), replacements)
"""
RECOVERY = f"""{COUNTED}
from planpress.files import recovering
recovering.change_places = counted(recovering.change_places)
os.unlink = counted(os.unlink)
recovering.recover(Path(sys.argv[1]))
"""


def killed(root: Path, at: int, way: str) -> bool:
    """Change the files in a process that is killed before its step `at`; whether it had so many."""
    done = subprocess.run(
        [sys.executable, "-c", CHANGE, str(root), str(at), way, *FILES], check=False, capture_output=True
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
    return done.returncode != 0


def fill(root: Path) -> Path:
    (root / "content").mkdir(parents=True)
    for name in FILES:
        (root / name).write_text(f"old {name}")
    return root


def contents(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()}


def moments(tmp_path: Path, way: str) -> Iterator[Path]:
    """A folder for each step, with what a kill before it leaves."""
    at = 1
    while killed(root := fill(tmp_path / f"{at}"), at, way):
        yield root
        at += 1
    assert contents(root) == ALL
    assert at > 20


@pytest.mark.parametrize("way", ["one step", "a third name"])
def test_killed_at_each_step(way: str, tmp_path: Path) -> None:
    """All files are new or none is, nothing is left beside them, and what was begun is told."""
    ends: list[bool | None] = []
    mixed = 0
    for root in moments(tmp_path, way):
        now = {name: (root / name).read_text() for name in FILES}
        mixed += now not in (ALL, NONE)
        noticed = unfinished(root)
        assert noticed or now in (ALL, NONE)
        made = recover(root)
        assert contents(root) in (ALL, NONE)
        assert (made is None) == (not noticed)
        assert made is None or (made.finished, made.paths) == (contents(root) == ALL, FILES)
        assert recover(root) is None and not unfinished(root)
        ends.append(None if made is None else made.finished)
    assert mixed >= 2  # between the first two files, and between the last two
    # Nothing had begun; then too little was there to finish it; then it is finished.
    assert sorted(ends, key=lambda end: (end is not None, end)) == ends
    assert {*ends} == {None, False, True}


Cut = Callable[[str], Path]


@pytest.fixture(scope="module", params=["one step", "a third name"])
def made_cut(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state in which the first file is new and the others are not; not to be changed."""
    for root in moments(tmp_path_factory.mktemp("cut"), request.param):
        if [(root / name).read_text()[:3] for name in FILES] == ["new", "old", "old"]:
            return root
    raise AssertionError("no kill falls between two files")


@pytest.fixture
def cut(made_cut: Path, tmp_path: Path) -> Cut:
    """Copies of that state by a name of their own."""

    def copy(name: str = "plan") -> Path:
        return Path(shutil.copytree(made_cut, tmp_path / name))

    return copy


def test_an_edit_of_a_file_that_had_its_turn_is_kept(cut: Cut) -> None:
    """The others get their new bytes."""
    root = cut()
    (root / FILES[0]).write_text("new and edited")
    made = recover(root)
    assert made is not None and made.finished
    assert contents(root) == ALL | {FILES[0]: "new and edited"}


def test_an_edit_of_a_file_that_waited_takes_the_change_back(cut: Cut) -> None:
    """What somebody wrote there is kept, and the first file is what it was."""
    root = cut()
    (root / FILES[1]).write_text("old and edited")
    made = recover(root)
    assert made == Recovered(False, FILES)
    assert contents(root) == NONE | {FILES[1]: "old and edited"}


def test_edits_on_both_sides_are_left_and_told(cut: Cut) -> None:
    """Then nothing is touched, again and again, until somebody has settled it."""
    root = cut()
    (root / FILES[0]).write_text("new and edited")
    (root / FILES[1]).write_text("old and edited")
    before = contents(root)
    for _ in range(2):
        with pytest.raises(
            PlanpressError, match=rf"{FILES[0]} has its new entries\n.*{FILES[1]} has not, and was edited"
        ):
            recover(root)
        assert contents(root) == before and unfinished(root)


def test_a_recovery_that_is_killed_goes_on(cut: Cut) -> None:
    """Between two files as well: the next one finds what is left to do."""
    at = 1
    while True:
        root = cut(f"{at}")
        done = subprocess.run([sys.executable, "-c", RECOVERY, str(root), str(at)], check=False)
        recover(root)
        assert contents(root) == ALL
        if done.returncode == 0:
            break
        at += 1
    assert at > 4


def test_a_journal_of_somebody_elses_is_no_way_out_of_the_plan(tmp_path: Path) -> None:
    """A path that leads out of content/, or to a file that is not beside it, is refused and nothing is moved."""
    root = fill(tmp_path / "plan")
    (tmp_path / "secret").write_text("mine")
    (tmp_path / ".secret.planpress-1").write_text("theirs")
    for path, beside in (("../secret", ".secret.planpress-1"), ("content/../../secret", ".secret.planpress-1"),
                         ("content/a.yml", "../x"), ("content/a.yml", ".a.yml.planpress-1/../../x")):  # fmt: skip
        (root / NAME).write_text(f'{{"files": [{{"path": "{path}", "beside": "{beside}", "old": "0", "new": "1"}}]}}')
        with pytest.raises(PlanpressError, match="names a file that planpress decide never writes"):
            recover(root)
    assert (tmp_path / "secret").read_text() == "mine"


def test_one_that_is_under_way_is_left_alone(tmp_path: Path) -> None:
    """While another process has the journal it is neither told of nor touched."""
    from planpress.files.journal import locked

    root = fill(tmp_path)
    with locked(root) as journal:
        journal.write(b'{"files": []}')
        assert not unfinished(root)
        with pytest.raises(PlanpressError, match="another planpress is writing decisions into this plan"):
            recover(root)
    assert contents(root) == NONE
