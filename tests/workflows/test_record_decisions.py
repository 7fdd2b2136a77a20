"""`planpress decide` from a printed number to a meeting's file of decisions, and what the plan makes of it."""

import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planpress.formats.decision_file import as_file
from planpress.model.decision import MeetingDecision, plain_decision
from planpress.model.errors import PlanpressError
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.settles import SETTLED, HintCode
from planpress.model.sources import Places, SourceFile
from planpress.reading.meeting_documents import read_decisions
from planpress.workflows.check_plan import check_folder, load
from planpress.workflows.compare_plans import compare_named
from planpress.workflows.decision_notes import complete, read_notes
from planpress.workflows.record_decisions import Decided, as_diff, decide, write
from tests.conftest import run_planpress
from tests.lints.building import plan, project
from tests.repositories import commit, git, texts_of

pytestmark = pytest.mark.process

CASES = yaml.safe_load((Path(__file__).parent / "decisions.yml").read_text("utf-8"))
HERE = Path(__file__).parent / "decided"
M, P = "content/meetings/2019-06-03-planning.yml", "content/projects/pose/project.yml"
D = M.replace(".yml", ".decisions.yml")
PLAN, POSE, MEETING, NOTES, WRITTEN = (
    (HERE / path).read_text("utf-8") for path in ("content/plan.yml", P, M, "notes.yml", "written.yml")
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A plan of two projects with a meeting, and notes of what was decided."""
    shutil.copytree(HERE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def deciding(root: Path) -> Callable[..., Decided]:
    """What takes decisions at the meeting of the plan as it is now."""
    checked = check_folder(root, {})
    assert checked.plan is not None
    meeting = checked.plan.meetings[0]
    return lambda *notes: decide(root, checked, meeting, notes)


def noted(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The notes, handed to the command."""
    return run_planpress("decide", "june", "--from", "notes.yml", *options, cwd=root)


def test_from_a_file(root: Path) -> None:
    """Every decision is in the meeting's file of decisions, shown as a diff; no file of people's is touched."""
    before = texts_of(root / "content")
    done = noted(root)
    assert (done.returncode, done.stderr) == (0, f"3 decisions more in {D}\n")
    assert done.stdout.startswith(f"--- /dev/null\n+++ b/{D}\n@@ -0,0 ")
    assert texts_of(root / "content") == {**before, D.removeprefix("content/"): WRITTEN}
    assert sorted(path.name for path in root.rglob(".*") if path.is_file()) == []
    assert run_planpress("check", cwd=root).stdout == "no findings in 2 projects\n"
    report = load(root)
    calls, pose = ([(str(one.date), one.words) for one in each.all_decisions()] for each in report.plan.projects)
    assert calls == [("2019-06-03", "Which first? Pose first: its labels are there")]
    assert pose == [
        ("2019-06-03", "Ship net-2? Yes; model: net-2; settles winner: net-2"),
        ("2019-06-03", "Which first? Pose first: its labels are there"),
        ("2019-05-02", "go on"),
    ]
    assert report.plan.meetings[0].decided(3) == report.plan.records[0].decisions[2]


def test_again_changes_nothing(root: Path) -> None:
    """The same notes a second time are said to be there already; others come behind them."""
    noted(root)
    done = noted(root)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "items 9326, 2 and 3: there already\nnothing to write\n"
    assert (root / D).read_text() == WRITTEN
    (root / D).write_text(WRITTEN[: WRITTEN.index("  - number: 2\n")].replace("limits", "word"))
    write(root, deciding(root)(MeetingDecision(3, "later", until=date(2019, 7, 1))))
    assert (root / D).read_text() == WRITTEN.replace("limits", "word").replace(
        WRITTEN[WRITTEN.index("  - number: 2\n") : WRITTEN.index("  - number: 3\n")], ""
    )


def test_a_dry_run_is_a_patch(root: Path) -> None:
    """It writes nothing, and git makes of its output what the command would have written."""
    before = texts_of(root / "content")
    done = noted(root, "--dry-run")
    assert texts_of(root / "content") == before
    (root / "decisions.patch").write_text(done.stdout)
    git(root, "init", "-q")
    git(root, "apply", "decisions.patch")
    assert texts_of(root / "content") == {**before, D.removeprefix("content/"): WRITTEN}


def test_decided_otherwise(root: Path) -> None:
    """An earlier decision is shown and stays, and nothing else is written; the status is 1."""
    noted(root)
    (root / "notes.yml").write_text(NOTES.replace('"yes"', '"no"').replace("July", "August"))
    done = noted(root)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f'planpress: {D}:4:5: item 9326 was decided "yes" by Ada and Ben, because "it keeps its limits",'
        ' model "net-2", settles winner: net-2; now "no" by Ada and Ben, because "it keeps its limits", model "net-2", settles'
        ' winner: net-2\n'
        "nothing was written; change the earlier decision where it stands, or leave it\n"
    )
    assert (root / D).read_text() == WRITTEN
    with pytest.raises(PlanpressError, match=r'this run: item 3 was decided "Ben"; now "a \\u001b\[31m bug"'):
        (root / D).unlink()
        deciding(root)(MeetingDecision(3, "Ben"), MeetingDecision(3, "a \x1b[31m bug"))


def test_a_file_that_was_edited_meanwhile(root: Path) -> None:
    """It stays as somebody saved it."""
    found = deciding(root)(MeetingDecision(3, "Ben"))
    (root / D).write_text(WRITTEN)
    with pytest.raises(PlanpressError, match="was changed meanwhile; nothing was written, run the command again"):
        write(root, found)
    assert (root / D).read_text() == WRITTEN
    later = deciding(root)
    (root / D).write_text("schema: 1\n")
    with pytest.raises(PlanpressError, match="has an error by now; nothing was written"):
        later(MeetingDecision(3, "Ben"))


def test_decisions_in_the_file_of_the_agenda(root: Path) -> None:
    """What an earlier planpress wrote there counts, and is copied; what it wrote into the files of projects is shown once."""
    (root / M).write_text(f'{MEETING}decisions:\n  - {{number: 9326, decision: "yes"}}\n')
    (root / P).write_text(
        POSE.replace("decisions:\n", 'decisions:\n  - {date: 2019-06-03, decision: "Ship net-2? Yes"}\n')
    )
    said = "content/meetings/2019-06-03-planning.yml:9:1: warning PP611 decisions: they "
    way_out = f"belong into {D}: planpress decide 2019-06-03-planning copies them into {D}, then remove them here"
    assert f"{said}{way_out}\n" in run_planpress("check", cwd=root).stdout
    write(root, deciding(root)(MeetingDecision(9326, "yes"), MeetingDecision(3, "Ben")))
    assert [one.number for one in load(root).plan.records[0].decisions] == [9326, 3]
    assert f"{said}are in {D} too; remove them here\n" in run_planpress("check", cwd=root).stdout
    pose = load(root).plan.projects[1]
    assert [one.decision for one in pose.all_decisions()] == ["Ship net-2? Yes", "go on"]


def test_a_decision_is_an_edit_of_its_projects(root: Path) -> None:
    """`diff` says what was decided, where, and about which project, and `log` counts its commits to the plan's."""
    git(root, "init", "-q")
    commit(root, "a plan")
    noted(root)
    before = compare_named("HEAD", None, root)
    commit(root, "b")
    for found in (before, compare_named("HEAD~1", "HEAD", root)):
        *of_projects, of_meeting = found.edits
        assert of_meeting.words == "meeting 2019-06-03-planning: decision Who labels in July? Later, until 2019-07-01 added"
        assert [(edit.project, edit.words, str(edit.place)) for edit in of_projects] == [
            ("calls", "decision Which first? Pose first: its labels are there added", f"{D}:17:5"),
            ("pose", "decision Ship net-2? Yes (model net-2, settles {winner: net-2}) added", f"{D}:4:5"),
            ("pose", "decision Which first? Pose first: its labels are there added", f"{D}:17:5"),
        ]
    (root / D).write_text(WRITTEN.replace("labels are", "data is"))
    changed = [(edit.project, edit.kind) for edit in compare_named("HEAD", None, root).edits]
    assert changed == [("calls", "changed"), ("pose", "changed")]
    commit(root, "c")
    assert '"commits": 3' in run_planpress("log", "--format", "json", cwd=root).stdout


@pytest.mark.parametrize("case", CASES["edits"], ids=lambda case: case["new"])
def test_a_file_of_decisions_with_errors(root: Path, case: dict[str, Any]) -> None:
    """Each is found at its line, as in every file of the plan."""
    assert case["old"] in WRITTEN
    (root / D).write_text(WRITTEN.replace(case["old"], case["new"]))
    assert [str(finding) for finding in check_folder(root, {}).findings] == [case["finds"].replace("D:", f"{D}:", 1)]


def test_a_file_of_no_meeting(root: Path) -> None:
    """It must be called as its meeting is; a name that holds no day is no meeting's."""
    (root / D).with_name("2019-06-04-planning.decisions.yml").write_text(WRITTEN.replace("2019-06-03", "2019-06-02"))
    (root / D).with_name("june.decisions.yml").write_text(WRITTEN)
    folder = "content/meetings"
    assert [str(finding) for finding in check_folder(root, {}).findings] == [
        f"{folder}/2019-06-04-planning.decisions.yml: warning PP612 there is no {folder}/2019-06-04-planning.yml; give both"
        " files one name",
        f'{folder}/june.decisions.yml: error PP601 "june.decisions.yml" is no meeting\'s name; a meeting is'
        f" {folder}/2019-06-01-name.decisions.yml",
    ]


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
    done = run_planpress("decide", *arguments, cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_notes_and_plans_with_errors(root: Path) -> None:
    """The errors of either are said at their lines, and nothing is written; the status is 1."""
    before = texts_of(root / "content")
    (root / "notes.yml").write_text(NOTES.replace("until: 2019", "untill: 2019"))
    for said in ('notes.yml:5:34: error PP110 unknown key "untill" (did you mean "until"?)', 'unknown key "foo"'):
        done = noted(root)
        assert (done.returncode, said in done.stderr, texts_of(root / "content")) == (1, True, before)
        (root / P).write_text(POSE + "foo: 1\n")
        before = texts_of(root / "content")


def test_what_check_will_say_is_said_before(root: Path) -> None:
    """A decision after the plan's day is a warning, told before anything is written; errors are never written."""
    (root / "content/plan.yml").write_text(PLAN.replace("2019-06-03", "2019-06-01"))
    found = deciding(root)(MeetingDecision(9326, "yes"))
    assert [finding.code for finding in found.findings] == ["PP411"]
    assert as_diff(found).count("\n+") == 10
    later = deciding(root)
    (root / P).write_text(POSE.replace("stage: planning", "stage: x"))
    with pytest.raises(PlanpressError, match=r'with these decisions the plan would have 1 error:\n.*"x" is not one of'):
        later(MeetingDecision(9326, "yes"))


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
    assert (status, out.splitlines()[1]) == (0, f"+++ b/{D}")
    assert "no item has the margin number 9362 (did you mean 9326?); its last digit does not fit the others" in screen
    assert "9326  Pose estimation\n      Ship net-2?\n" in screen
    assert f"2 decisions more in {D}\n" in screen
    assert [one.number for one in load(root).plan.records[0].decisions] == [9326, 3]


@pytest.mark.parametrize("typed", ["9326\nyes\n\n\n\ndone\nn\n", "9326\nyes\n\x04", "\n\n\n\n\n\n", "done\n"])
def test_nothing_is_written_unasked(root: Path, typed: str) -> None:
    """A no at the end, an end of the input, and nothing decided leave every file as it was."""
    before = texts_of(root / "content")
    status, _, _ = converse(root, typed, "june")
    assert status == (130 if "\x04" in typed else 0)
    assert texts_of(root / "content") == before


SHIP = AgendaItem(9326, project="pose", question="Ship net-2?", recommendation="Yes: it keeps its limits.")
FIRST = AgendaItem(4, compare=("pose", "calls"), title="Which first")
ITEMS = (SHIP, FIRST, AgendaItem(5, text="Who?"))
JUNE = Meeting("june", "june.yml", "Planning, June", date(2019, 6, 3), ITEMS, places=Places("june.yml"))


@pytest.mark.parametrize(
    ("item", "note", "words"),
    [
        (SHIP, MeetingDecision(9326, "Y"), "Ship net-2? Yes"),
        (SHIP, MeetingDecision(9326, "NO"), "Ship net-2? No"),
        (SHIP, MeetingDecision(9326, "later", until=date(2019, 7, 1)), "Ship net-2? Later, until 2019-07-01"),
        (SHIP, MeetingDecision(9326, "only to  one\n cell"), "Ship net-2? only to one cell"),
        (SHIP, MeetingDecision(9326, "no", question="Ship it"), "Ship it: no"),
        (replace(SHIP, question=None), MeetingDecision(9326, "only to one cell"), "only to one cell"),
        (replace(SHIP, question=None), MeetingDecision(9326, "no"), "Yes: it keeps its limits: no"),
        (replace(SHIP, question=None, recommendation=None), MeetingDecision(9326, "yes"), "What the packet of Planning, June asks: yes"),
        (FIRST, MeetingDecision(4, "later"), "Which first: later"),
    ],
)  # fmt: skip
def test_what_a_project_says(item: AgendaItem, note: MeetingDecision, words: str) -> None:
    """With the question there is one; without, yes and no say to what, and any other text stands for itself."""
    found = complete(note, replace(JUNE, agenda=(item,)))
    assert (found.words, found.projects, found.date) == (words, item.projects, JUNE.date)


@given(st.text(max_size=12))
def test_yes_no_and_later_however_typed(text: str) -> None:
    """Any text is one of the three or itself on one line, and reading it again changes nothing."""
    plain = plain_decision(text)
    assert plain_decision(plain) == plain
    assert plain in ("yes", "no", "later") or plain == " ".join(text.split())


ODD = ("no", "1e3", "0o17", "012", "~", "- x", "a: b", "#", "'", '"', "2019-06-03", "=", "<<", "é\u2028x", " x ", "x\ny", "🙂")
LETTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
TEXTS = st.sampled_from(ODD) | st.text(LETTERS, min_size=1).filter(str.strip)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
VALUES = st.floats(-1e40, 1e40).filter(lambda value: value == 0 or abs(value) > 1e-40)
CODES = st.sampled_from(get_args(HintCode))
HINTS = CODES | st.lists(CODES, min_size=1).map(tuple)
VALUED = {"below-floor": VALUES, "missed-requirement": st.dictionaries(TEXTS, VALUES), "review": DAYS, "hint": HINTS}
NAMED = st.lists(st.sampled_from(SETTLED), unique=True, min_size=1).map(tuple)
SETTLES = NAMED | st.fixed_dictionaries({"winner": TEXTS}, optional=VALUED)
DECISIONS = st.builds(
    MeetingDecision, st.integers(1, 9_999_999), TEXTS.map(plain_decision).filter(str.strip), projects=st.just(("pose", "on")),
    date=DAYS, question=st.none() | TEXTS, model=st.none() | TEXTS, settles=st.none() | SETTLES, by=st.lists(TEXTS).map(tuple),
    because=st.none() | TEXTS, overrides=st.none() | TEXTS,
)  # fmt: skip


@given(st.lists(DECISIONS, min_size=1, max_size=3))
def test_what_is_written_is_what_is_read(decisions: list[MeetingDecision]) -> None:
    """Whatever was decided, YAML's odd words too; nothing of it reads otherwise elsewhere."""
    found, _, findings = read_decisions(SourceFile("d.yml", as_file(decisions)))
    assert [str(finding) for finding in findings] == []
    assert list(found) == decisions


@pytest.mark.parametrize("case", CASES["notes"], ids=lambda case: case["text"][:40])
def test_files_of_notes(case: dict[str, Any]) -> None:
    """Everything that is wrong with a file is said at its line."""
    known = plan(project(), project("calls"))
    _, wrong = read_notes(SourceFile("n.yml", case["text"].encode()), known, JUNE)
    assert sorted(str(finding) for finding in wrong) == sorted(case["finds"])


VALUES = {
    "the winner": ("net-1", (), ("winner",), {"winner": "net-2"}),
    "of the model that is decided for": ("net-1", ("requirements: [{metric: precision, at_least: 0.75}]",), ("missed-requirement",), {"missed-requirement": {"precision": 0.7}}),
    "of a baseline that is decided for": ("script", ("requirements: [{metric: precision, at_least: 0.75}]",), ("missed-requirement",), {"missed-requirement": {"precision": 0.5}}),
    "what asks for nothing is left out": ("net-1", (), ("winner", "below-floor"), {"winner": "net-2"}),
    "nothing at all": ("net-1", (), ("below-floor",), None),
    "a hint by its code": ("net-2", ("requirements: [{metric: precision, at_least: 0.95}]",), ("hint",), {"hint": "task-too-hard"}),
    "each hint by its code": ("net-2", ("requirements: [{metric: precision, at_least: 0.75}, {metric: precision, at_most: 0.7}]",), ("hint",), {"hint": ["requirements-trade-off", "task-too-hard"]}),
    "no hint": ("net-2", ("requirements: [{metric: precision, at_least: 0.6}]",), ("hint",), None),
}  # fmt: skip


@pytest.mark.parametrize(("model", "more", "names", "expected"), VALUES.values(), ids=VALUES)
def test_what_is_settled_is_written_with_what_is_true(root: Path, model: str, more: tuple[str, ...], names: tuple[str, ...], expected: object) -> None:
    """Names alone get the values of the day, those of the model that is decided for; noted again they stay."""
    (root / P).write_text("\n".join([POSE, *more, ""]))
    note = MeetingDecision(9326, "yes", model=model, settles=names, by=("Ada",))
    decided = deciding(root)(note)
    write(root, decided)
    written = yaml.safe_load((root / D).read_text())["decisions"][0]
    assert written.get("settles") == expected
    left = [f"item 9326 settles {name}, which has no value today; it is left out" for name in names if name not in (expected or {})]
    assert list(decided.left_out) == left
    assert deciding(root)(note).known == (9326,)


def test_what_several_projects_settle(root: Path) -> None:
    """One value that is true of each is written; where they differ, nothing is, and each is named."""
    (root / P.replace("pose", "calls")).write_text(POSE.replace("Pose", "Calls"))
    same = MeetingDecision(2, "both", settles=("winner", "review"))
    decided = deciding(root)(same)
    assert b"settles:\n      winner: net-2\n" in (decided.new or b"")
    assert decided.left_out == ("item 2 settles review, which has no value today; write until when",)
    (root / P).write_text(POSE.replace("net-2", "net-3"))
    way_out = "take it out, and settle it in each project's own decisions"
    with pytest.raises(PlanpressError) as refused:
        deciding(root)(same)
    assert str(refused.value) == f"item 2 settles winner, which differs (pose: net-3 and calls: net-2); nothing was written: {way_out}"
    write(root, deciding(root)(replace(same, projects=("calls",))))
    assert "winner: net-2" in (root / D).read_text()


def test_a_model_that_is_not_there_is_refused(root: Path) -> None:
    """The models are named, and nothing is written; what was decided so already is known though the model is gone."""
    (root / "notes.yml").write_text(NOTES.replace("model: net-2", "model: net-9"))
    done = noted(root)
    assert (done.returncode, done.stdout, (root / D).exists()) == (1, "", False)
    assert 'error PP208 unknown model "net-9"' in done.stderr
    assert '"pose" has net-1, net-2, script, people and none' in done.stderr
    (root / D).write_text(WRITTEN.replace("model: net-2", "model: net-9"))
    again = noted(root)
    assert (again.returncode, "there already" in again.stderr) == (0, True)
