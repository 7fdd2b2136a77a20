"""`init` and `new` write enough to build at once, over nothing, and all of it or nothing."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from planpress import baselines, schemas
from planpress.model.errors import PlanpressError
from planpress.model.metrics import Scale
from planpress.model.plan import Plan
from planpress.scaffold import new_plan as scaffold
from planpress.scaffold.new_plan import start_plan, start_project
from planpress.workflows.check_plan import check_folder
from tests.conftest import run_planpress

pytestmark = pytest.mark.process

SCHEMAS = {name: schemas.text(name) for name in ("plan", "project")}
STARTED = {
    "content/plan.yml", "mkdocs.yml", ".gitignore", ".planpress/plan.schema.json", ".planpress/project.schema.json",
}  # fmt: skip


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir()}


def plan_of(root: Path) -> Plan:
    checked = check_folder(root, {"SOURCE_DATE_EPOCH": "1559347200"})
    assert checked.plan is not None, checked.findings
    return checked.plan


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A plan to start from."""
    start_plan(tmp_path / "our-plan", SCHEMAS)
    return tmp_path / "our-plan"


def test_a_new_plan_has_no_findings(root: Path) -> None:
    """What `init` writes is checked without a finding, before there are any projects."""
    assert files(root) == STARTED
    assert [str(finding) for finding in check_folder(root, {}).findings] == []
    assert plan_of(root).title == "Our ML plan"


def test_a_new_project_has_no_errors(root: Path) -> None:
    """What `new` writes only asks for its ratings, its effort and its baselines."""
    written = start_project(root, "defect-detection", plan_of(root))
    assert [path.name for path in written] == ["project.yml", "plan.md"]
    checked = check_folder(root, {"SOURCE_DATE_EPOCH": "1559347200"})
    assert {finding.level for finding in checked.findings} <= {"warning"}
    assert checked.plan is not None and checked.plan.projects[0].title == "Defect detection"


@pytest.mark.parametrize(
    ("bounds", "better", "levels", "middle"),
    [
        ((1, 5), "higher", (1, 3, 5), 3), ((1, 5), "higher", (1, 5), 1), ((1, 5), "lower", (1, 5), 5),
        ((0, 3), "lower", (0, 1, 2, 3), 2), ((0, 3), "lower", (), 1.5),
    ],
)  # fmt: skip
def test_a_rating_to_begin_with(bounds: tuple[float, float], better: Any, levels: tuple[float, ...], middle: float) -> None:
    """The level next to the middle that has words; where two are as near, the one that promises less."""
    assert scaffold._middle(Scale(bounds, dict.fromkeys(levels, "words"), better)) == middle


def take_all(root: Path, state: str) -> None:
    """Write a project with everything that the new files offer in comments, and a table of models."""
    start_project(root, "a", plan_of(root))
    folder = root / "content" / "projects" / "a"
    for file in (root / "content" / "plan.yml", folder / "project.yml"):
        text = re.sub(r"^(  )?# (\w[\w-]*:(?! \$schema)|  [\w-]+:|  - \{)", r"\1\2", file.read_text("utf-8"), flags=re.MULTILINE)
        file.write_text(text.replace("state: paused", f"state: {state}"), "utf-8")
    table = "model,precision,recall,positives,latency,train_precision\nnet-2,0.85,0.75,200,90,0.9\nnet-3,0.9,0.7,200,150,0.97\n"
    (folder / "models.csv").write_text(table, "utf-8")


@pytest.mark.parametrize("state", ["paused", "active"])
def test_what_new_files_offer_in_comments_can_be_taken(state: str, root: Path) -> None:
    """Every key that stands in a comment, taken out of it, is a key of the format with a value that is right."""
    take_all(root, state)
    found = check_folder(root, {"SOURCE_DATE_EPOCH": "1735689600"}).findings
    overdue = {"paused": [], "active": ["PP412"]}[state]  # a milestone of last year
    assert [finding.code for finding in found] == overdue
    plan = plan_of(root)
    assert plan.teams["vision"].weeks == 40
    project = plan.projects[0]
    assert (project.effort and project.effort.high, project.status.state) == (10, state)
    assert [one.decide for one in project.milestones] == [True] and project.decisions[0].model == "net-2"
    assert {*project.impact, *project.feasibility} == {*plan.impact, *plan.feasibility}
    assert {one.kind for one in project.baselines} == {kind.id for kind in baselines.ALL} - {"requirement"}
    assert project.goal and project.data and project.accuracy and project.steps and project.answers
    assert project.automation == "assistance"
    assert project.rules and project.diagnosis and project.in_use and project.lifecycle and project.requirements


def test_what_new_files_offer_can_be_shown(root: Path) -> None:
    """A project that takes everything is built, told, explained and printed."""
    take_all(root, "active")
    for command in ("build", "status", "explain a", "export", "packet"):
        done = run_planpress(*command.split(), cwd=root)
        assert done.returncode == 0, done.stderr


def test_a_new_project_follows_the_lecture(root: Path) -> None:
    """Impact, feasibility, archetype, planning, training, deploying, lifecycle: short enough to be read at once."""
    start_project(root, "a", plan_of(root))
    text = (root / "content/projects/a/project.yml").read_text("utf-8")
    headings = re.findall(r"^## ([\w ]+)", text, flags=re.MULTILINE)
    assert headings == [
        "What is it for", "Impact", "Feasibility", "Archetype", "Planning", "Training", "Deploying", "Lifecycle",
    ]  # fmt: skip
    assert text.count("\n") < 110


def test_ratings_are_on_scales_of_their_own(root: Path) -> None:
    """An accuracy requirement has no rating in weeks: each factor of feasibility has the words of its own scale, and the
    cost drivers of the lecture."""
    plan = plan_of(root)
    assert {name: factor.driver for name, factor in plan.feasibility.items()} == {
        "data_availability": "data", "accuracy_requirement": "accuracy", "problem_difficulty": "difficulty",
    }  # fmt: skip
    scales = {name: plan.scales[factor.scale] for name, factor in plan.feasibility.items()}
    assert scales["accuracy_requirement"].levels[4] == "a wrong answer costs a customer"
    assert {name: scale.better for name, scale in scales.items()} == {
        "data_availability": "higher", "accuracy_requirement": "lower", "problem_difficulty": "lower",
    }  # fmt: skip
    words = [words for scale in scales.values() for words in scale.levels.values()]
    assert len({*words}) == 15 and all(factor.question and factor.ask for factor in plan.feasibility.values())


@pytest.mark.parametrize("name", ["plan", "project"])
def test_the_editor_finds_its_schema(name: str, root: Path) -> None:
    """The comment in the first line leads from the file to the schema that was written beside the plan."""
    start_project(root, "a", plan_of(root))
    file = root / ("content/plan.yml" if name == "plan" else "content/projects/a/project.yml")
    comment = file.read_text("utf-8").splitlines()[0]
    path = comment.removeprefix("# yaml-language-server: $schema=")
    assert (file.parent / path).resolve() == (root / ".planpress" / f"{name}.schema.json").resolve()
    assert json.loads((file.parent / path).read_text("utf-8"))["type"] == "object"


@pytest.mark.parametrize(
    "folder", ['quo"te', "back\\slash", "esc\x1b[2J", "colon: #x", "{{ 7 * 7 }}", "{x}", "눈-계획", "line\nend"]
)
def test_any_name_of_a_folder_is_a_title(folder: str, tmp_path: Path) -> None:
    """Whatever the folder is called, what is written is YAML without an error."""
    start_plan(tmp_path / folder, SCHEMAS)
    assert [str(finding) for finding in check_folder(tmp_path / folder, {}).findings] == []


@pytest.mark.parametrize("link", [False, True])
@pytest.mark.parametrize("there", sorted(STARTED))
def test_no_file_is_written_over(there: str, link: bool, tmp_path: Path) -> None:
    """One file that is there stops all, a link that leads nowhere too: it stays as it was, and none is written."""
    (tmp_path / there).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / there).symlink_to(tmp_path / "elsewhere") if link else (tmp_path / there).write_text("mine")
    with pytest.raises(PlanpressError) as problem:
        start_plan(tmp_path, SCHEMAS)
    assert str(problem.value) == f"{tmp_path / there} is there already; nothing was written; move it away or rename it, and run the command again"
    assert files(tmp_path) == {there}
    assert link or (tmp_path / there).read_text() == "mine"


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_a_project_that_is_there_stays(kind: str, root: Path, tmp_path: Path) -> None:
    """Nothing is written into a project's folder that is there, nor over a file or through a link of its name."""
    place = root / "content/projects/a"
    place.parent.mkdir()
    {"folder": place.mkdir, "file": place.touch, "link": lambda: place.symlink_to(tmp_path / "elsewhere")}[kind]()
    with pytest.raises(PlanpressError) as problem:
        start_project(root, "a", plan_of(root))
    assert str(problem.value) == "content/projects/a is there already; choose another id"
    assert files(root) - {"content/projects/a"} == STARTED
    assert not (tmp_path / "elsewhere").exists()


def theirs(path: Path) -> None:
    """Somebody writes the same file at the same moment."""
    path.write_text("theirs")


def full(path: Path) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("do", "said", "kept"), [(theirs, "a/plan.md: file exists", {"content/projects/a/plan.md"}), (full, "a: no space left on device", set())]
)
def test_where_the_second_file_cannot_be_written_nothing_of_ours_is_left(
    do: Callable[[Path], None], said: str, kept: set[str], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The earlier file and the folders made for it are taken back; what somebody else wrote is kept."""
    plan, opened = plan_of(root), list[Path]()

    def opening(path: Path, *arguments: Any, **named: Any) -> Any:
        opened.append(path)
        if len(opened) == 2:
            do(path)
        return open(path, *arguments, **named)

    monkeypatch.setattr(scaffold, "open", opening, raising=False)
    with pytest.raises(PlanpressError) as problem:
        start_project(root, "a", plan)
    assert str(problem.value) == f"cannot write {root / 'content/projects'}/{said}"
    assert files(root) == STARTED | kept
    assert (root / "content/projects").exists() == bool(kept)
    assert all((root / path).read_text() == "theirs" for path in kept)


def test_a_new_plan_in_a_place_that_cannot_be(tmp_path: Path) -> None:
    """A file where a folder goes is said with its name, and nothing is left."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(PlanpressError) as problem:
        start_plan(tmp_path / "file" / "plan", SCHEMAS)
    assert str(problem.value) == f"cannot write {tmp_path / 'file'}: file exists"
    assert files(tmp_path) == {"file"}


@pytest.mark.parametrize(
    ("factor", "line"),
    [
        ({"question": "two\nlines # and: more", "ask": ["why?"]}, "  # two lines # and: more why?"),
        ({"question": "\u202e\u2028: {"}, "  # \u202e : {"),
        ({}, "  # worth: 3                            # 1 no data, and no way to it … 5 labelled already, and stable"),
        ({"scale": "stakes"}, "  # worth: 3                            # 1 a wrong answer costs a glance … 5 a wrong answer can hurt somebody (1 is best)"),
        ({"scale": "difficulty", "driver": "difficulty"}, "  # Is it hard by its output, reliability or generalisation? Then write {value: 3, hard: [output]}."),
        ({"scale": "none"}, "  # worth: ?                            # ?"),
    ],
)
def test_any_factor_can_be_filled_in(factor: Mapping[str, Any], line: str, root: Path) -> None:
    """Questions of several lines or with odd characters, and a scale that is not there, still give a comment to fill in."""
    written = json.dumps({"weight": 1, "scale": "supply", **factor})
    text = (root / "content/plan.yml").read_text("utf-8")
    begin, end = text.index("impact:"), text.index("feasibility:")
    (root / "content/plan.yml").write_text(f"{text[:begin]}impact: {{worth: {written}}}\n{text[end:]}", "utf-8")
    start_project(root, "a", plan_of(root))
    project = (root / "content/projects/a/project.yml").read_text("utf-8")
    assert line in project.splitlines()
    checked = check_folder(root, {})
    assert checked.plan is not None and [project.id for project in checked.plan.projects] == ["a"]
