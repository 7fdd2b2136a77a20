"""`planpress decide` from a printed number to the files of a plan, and nothing else of them changed."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from planpress.deciding.answers import Answer
from planpress.model.errors import PlanpressError
from planpress.model.project import Decision
from planpress.workflows.check_plan import check_folder, load
from planpress.workflows.record_decisions import as_diff, decide
from tests.conftest import run_planpress
from tests.repositories import git

pytestmark = pytest.mark.process

PLAN = """\
schema: 1
title: A plan
as_of: 2019-06-03
scales: {effort: {bounds: [1, 5]}}
impact: {worth: {scale: effort}}
feasibility: {data: {scale: effort}}
"""
POSE = """\
# how it began
schema: 1
title:   'Pose estimation'      # in the style of whoever wrote it
owner: Kim
stage: planning
effort: {person_weeks: 3}
impact: {worth: 4}
decisions:
    - {date: 2019-05-02, decision: go on}   # we did

    # more to come
feasibility: {data: 3}
"""
CALLS = "schema: 1\r\ntitle: Calls\r\nstage: planning\r\neffort: {person_weeks: 2}\r\nimpact: {worth: 2}\r\nfeasibility: {data: 2}"
MEETING = """\
schema: 1
title: Planning, June
chair: Ada
agenda:
  - {project: pose, question: Ship net-2?}
  - {compare: [pose, calls], question: Which first?, number: 2}   # the old question
  - text: Who labels in July?
    number: 3
"""
M, P, C = "content/meetings/2019-06-03-planning.yml", "content/projects/pose/project.yml", "content/projects/calls/project.yml"
NOTES = """\
schema: 1
decisions:
  - {number: 9326, decision: "yes", by: [Ada, Ben], because: "it keeps its limits"}
  - {number: 2, decision: "Pose first: its labels are there", overrides: priority, because: "no queue"}
  - {number: 3, decision: later, until: 2019-07-01}
"""
WRITTEN = {
    M: f"""\
{MEETING}decisions:
  - {{number: 9326, decision: "yes", by: [Ada, Ben], because: "it keeps its limits"}}
  - {{number: 2, decision: "Pose first: its labels are there", because: "no queue", overrides: priority}}
  - {{number: 3, decision: "later", until: 2019-07-01}}
""",
    P: POSE.replace(
        "# we did\n",
        """\
# we did
    - {date: 2019-06-03, decision: "Ship net-2? Yes", by: [Ada, Ben], because: "it keeps its limits"}
    - {date: 2019-06-03, decision: "Which first? Pose first: its labels are there", because: "no queue", overrides: priority}
""",
    ),
    C: f"{CALLS}\r\ndecisions:\r\n"
    '  - date: 2019-06-03\r\n    decision: "Which first? Pose first: its labels are there"\r\n'
    '    because: "no queue"\r\n    overrides: priority',
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A plan of two projects with a meeting, and notes of what was decided."""
    files = {"content/plan.yml": PLAN, P: POSE, C: CALLS, M: MEETING, "notes.yml": NOTES}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path


def texts(root: Path) -> dict[str, str]:
    return {name: (root / name).read_bytes().decode() for name in (M, P, C)}


def everything(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_from_a_file(root: Path) -> None:
    """Every decision is in the meeting's file and in its projects', each in the style of its file; the plan reads them."""
    before = everything(root)
    done = run_planpress("decide", "june", "--from", "notes.yml", cwd=root)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{M}\n{C}\n{P}\n", "6 entries for 3 files\n")
    assert texts(root) == WRITTEN
    assert everything(root) == before
    assert run_planpress("check", cwd=root).stdout == "no findings in 2 projects\n"
    report = load(root)
    pose = next(project for project in report.plan.projects if project.id == "pose")
    assert pose.decisions[1] == Decision(pose.decisions[1].date, "Ship net-2? Yes", ("Ada", "Ben"), "it keeps its limits")
    assert [one.decision for one in report.plan.meetings[0].decisions][2] == "later"


def test_again_changes_nothing(root: Path) -> None:
    """The same notes a second time are said to be there already."""
    run_planpress("decide", "june", "--from", "notes.yml", cwd=root)
    done = run_planpress("decide", "june", "--from", "notes.yml", cwd=root)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "items 9326, 2 and 3: there already\nnothing to write\n"
    assert texts(root) == WRITTEN


def test_a_dry_run_is_a_patch(root: Path) -> None:
    """It writes nothing, and git makes of its output what the command would have written."""
    done = subprocess.run(
        [sys.executable, "-m", "planpress", "decide", "planning", "--from", "notes.yml", "--dry-run"],
        cwd=root, capture_output=True, check=True,
    )  # fmt: skip
    assert texts(root) == {M: MEETING, P: POSE, C: CALLS}
    (root / "decisions.patch").write_bytes(done.stdout)
    git(root, "init", "-q")
    git(root, "apply", "decisions.patch")
    assert texts(root) == WRITTEN


def test_decided_otherwise(root: Path) -> None:
    """An earlier decision is shown and stays, and nothing else is written; the status is 1."""
    run_planpress("decide", "june", "--from", "notes.yml", cwd=root)
    (root / "notes.yml").write_text(NOTES.replace('"yes"', '"no"').replace("July", "August"))
    done = run_planpress("decide", "june", "--from", "notes.yml", cwd=root)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f'planpress: {M}:10:5: item 9326 was decided "yes" by Ada and Ben, because "it keeps its limits"; now "no" by Ada'
        ' and Ben, because "it keeps its limits"\n'
        "nothing was written; change the earlier decision where it stands, or leave it\n"
    )
    assert texts(root) == WRITTEN


def test_notes_with_errors(root: Path) -> None:
    """Every error of the notes is said at its line, and nothing is written; the status is 1."""
    (root / "notes.yml").write_text(NOTES.replace("9326", "9236").replace("until: 2019", "untill: 2019"))
    done = run_planpress("decide", "june", "--from", "notes.yml", cwd=root)
    assert (done.returncode, done.stdout) == (1, "")
    assert 'notes.yml:5:34: error PP110 unknown key "untill" (did you mean "until"?)' in done.stderr
    (root / "notes.yml").write_text(NOTES.replace("9326", "9236"))
    done = run_planpress("decide", "june", "--from", "notes.yml", cwd=root)
    assert "notes.yml:3:14: error PP608 no item has the margin number 9236 (did you mean 9326?)" in done.stderr
    assert texts(root) == {M: MEETING, P: POSE, C: CALLS}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["june"], "decisions are asked for in a terminal, and this is none; give them as --from FILE.yml"),
        (["july", "--from", "notes.yml"], 'there is no meeting "july"; known here: 2019-06-03-planning'),
        (["june", "--from", "none.yml"], 'planpress: "none.yml": no such file or directory'),
    ],
)
def test_what_cannot_be_asked(root: Path, arguments: list[str], said: str) -> None:
    """No terminal, no such meeting, no such file: the status is 2."""
    done = subprocess.run(
        [sys.executable, "-m", "planpress", "decide", *arguments],
        cwd=root, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_plan_with_errors(root: Path) -> None:
    """Its errors come first."""
    (root / P).write_text(POSE + "foo: 1\n")
    done = run_planpress("decide", "june", "--from", "notes.yml", cwd=root)
    assert done.returncode == 1
    assert 'unknown key "foo"' in done.stderr


def test_a_file_that_no_entry_can_be_set_into(root: Path) -> None:
    """Where one file cannot take its entry, no file is written."""
    (root / C).write_bytes((CALLS + "\r\ntags: &t []\r\ndecisions: *t\r\n").encode())
    before = texts(root)
    done = run_planpress("decide", "june", "--from", "notes.yml", cwd=root)
    assert done.returncode == 2
    assert f"planpress: {C}: no entry can be added to decisions without changing something else; add it" in done.stderr
    assert texts(root) == before


def test_what_check_will_say_is_said_before(root: Path) -> None:
    """A decision after the plan's day is a warning, told before anything is written; errors are never written."""
    (root / "content/plan.yml").write_text(PLAN.replace("2019-06-03", "2019-06-01"))
    checked = check_folder(root, {})
    assert checked.plan is not None
    decided = decide(root, checked, checked.plan.meetings[0], [Answer(9326, "yes")])
    assert [finding.code for finding in decided.findings] == ["PP411"]
    assert as_diff(decided.changes).count("\n+") == 3 + 2
    (root / P).write_text(POSE.replace("stage: planning", "stage: x"))
    with pytest.raises(PlanpressError, match=r'with these decisions the plan would have 1 error:\n.*"x" is not one of'):
        decide(root, checked, checked.plan.meetings[0], [Answer(9326, "yes")])


def converse(root: Path, typed: str, *arguments: str) -> tuple[int, str, str]:
    """Type into `planpress decide` in a real terminal; its status, what it gave as results, and the screen."""
    master, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "planpress", "decide", *arguments],
        cwd=root, stdin=terminal, stdout=subprocess.PIPE, stderr=terminal, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    os.close(terminal)
    os.write(master, typed.encode())
    screen = b""
    while True:
        try:
            screen += os.read(master, 10_000)
        except OSError:  # the terminal is closed when the command ends
            break
    out, _ = process.communicate()
    os.close(master)
    return process.returncode, out.decode(), screen.decode().replace("\r\n", "\n")


def test_in_a_terminal(root: Path) -> None:
    """Notes are typed back by their numbers, in the order in which they lie there."""
    typed = "9362\n9326\ny\nAda, Ben\nit keeps its limits\n\n\n\n3\nlater 2019-07-01\n\n\n\n"
    status, out, screen = converse(root, typed + "y\n", "june")
    assert (status, out) == (0, f"{M}\n{P}\n")
    assert "no item has the margin number 9362 (did you mean 9326?); its last digit does not fit the others" in screen
    assert "9326  Pose estimation\n      Ship net-2?\n" in screen
    assert "3 entries for 2 files\n" in screen
    expected = WRITTEN[M].replace('until: 2019-07-01', "until: 2019-07-01, by: [Ada]")
    assert texts(root)[M] == "".join(line for line in expected.splitlines(keepends=True) if "Pose first" not in line)
    assert texts(root)[P] == "".join(line for line in WRITTEN[P].splitlines(keepends=True) if "Pose first" not in line)
    assert texts(root)[C] == CALLS


@pytest.mark.parametrize("typed", ["9326\nyes\n\n\n\ndone\nn\n", "9326\nyes\n\x04", "\n\n\n\n\n\n", "done\n"])
def test_nothing_is_written_unasked(root: Path, typed: str) -> None:
    """A no at the end, an end of the input, and nothing decided leave every file as it was."""
    status, out, _ = converse(root, typed, "june")
    assert (status, out) == (130 if "\x04" in typed else 0, "")
    assert texts(root) == {M: MEETING, P: POSE, C: CALLS}


KILLED = """\
import os, signal, sys
from planpress.files import replacing

exchange, left = replacing.exchange, 2

def once(one, other):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    exchange(one, other)

replacing.exchange = once
sys.argv = ["planpress", *sys.argv[1:]]
from planpress.cli import main
main()
"""


def test_killed_between_two_files(root: Path) -> None:
    """`check` tells of it, a dry run too, and the next `decide` finishes what was said yes to, and finds it there."""
    (root / "notes.yml").write_text(NOTES)
    asked = ("decide", "planning", "--from", "notes.yml")
    done = subprocess.run([sys.executable, "-c", KILLED, *asked], cwd=root, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (root / M).read_text() == WRITTEN[M] and (root / P).read_text() == POSE
    said = "planpress: .planpress-unfinished: decisions are written in part; planpress decide finishes that, or takes it back"
    for arguments in (("check",), (*asked, "--dry-run")):
        assert said in run_planpress(*arguments, cwd=root).stderr.splitlines()
    assert (root / P).read_text() == POSE
    again = run_planpress(*asked, cwd=root)
    assert again.returncode == 0
    first, second, *_ = again.stderr.splitlines()
    assert first == f"planpress: decisions that an earlier planpress decide had begun to write are finished: {M}, {C} and {P}"
    assert second == "items 9326, 2 and 3: there already"
    assert {path: (root / path).read_bytes().decode() for path in WRITTEN} == WRITTEN
    assert sorted(path.name for path in root.rglob(".*") if path.is_file()) == []
    assert run_planpress("check", cwd=root).stderr == ""
