"""The history on the pages of the demonstration plan, with a made-up history, and where there is none."""

import json
import re
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from planpress import schemas
from planpress.document.blocks import Bullets, Paragraph
from planpress.history import log, with_history
from planpress.model.report import Report
from planpress.model.timelines import NOT_COMMITTED
from planpress.model.wording import shortened
from planpress.sections import Subject
from planpress.sections.provenance import HISTORY, MOST, SHOWN
from planpress.workflows.check_plan import load
from tests.conftest import run_planpress
from tests.history.demonstration import HOSTILE, make
from tests.repositories import alone, git, write
from tests.site.test_build import files_of

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration plan with its fourteen commits."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("history")
        alone(folder / "home", patch)
        (folder / "plan").mkdir()
        return make(folder / "plan")


@pytest.fixture
def copy(plan: Path, demonstration: Path, place: Path) -> Path:
    """A copy that may be changed, with the charts that the demonstration plan has too."""
    shutil.copytree(demonstration / ".cache", place / "plan" / ".cache")
    return Path(shutil.copytree(plan, place / "plan", symlinks=True, dirs_exist_ok=True))


def with_courses(root: Path, asked: bool | int = True) -> Report:
    return with_history(load(root), root, asked)


def told(report: Report) -> tuple[str, list[str]]:
    """What the section on pose says before its steps, and each of these."""
    section = HISTORY.of(Subject("pose", report))
    if section is None:
        return "", []
    (said,) = (str(block.text) for block in section.blocks if isinstance(block, Paragraph))
    return said, [str(line.text) for block in section.blocks if isinstance(block, Bullets) for line in block.lines]


def test_the_course_of_a_project(plan: Path) -> None:
    """Every rank, model and score that it had, under each of its ids, and the commits that turned something."""
    pose = with_courses(plan).timelines["pose"]
    assert [one.mark.rank for one in pose.entries] == [7, 5, 5, 5, 5, None, 5, 6, 2, 2]
    assert [one.mark.model for one in pose.entries][:5] == ["net-a", "net-a", "net-b", "no model", "net-b"]
    assert pose.entries[5].mark.out == "machine safety review"
    assert {one.mark.measure.title for one in pose.entries if one.mark.measure} == {"Position error", "Angular error"}
    assert (pose.commits, pose.added, pose.cut, len(pose.steps)) == (12, True, False, 8)
    first, *_, last = pose.steps
    assert first.commit.subject.startswith("Shorter id")
    assert [turn.label for turn in first.changes] == ["rank", "capacity", "renamed"]
    assert "(pose/project.yml:" in first.changes[0].because
    assert last.changes[0].was == "7" and last.changes[0].now == "5"
    strict = next(one for one in pose.steps if one.commit.subject.startswith("The new gripper"))
    assert strict.goalposts == (
        "The limit moved after results were in the table. With 1 cm the choice stays net-b.",
    )
    demand = with_courses(plan).timelines["demand"]
    assert demand.added and demand.entries[0].commit.subject == "Add demand forecasting"


def test_the_newest_point_is_the_plan_of_the_pages(plan: Path) -> None:
    """What the chart ends with is what the page says elsewhere, for every project."""
    report = with_courses(plan)
    assert set(report.timelines) == set(report.evaluations)
    for name, found in report.timelines.items():
        entry, mark = report.ranking.of(name), found.entries[-1].mark
        assert mark.rank == (entry.priority.rank if entry else None)
        evaluation = report.evaluations[name]
        if evaluation.deciding is not None and evaluation.chosen is not None:
            assert mark.model == evaluation.name_of(evaluation.chosen)
            assert mark.score == evaluation.measure_of(evaluation.chosen)


def test_what_is_not_committed_is_the_last_moment(copy: Path) -> None:
    """It is dated as the last commit: no clock gets into the pages."""
    project = copy / "content/projects/pose/project.yml"
    write(copy, {str(project): project.read_text(encoding="utf-8").replace("position_error < 1", "position_error < 0.8")})
    pose = with_courses(copy).timelines["pose"]
    last = pose.entries[-1]
    assert (last.commit.id, last.commit.day.isoformat()) == (NOT_COMMITTED, "2019-06-01")
    assert last.changes[0].now == "net-a"
    assert told(with_courses(copy))[1][0] == "1 Jun 2019 not committed"


def test_how_far_back(plan: Path) -> None:
    """A number is so many commits; none is no history; what is cut off is said."""
    pose = with_courses(plan, 3).timelines["pose"]
    assert (pose.commits, pose.added, pose.cut) == (3, False, False)
    assert "planpress log pose goes further back" in told(with_courses(plan, 3))[0]
    assert with_courses(plan, False).timelines == {} == with_courses(plan, 0).timelines
    said, steps = told(with_courses(plan))
    assert said == "In the plan since 14 Jan 2019: 8 commits of 12 changed what is concluded about it."
    assert SHOWN < len(steps) == 8 < MOST


def test_a_shallow_clone(plan: Path, demonstration: Path, place: Path) -> None:
    """One commit has no history; four have what there is; both are told to whoever builds."""
    for depth in (1, 4):
        clone = place / f"depth-{depth}"
        git(place, "clone", "-q", f"--depth={depth}", f"file://{plan}", str(clone))
        report = with_courses(clone)
        assert report.limits.endswith("fetch the rest: git fetch --unshallow")
        said, steps = told(report)
        if depth == 1:
            assert said == "" and steps == []
        else:
            assert said.startswith("As far as is known, since 16 May 2019: 1 commit of 3 changed what is concluded about it.")
            assert said.endswith("git fetch --unshallow brings what was before.")
            assert len(steps) == 1 and " Shorter id" in steps[0]
    shutil.copytree(demonstration / ".cache", clone / ".cache")
    done = run_planpress("build", cwd=clone)
    assert "git fetch --unshallow" in done.stderr


def test_without_git_and_without_commits_there_is_none(copy: Path) -> None:
    """The report is as it was, and nothing is said where nobody made a repository."""
    shutil.rmtree(copy / ".git")
    assert with_courses(copy) == load(copy)
    git(copy, "init", "-q")
    report = with_courses(copy)
    assert report.timelines == {} and "no commit yet" in report.limits


def test_the_site_of_a_plan_with_a_history(copy: Path, tmp_path: Path) -> None:
    """The section stands on the page and its messages do nothing; twice built, warm and cold, it is the same bytes, and
    the rest of the site is as without."""
    assert run_planpress("build", cwd=copy).returncode == 0
    page = (copy / "site/projects/pose/index.html").read_text(encoding="utf-8")
    section = page.partition('id="history"')[2].partition("<h2")[0]
    assert "From rank 7 to 2 since 14 Jan 2019" in section
    assert "The new gripper needs 0.7\u00a0cm" in section and "<code>" in section
    assert "pp-drawing--history" in section
    assert "<script>alert" not in page
    first = files_of(copy / "site")
    shutil.rmtree(copy / "site")
    (copy / ".git/planpress-history.json").unlink()
    shutil.rmtree(copy / ".cache")
    assert run_planpress("build", cwd=copy).returncode == 0
    assert files_of(copy / "site") == first
    settings = copy / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("  - planpress\n", "  - planpress: {history: false}\n"))
    assert run_planpress("build", cwd=copy).returncode == 0
    without = files_of(copy / "site")
    assert 'id="history"' not in without["projects/pose/index.html"].decode()
    assert without["plan.json"] == first["plan.json"]
    shutil.rmtree(copy / ".git")
    assert run_planpress("build", cwd=copy).returncode == 0
    assert files_of(copy / "site") == without, "without git it is as with history: false"


def test_the_formats_of_the_log(plan: Path) -> None:
    """Text, Markdown and JSON of one history; strangers' messages do nothing, and the JSON is by its schema."""
    text = run_planpress("log", "pose", cwd=plan).stdout
    assert text.splitlines()[0].endswith("  21 May 2019  Shorter id; the filters and the lookup table go as well")
    assert text.endswith(
        f"8 of 12 commits changed a conclusion about pose, 1 more with errors was stepped over; it is there since"
        f" {log(plan, 'pose', None, 50).commits[-1].short} (14 Jan 2019).\n"
    )
    assert "weight of data availability 1 → 3 (content/plan.yml:57); alone does it" in text
    assert text.count("weight of data availability") == 1
    assert run_planpress("log", cwd=plan).stdout.count("weight of data availability") == 1, "one reason once"
    markdown = run_planpress("log", "--format", "markdown", cwd=plan).stdout
    assert markdown.startswith("### History of the plan\n\n- `")
    logged = json.loads(run_planpress("log", "--format", "json", cwd=plan).stdout)
    Draft202012Validator(json.loads(schemas.text("log"))).validate(logged)
    assert (logged["commits"], logged["end"], len(logged["steps"])) == (13, "beginning", 9)
    assert [one["commit"]["subject"] for one in logged["skipped"]] == ["wip"]
    (renaming,) = [step for step in logged["steps"] if step["renamed"]]
    assert renaming["renamed"] == {"pose-estimation": "pose"}
    by_project = json.loads(run_planpress("log", "pose", "--format", "json", cwd=plan).stdout)
    assert [step["project"] for step in by_project["steps"]][:2] == ["pose", "pose-estimation"]
    for step in by_project["steps"]:
        numbers = {edit["number"] for edit in step["edits"]}
        assert {number for one in step["changes"] for number in one["cause"]["edits"]} <= numbers


def test_a_strangers_message_is_shown_and_does_nothing(copy: Path) -> None:
    """In Markdown it opens no HTML, code, link or mention; in the page it is text."""
    project = copy / "content/projects/pose/project.yml"
    project.write_text(project.read_text(encoding="utf-8").replace("position_error < 1", "position_error < 0.8"))
    git(copy, "add", "-A")
    git(copy, "commit", "-qm", HOSTILE)
    markdown = run_planpress("log", "pose", "--max", "1", "--format", "markdown", cwd=copy).stdout
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(markdown)
    assert re.findall(r"<(\w+)", shown.partition("net-e")[2].partition("</p>")[0].partition("<ul>")[0]) == []
    assert "&lt;script&gt;" in shown and "@everyone" not in shown and "#12" not in shown
    assert told(with_courses(copy))[1][0].endswith(shortened(HOSTILE, 120))
    assert run_planpress("build", cwd=copy).returncode == 0
    page = (copy / "site/projects/pose/index.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)&lt;/script&gt; @everyone" in page
