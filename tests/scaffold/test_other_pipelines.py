"""The pipelines of GitLab and of any other CI, run as they are shipped over the histories that a forge makes."""

import os
import subprocess
from pathlib import Path

import pytest
import yaml

from planpress.scaffold.pipelines import PlanPlace
from tests import strangers
from tests.comparing.building import PLAN
from tests.formats.histories import EASIER, THRESHOLD, Team
from tests.repositories import git, write
from tests.scaffold.runner import files_for, path_with_stand_in

pytestmark = pytest.mark.process

RISES = "### Plan: 2 conclusions change"


def text(forge: str, folder: str = ".") -> str:
    return next(iter(files_for(forge, folder).values()))


def job(work: Path, name: str, folder: str = ".", **variables: str) -> subprocess.CompletedProcess[str]:
    """The lines of a job of GitLab's, as its runner joins them. Packages are where this test has a folder."""
    pipeline = yaml.safe_load(text("gitlab", folder))
    start = "plan" if folder == "." else f"plan:{PlanPlace(folder).name}"
    common, own = pipeline[f".{start}"], pipeline[f"{start}:{name}"]
    lines = "\n".join([*common["before_script"], *own["script"]]).replace("/tmp/planpress", str(work.parent / "venv"))
    environment = {**os.environ, **common["variables"], **own.get("variables", {}), **variables}
    environment |= {"PATH": path_with_stand_in(work.parent / "bin", builds=False), "CI_PIPELINE_URL": "https://example.org/pipeline/1"}
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", lines], cwd=work, env=environment, check=False, capture_output=True, text=True
    )


def built(site: Path) -> str:
    return (site / "index.html").read_text(encoding="utf-8").strip()


def moved_on(team: Team) -> Path:
    """A merge request that raises a project, and main with somebody else's threshold since; the base as GitLab names it."""
    team.plans()
    team.push_main("a plan")
    team.branch()
    write(team.work / team.folders[0], EASIER)
    team.push_topic()
    team.main()
    write(team.work / team.folders[0], THRESHOLD)
    team.push_main("a threshold of somebody else's")
    return team.place / "checkout"


@pytest.mark.parametrize("event", ["detached", "merged_result"])
def test_gitlab_tells_the_change_and_nothing_of_others(event: str, place: Path) -> None:
    """The source alone is checked out, or its merge into the target, which has gone on since the two parted."""
    team = Team(place, ("plans/gh",))
    at = team.merged(moved_on(team))
    if event == "detached":
        git(at, "checkout", "-q", "HEAD^2")
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": team.begun, "CI_MERGE_REQUEST_EVENT_TYPE": event}
    done = job(at, "preview", "plans/gh", **variables)
    assert done.returncode == 0, done.stderr
    comment = (at / "comment.md").read_text(encoding="utf-8")
    assert RISES in comment and "recall" not in comment
    base = git(at, "rev-parse", "HEAD^1")
    assert built(at / "preview") == f"build --untrusted --against {base} --root plans/gh"


def test_gitlab_at_the_first_change_and_the_last(place: Path) -> None:
    team = Team(place, ("plans/gh",))
    first = git(team.work, "rev-parse", "HEAD")
    team.plans()
    team.push_main("a plan")
    variables = {"CI_MERGE_REQUEST_EVENT_TYPE": "detached", "CI_MERGE_REQUEST_DIFF_BASE_SHA": first}
    done = job(team.work, "preview", "plans/gh", **variables)
    assert done.returncode == 0, done.stderr
    assert "there was no plan before: 3 projects are new" in (team.work / "comment.md").read_text(encoding="utf-8")
    assert built(team.work / "preview") == f"build --untrusted --against {first} --root plans/gh"
    assert job(team.work, "check", "plans/gh").returncode == 0
    variables["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = git(team.work, "rev-parse", "HEAD")
    git(team.work, "rm", "-rq", "plans/gh/content", "plans/gh/mkdocs.yml")
    for name in ("check", "preview"):
        done = job(team.work, name, "plans/gh", **variables)
        assert done.returncode == 0, done.stderr
    assert "there is no plan any more: 3 projects are gone" in (team.work / "comment.md").read_text(encoding="utf-8")
    assert list((team.work / "preview").iterdir()) == []


def test_gitlab_checks_a_change(place: Path) -> None:
    team = Team(place)
    team.plans({PLAN: "schema: 1\ntitle: [\n"})
    done = job(team.work, "check")
    assert done.returncode == 1 and "error PP102" in done.stdout
    assert "PP102" in (team.work / "planpress.json").read_text(encoding="utf-8")


def test_gitlab_shows_every_plan_in_its_folder(place: Path) -> None:
    """Nothing else that is called public is shown with them."""
    team = Team(place, (".", "plans/gh"))
    team.plans()
    write(team.work, {"public/secret.txt": "ours"})
    for folder, shown in ((".", "public"), ("plans/gh", "public/plan.plans.gh")):
        done = job(team.work, "site", folder)
        assert done.returncode == 0, done.stderr
        assert built(team.work / shown) == f"build --root {folder}"
        assert not (team.work / "public/secret.txt").exists()


def script(work: Path, folder: str = ".", *, builds: bool = False, **variables: str) -> subprocess.CompletedProcess[str]:
    path = work.parent / "planpress.sh"
    path.write_text(text("shell", folder), encoding="utf-8")
    environment = {**os.environ, "PATH": path_with_stand_in(work.parent / "bin", builds=builds), **variables}
    return subprocess.run(["sh", path], cwd=work, env=environment, capture_output=True, text=True, check=False)


def test_the_script_for_any_other_pipeline(place: Path) -> None:
    """It checks, compares and builds, and leaves the comment and the preview; no module of the change is imported.

    What `python3 -m venv` and pip would install is stood in for by the planpress that is tested.
    """
    change = strangers.begin(place)
    strangers.attack_code(change)
    invoices = change.root / "content/projects/invoices/project.yml"
    invoices.write_text(invoices.read_text(encoding="utf-8").replace("ease: 3", "ease: 5"))
    done = script(change.root, builds=True, BASE="main")
    assert done.returncode == 0, done.stderr
    assert "### Plan: " in (change.root / "comment.md").read_text(encoding="utf-8")
    assert "OF THE BASE" in (change.root / "site/index.html").read_text(encoding="utf-8")
    assert list(change.marks.iterdir()) == []


def test_the_script_below_the_top_and_where_the_base_has_gone_on(place: Path) -> None:
    """From any folder of the repository: the first plan, what a change does, and the last."""
    team = Team(place, ("plans/gh",))
    first = git(team.work, "rev-parse", "HEAD")
    at = team.merged(moved_on(team))
    told = at / "comment.plans.gh.md"
    for base, words in ((first, "there was no plan before: 3 projects"), ("origin/main", RISES)):
        done = script(at / "plans", "plans/gh", BASE=base)
        assert done.returncode == 0, done.stderr
        assert words in told.read_text(encoding="utf-8")
        parted = git(at, "merge-base", base, "HEAD")
        assert built(at / "plans/gh/site") == f"build --untrusted --against {parted} --root plans/gh"
    assert "recall" not in told.read_text(encoding="utf-8")
    git(at, "rm", "-rqf", "plans/gh/content")
    done = script(at, "plans/gh", BASE="origin/main")
    assert done.returncode == 0, done.stderr
    assert "there is no plan any more" in told.read_text(encoding="utf-8")
