"""The walk through real repositories: what it finds, what it steps over, where it ends."""

import json
import shutil
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planpress.files.caches import code_version, read_entry, write_entry
from planpress.history import log
from planpress.model.change import Comparison
from planpress.model.errors import PlanpressError
from planpress.model.timelines import History, TimelineStep
from planpress.workflows.compare_plans import compare_named
from tests.comparing.building import BASE, CALLS, INVOICES, PLAN, POSE, TABLE, edited
from tests.conftest import call_planpress
from tests.repositories import alone, commit, git, start, write

pytestmark = pytest.mark.process

KEPT = ".git/planpress-history.json"
RAISED = edited({INVOICES: (("ease: 3", "ease: 5"),)})
STRICT = edited({POSE: (("recall > 0.60", "recall > 0.75"),)})
BROKEN = {CALLS: BASE[CALLS].replace("ease", "eaze")}
MAY = "2019-05-{:02}T12:00:00+0000"


@pytest.fixture
def root(place: Path) -> Path:
    """The base plan, committed once on main, on the first of May."""
    start(place / "plan", BASE)
    return place / "plan"


def committed(root: Path, message: str, files: Mapping[str, str], day: int = 1) -> str:
    """A commit of some files on a day of May; its id."""
    write(root, files)
    return commit(root, message, MAY.format(day))


def lines(history: History) -> list[str]:
    """One line an entry: the first word of its message, and what it changed."""
    return [
        f"{one.commit.subject}: {', '.join(changed(one.comparison, history.project))}"
        if isinstance(one, TimelineStep)
        else f"{one.commit.subject}: {one.errors} errors"
        for one in history.entries
    ]


def changed(comparison: Comparison, project: str | None = None) -> list[str]:
    conclusions = [one for one in comparison.at("conclusion") if project in (None, one.project)]
    return [f"{one.kind} {one.project} {one.was} > {one.now}" for one in conclusions]


def found(root: Path, project: str | None = None, since: str | None = None, most: int = 50) -> History:
    return log(root, project, since, most)


def told(comparison: Comparison) -> list[object]:
    """Conclusions, definitions and scores with their causes, and goalposts."""
    changes = [
        (one.kind, one.project, one.subject, one.was, one.now, one.cause and (one.cause.how, one.cause.passing),
         [edit.words for edit in one.cause.edits] if one.cause else [])
        for one in comparison.changes if one.level != "finding"
    ]  # fmt: skip
    return [*changes, *((one.project, one.sentence) for one in comparison.goalposts)]


def test_newest_first_and_only_what_changed_a_conclusion(root: Path) -> None:
    """A text and a file beside the plan are no steps; the sides of a step are neighbours."""
    raised = committed(root, "raise", RAISED, 2)
    committed(root, "words", {"README.md": "Hello\n", "content/about.md": "# Over\n"}, 3)
    committed(root, "strict", {**RAISED, POSE: STRICT[POSE]}, 4)
    history = found(root)
    assert lines(history)[0].startswith("strict: winner pose net-2 > net-3, requirement pose met")
    assert lines(history)[1:] == [
        "raise: rank invoices 2 > 1, rank pose 1 > 2, capacity invoices out > in, "
        "capacity pose in > out",
    ]
    assert history.steps[1].commit.id == raised
    assert (history.end, len(history.commits)) == ("beginning", 4)
    assert history.steps[1].comparison.changes[0].cause is not None
    assert [edit.words for edit in history.steps[1].comparison.changes[0].cause.edits] == ["ease rating 3 → 5"]


def test_one_project(root: Path) -> None:
    """Only what changed about it; that another one rose past it belongs to it too."""
    committed(root, "raise", RAISED)
    committed(root, "calls", {**RAISED, CALLS: BASE[CALLS].replace("ease: 2", "ease: 3")})
    assert lines(found(root, "pose")) == ["raise: rank pose 1 > 2, capacity pose in > out"]
    assert len(lines(found(root, "calls"))) == 1
    passing = found(root, "pose").steps[0].comparison.changes[1].cause
    assert passing is not None and [one.way for one in passing.passing] == ["rose past it"]


def test_a_merge_is_one_step_at_the_merge(root: Path) -> None:
    """The first parent counts: what a branch tried and took back on the way is no step of main."""
    git(root, "checkout", "-qb", "topic")
    committed(root, "try", BROKEN)
    committed(root, "raise", {**BASE, **RAISED})
    git(root, "checkout", "-q", "main")
    committed(root, "strict", {POSE: STRICT[POSE]})
    git(root, "merge", "-q", "--no-ff", "-m", "merge topic", "topic")
    history = found(root)
    assert [line.partition(":")[0] for line in lines(history)] == ["merge topic", "strict"]
    assert history.skipped == ()


def test_what_has_errors_is_named_and_compared_across(root: Path) -> None:
    """The step after it is held against the one before it, and says across what."""
    broken = committed(root, "wip", BROKEN)
    committed(root, "raise", {**BASE, **RAISED})
    (step,) = found(root).steps
    assert lines(found(root))[1] == "wip: 1 errors"
    assert (step.base.subject, [one.id for one in step.across]) == ("begin", [broken])
    committed(root, "broken", {PLAN: "nothing"})
    assert [one.partition(":")[0] for one in lines(found(root))] == ["broken", "raise", "wip"]
    said = call_planpress("log", cwd=root).stdout
    assert "stepped over: 1 error, as content/projects/calls/project.yml:" in said
    assert said.endswith("2 more with errors were stepped over; it is there since " + git(root, "rev-parse", "--short=7", "HEAD~3") + " (1 May 2019).\n")  # fmt: skip


def test_a_project_through_a_rename_of_its_id(root: Path) -> None:
    """Before the rename it goes by its earlier id."""
    committed(root, "raise", RAISED)
    git(root, "mv", "content/projects/invoices", "content/projects/bills")
    commit(root, "rename")
    renamed, raised = found(root, "bills").steps
    assert changed(renamed.comparison, "bills") == ["project bills invoices > bills"]
    assert changed(raised.comparison, "invoices")[0] == "rank invoices 2 > 1"
    said = call_planpress("log", "bills", cwd=root).stdout
    assert "renamed: invoices → bills" in said and "rank: 2 → 1" in said


def test_a_project_begins_where_it_was_added(root: Path) -> None:
    """The plan is older; nothing before is said of the project. One that was removed is found by its id."""
    committed(root, "raise", RAISED)
    committed(root, "add", {"content/projects/new/project.yml": BASE[CALLS]}, 7)
    shutil.rmtree(root / "content/projects/calls")
    commit(root, "remove")
    assert lines(found(root, "new")) == ["add: project new None > rank 3"]
    assert found(root, "new").end == "beginning"
    assert "it is there since" in call_planpress("log", "new", cwd=root).stdout
    assert "(7 May 2019)" in call_planpress("log", "new", cwd=root).stdout.splitlines()[-1]
    assert lines(found(root, "calls"))[0].startswith("remove: project calls rank")
    with pytest.raises(PlanpressError, match=r'no commit here has a project "neww" \(did you mean "new"\?\)'):
        found(root, "neww")


def eased(root: Path, *values: int) -> list[str]:
    """Commits of these ratings, from the second of May on, a day each; their ids."""
    ids = []
    for number, ease in enumerate(values, start=2):
        write(root, {INVOICES: BASE[INVOICES].replace("ease: 3", f"ease: {ease}")})
        ids.append(commit(root, f"ease {ease} on {number}", MAY.format(number)))
    return ids


def test_since_a_day_or_a_revision_and_so_many(root: Path) -> None:
    """The oldest step is held against what was there then; `--max` counts steps."""
    ids = eased(root, 5, 3, 5, 3)
    subjects = [one.commit.subject for one in found(root, since="2019-05-04").steps]
    assert subjects == ["ease 3 on 5", "ease 5 on 4"]
    assert found(root, since="2019-05-04").end == "since"
    assert [one.commit.subject for one in found(root, since=ids[1][:9]).steps] == subjects
    assert [one.commit.subject for one in found(root, most=1).steps] == ["ease 3 on 5"]
    assert found(root, most=1).end == "enough"
    with pytest.raises(PlanpressError, match='there is no revision "nowhere" here; git branch --all lists what there is'):
        found(root, since="nowhere")


def test_a_shallow_clone_says_what_brings_the_rest(root: Path, tmp_path: Path) -> None:
    """What is there is walked; where it is cut nothing counts as added."""
    eased(root, 5, 3)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{root}", str(clone))
    history = found(clone)
    assert ([one.commit.subject for one in history.steps], history.end) == (["ease 3 on 3"], "shallow")
    assert call_planpress("log", cwd=clone).stdout.endswith(
        f"this clone is shallow and ends at {git(root, 'rev-parse', '--short=7', 'HEAD~')} (2 May 2019);"
        " fetch the rest: git fetch --unshallow.\n"
    )
    assert found(root).end == "beginning"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda root: shutil.rmtree(root / ".git"), "is in no git repository; git init"),
        (lambda root: [shutil.rmtree(root / ".git"), git(root, "init", "-q")], "HEAD has no commit yet"),
        (
            lambda root: [git(root, "rm", "-rq", "--cached", "content"), git(root, "commit", "-qm", "away")],
            "no commit here has a content/plan.yml yet; git add content",
        ),
    ],
    ids=["no git", "no commit", "no plan committed"],
)
def test_what_the_world_lacks(spoil: object, said: str, root: Path) -> None:
    """Each with the command that mends it, and status 2."""
    spoil(root)  # type: ignore[operator]
    done = call_planpress("log", cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_messages_and_dates_of_strangers(root: Path) -> None:
    """A first line is shown and does nothing; no message can look like another commit; a mad clock stops nothing."""
    write(root, RAISED)
    fake = f":100644 100644 {'0' * 40} {'0' * 40} M"
    commit(root, f"\x1b[31mred\u202e {fake}\n\nbody", "1971-01-01T00:00:00+0000")
    write(root, BASE)
    commit(root, fake, "2090-01-01T00:00:00+1400")
    history = found(root)
    assert history.steps[0].commit.subject == fake
    assert len(history.steps) == 2
    text = call_planpress("log", cwd=root).stdout
    assert "\\u001b[31mred\\u202e" in text and "\x1b" not in text
    markdown = call_planpress("log", "--format", "markdown", cwd=root).stdout
    assert "\x1b" not in markdown
    told = json.loads(call_planpress("log", "--format", "json", cwd=root).stdout)
    assert [one["commit"]["date"][:4] for one in told["steps"]] == ["2090", "1971"]


@pytest.mark.parametrize("name", ["log.follow", "diff.renames", "diff.noprefix", "log.showRoot", "diff.orderFile"])
def test_a_repositorys_settings_change_nothing(name: str, root: Path) -> None:
    """Whatever a clone sets for its own people."""
    committed(root, "raise", RAISED)
    expected = lines(found(root))
    (root / ".git/planpress-history.json").unlink()
    git(root, "config", name, {"log.showRoot": "false", "diff.orderFile": "nowhere"}.get(name, "true"))
    assert lines(found(root)) == expected


def test_a_folder_that_looks_like_a_repository_is_none(root: Path) -> None:
    """A pull request can add one: its settings, commits and kept conclusions would be a stranger's."""
    inner = root / "plans"
    write(inner, BASE)
    commit(root, "inner")
    for name in ("HEAD", "config"):
        shutil.copy(root / ".git" / name, inner / name)
    for name in ("objects", "refs"):
        shutil.copytree(root / ".git" / name, inner / name)
    (inner / "planpress-history.json").write_text("{}")
    with pytest.raises(PlanpressError, match="cannot use bare repository"):
        found(inner)


def kept_notes(root: Path) -> dict[str, str]:
    notes: dict[str, str] = json.loads(read_entry(root / KEPT, code_version()) or "")
    return notes


@pytest.mark.parametrize("kept", ["", "[]", "{", "types", "numbers", "forged"])
def test_what_was_kept_is_not_trusted(kept: str, root: Path) -> None:
    """Whatever stands where conclusions are kept, the answer is the same, or it says which file to remove."""
    committed(root, "raise", RAISED)
    committed(root, "wip", BROKEN)
    expected = call_planpress("log", cwd=root).stdout
    wrong = {"types": '{"edits": 3}', "numbers": "[1, 2]"}
    if kept in wrong:
        kept = json.dumps(dict.fromkeys(kept_notes(root), wrong[kept]))
    is_forged = kept == "forged"
    if is_forged:
        kept = json.dumps({key: '[0, ""]' for key in kept_notes(root) if key.startswith("sound")})
    write_entry(root / KEPT, code_version(), kept)
    done = call_planpress("log", cwd=root)
    if is_forged:
        assert (done.returncode, "what is not so; remove that file" in done.stderr) == (2, True)
    else:
        assert done.stdout == expected


def test_the_same_cold_and_warm(root: Path) -> None:
    """What was kept says the same as what is read, in every format; a newer commit keeps the older ones."""
    committed(root, "raise", {**RAISED, TABLE: BASE[TABLE].replace("net-2,0.80", "net-2,0.85")})
    cold, warm = ([call_planpress("log", "--format", form, cwd=root).stdout for form in ("text", "json", "markdown")] for _ in range(2))
    assert warm == cold
    before = kept_notes(root)
    committed(root, "back", BASE)
    found(root, most=1)
    assert before.items() < kept_notes(root).items()


EDITS: tuple[tuple[str, str, str], ...] = (
    (INVOICES, "ease: 3", "ease: 5"), (INVOICES, "worth: 3", "worth: 5"), (INVOICES, "title: Invoices", "title: Bills"),
    (POSE, "recall > 0.60", "recall > 0.75"), (POSE, "decide_by: threshold", "decide_by: average"),
    (POSE, "passed: true", "passed: false"), (POSE, "ease: 3", "ease: 9"), (POSE, "latency, at_most: 100", "latency, at_most: 85"),
    (TABLE, "net-2,0.80", "net-2,0.65"), (TABLE, "net-3,0.70", "net-3,0.95"), (CALLS, "ease: 2", "ease: 4"),
    (CALLS, "reach: 2", "reech: 2"), (PLAN, "capacity: 1", "capacity: 2"), (PLAN, "reach: {scale: five, weight: 1}", "reach: {scale: five, weight: 3}"),
    (PLAN, "recall: {better: higher, range: [0, 1]}", "recall: {better: lower, range: [0, 1]}"), (PLAN, "as_of: 2019-06-01\n", "# no day\n"),
    ("content/about.md", "# About", "# Over"),
)  # fmt: skip
"""Texts and what takes their place: each edit is made, or taken back, in turn. Two leave the plan with an error."""


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(st.lists(st.integers(0, len(EDITS) - 1), min_size=1, max_size=3), min_size=2, max_size=7))
def test_a_walk_says_what_diff_says_of_neighbours(chosen: list[list[int]], tmp_path_factory: pytest.TempPathFactory) -> None:  # fmt: skip
    """Random edits, committed one after the other: each step has the conclusions, causes and goalposts of `diff`."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("random")
        alone(folder / "home", patch)
        root = folder / "plan"
        texts = dict(BASE)
        ids = [start(root, texts)]
        for number, several in enumerate(chosen):
            for at in sorted(set(several)):
                path, one, other = EDITS[at]
                texts[path] = texts[path].replace(one, other) if one in texts[path] else texts[path].replace(other, one)
            write(root, texts)
            ids.append(commit(root, f"edit {number}", MAY.format(2 + number)))
        history = found(root)
        skipped = {one.commit.id for one in history.skipped}
        sound = [name for name in ids if name not in skipped]
        steps = {one.commit.id: one for one in history.steps}
        for base, head in pairwise(sound):
            expected = compare_named(base, head, root)
            step = steps.pop(head, None)
            assert (step is None) == (not expected.at("conclusion") and not expected.goalposts), head
            if step is not None:
                assert told(step.comparison) == told(expected)
        assert not steps
        for name in skipped:
            with pytest.raises(PlanpressError):
                compare_named(ids[0], name, root)
