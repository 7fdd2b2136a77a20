"""Every pipeline as it is shipped, run over the histories that a forge makes of a change: what it tells, and what it builds."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from planpress.scaffold.pipelines import PlanPlace
from planpress.workflows.compare_plans import compare_named
from tests import strangers
from tests.comparing.building import BASE, INVOICES, PLAN, POSE
from tests.repositories import git, write
from tests.scaffold.histories import EASIER, FILES, THRESHOLD, Team
from tests.scaffold.runner import Runner, StepFailed, files_for, path_with_stand_in
from tests.scaffold.test_comment import Forge, pull, served

pytestmark = pytest.mark.process

STEPS = ["Install planpress", "Find the base", "Check", "Compare"]
PREVIEW = "Build the preview"
FOUND = ["Find the pull request", "Fetch the change as objects"]
COMPARED = [*FOUND, "Install planpress", "Compare"]
RISES = "Plan: 2 conclusions change"
SITE = {"vars.PLANPRESS_SITE": "https://example.org/plan"}
WRONG = {INVOICES: "schema: 1\ntitle: [\n"}


@pytest.fixture
def forge() -> Iterator[Forge]:
    with served(Forge()) as forge:
        yield forge


def checked(at: Path, folder: str = ".", *leaving_out: str, event: str = "pull_request", base: str = "") -> Runner:
    """A runner for the workflow that checks a change, in GitHub's merge of it."""
    return Runner("plan", at, folder, *leaving_out, values={"github.event_name": event, "github.event.merge_group.base_sha": base})


def compared(forge: Forge, team: Team, head: str, folder: str = ".", *, builds: bool = False, **values: str) -> Runner:
    """One for the workflow that comments, in a fresh clone of main, for a pull request whose head the event names."""
    work = team.place / f"work{len(list(team.place.iterdir()))}"
    git(team.place, "clone", "-q", str(team.origin), str(work))
    request: dict[str, Any] = pull(7, sha=head)
    request["base"] |= {"sha": team.begun, "ref": "main"}
    forge.pulls = [request]
    known: Mapping[str, str] = {
        "github.event.workflow_run.head_repository.owner.login": "kim", "github.event.workflow_run.head_branch": "topic & more",
        "github.event.workflow_run.head_sha": head, "github.event.workflow_run.html_url": "https://example.org/run/1", **values,
    }  # fmt: skip
    name = "plan-comment"
    return Runner(name, work, folder, values=known, builds=builds, GITHUB_API_URL=forge.address, GITHUB_SERVER_URL=forge.address)


def comment(run: Runner) -> None:
    """What the job `comment` does with the artifact of `compare`, where there is one."""
    if run.values.get("steps.compare.outputs.comment"):
        folder = run.temporary / "comment"
        folder.mkdir(exist_ok=True)
        (run.at / "comment.md").replace(folder / "comment.md")
        assert run.run("comment") == ["Write the comment"]


def job(work: Path, name: str, folder: str = ".", **variables: str) -> subprocess.CompletedProcess[str]:
    """The lines of a job of GitLab's, as its runner joins them. Packages are where this test has a folder."""
    pipeline = yaml.safe_load(next(iter(files_for("gitlab", folder).values())))
    start = "plan" if folder == "." else f"plan:{PlanPlace(folder).name}"
    common, own = pipeline[f".{start}"], pipeline[f"{start}:{name}"]
    lines = "\n".join([*common["before_script"], *own["script"]]).replace("/tmp/planpress", str(work.parent / "venv"))
    return ran(work, "bash", "-eo", "pipefail", "-c", lines, CI_PIPELINE_URL="https://example.org/pipeline/1",
               **{**common["variables"], **own.get("variables", {}), **variables})  # fmt: skip


def script(work: Path, folder: str = ".", *, builds: bool = False, **variables: str) -> subprocess.CompletedProcess[str]:
    """The script for any other CI, from any folder of the repository."""
    (work / "any").mkdir()
    text = next(iter(files_for("shell", folder).values()))
    return ran(work, "sh", "-c", f"cd any\n{text}", builds=builds, **variables)


def ran(work: Path, *command: str, builds: bool = False, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables, "PATH": path_with_stand_in(work.parent / "bin", builds=builds)}
    return subprocess.run(command, cwd=work, env=environment, check=False, capture_output=True, text=True)


def told_on_github(team: Team, forge: Forge) -> tuple[str, Path]:
    run = checked(team.merged(), "plans/gh")
    there = (run.at / "plans/gh" / PLAN).is_file()
    assert run.run("plan") == ([*STEPS, PREVIEW] if there else [step for step in STEPS if step != "Check"])
    assert run.summary in run.log
    return run.summary, run.at / "plans/gh/site"


def told_in_a_comment(team: Team, forge: Forge) -> tuple[str, Path]:
    run = compared(forge, team, git(team.origin, "rev-parse", "refs/pull/7/head"), "plans/gh", **SITE)
    assert run.run("compare") == [*COMPARED, PREVIEW]
    site = run.at / "plans/gh/site"
    assert run.values.get("steps.preview.outputs.built", "") == ("true" if site.exists() else "")
    comment(run)
    (text,) = forge.bodies()
    assert not site.exists() or "(https://example.org/plan/plan.plans.gh/preview/7/" in text
    return text, site


def told_on_gitlab(team: Team, forge: Forge, event: str = "merged_result") -> tuple[str, Path]:
    """The source alone is checked out, or its merge into the target, which has gone on since the two parted."""
    at = team.merged()
    base = git(at, "merge-base", "refs/forge/base", "refs/forge/change")
    if event == "detached":
        git(at, "checkout", "-q", "HEAD^2")
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_MERGE_REQUEST_EVENT_TYPE": event}
    for name in ("check", "preview"):
        done = job(at, name, "plans/gh", **variables)
        assert done.returncode == 0, done.stderr
    return (at / "comment.md").read_text(encoding="utf-8"), at / "preview"


def told_by_the_script(team: Team, forge: Forge) -> tuple[str, Path]:
    at = team.merged()
    done = script(at, "plans/gh", BASE="origin/main")
    assert done.returncode == 0, done.stderr
    return (at / "comment.plans.gh.md").read_text(encoding="utf-8"), at / "plans/gh/site"


def others_go_on(team: Team) -> str:
    team.proposes()
    team.others()
    return RISES


def others_are_merged_in(team: Team) -> str:
    """The branch merged main; the event's base.sha still is the one of its last push."""
    began = team.proposes()
    first = team.begun
    team.others()
    git(team.work, "checkout", "-q", "-B", "topic", began)
    git(team.work, "merge", "-q", "--no-ff", "-m", "main", "origin/main")
    team.push_topic()
    team.begun = first
    return RISES


def forced(team: Team) -> str:
    """The branch was begun anew from what main is by now."""
    others_go_on(team)
    team.branch()
    team.plans(EASIER)
    team.push_topic("begun anew")
    return RISES


def first(team: Team) -> str:
    team.branch()
    team.plans()
    team.push_topic("a plan")
    return "there was no plan before: 3 projects are new"


def last(team: Team, gone: str = "plans") -> str:
    team.proposes()
    git(team.work, "rm", "-rq", gone)
    team.push_topic("no plan any more")
    return "there is no plan any more: 3 projects are gone"


told_on_gitlab_detached = partial(told_on_gitlab, event="detached")
content_gone = partial(last, gone="plans/gh/content")
PIPELINES = (told_on_github, told_in_a_comment, told_on_gitlab, told_on_gitlab_detached, told_by_the_script)
RUNS = (
    *product(PIPELINES, (others_go_on, first, last)), *product(PIPELINES[:2], (others_are_merged_in, forced)),
    (told_by_the_script, content_gone),
)  # fmt: skip


@pytest.mark.parametrize(("pipeline", "happens"), RUNS)
def test_a_change_is_told_and_nothing_of_others(
    pipeline: Callable[[Team, Forge], tuple[str, Path]], happens: Callable[[Team], str], place: Path, forge: Forge
) -> None:
    """The first change and the last too; the preview is built against where the change parted, where a plan is left."""
    team = Team(place, ("plans/gh",))
    words = happens(team)
    text, site = pipeline(team, forge)
    assert words in text and "Calls" in text
    assert words != RISES or "recall" not in text
    if happens in (last, content_gone):
        assert not (site / "index.html").exists()
        return
    change = team.place / "team"
    base = git(change, "merge-base", "origin/main", git(team.origin, "rev-parse", "refs/pull/7/head"))
    parted = base if pipeline in (told_in_a_comment, told_on_gitlab_detached) else git(team.origin, "rev-parse", "main")
    assert (site / "index.html").read_text(encoding="utf-8").strip() == f"build --untrusted --against {parted} --root plans/gh"


def test_the_base_that_the_event_names_would_tell_of_others(place: Path) -> None:
    """The twin: a threshold that somebody else merged since is taken for the change's."""
    team = Team(place)
    others_go_on(team)
    assert "limit=0.75" in str(compare_named(team.begun, "HEAD", team.merged()).edits)


def test_a_merge_queue_compares_with_what_is_before_in_it(place: Path) -> None:
    """Another change stands before this one in the queue, and is not in main yet; no preview is built."""
    team = Team(place)
    team.proposes()
    team.branch()
    team.plans(THRESHOLD)
    before = git(team.work, "rev-parse", "HEAD")
    ahead = team.push_main("first in the queue")
    git(team.origin, "update-ref", "refs/heads/queue", ahead)
    git(team.origin, "update-ref", "refs/heads/main", before)
    run = checked(team.merged("refs/heads/queue"), event="merge_group", base=ahead)
    assert run.run("plan") == STEPS
    assert RISES in run.summary and "recall" not in run.summary


def test_what_is_wrong_with_a_change_fails_its_step(place: Path) -> None:
    """An error, at the check; and a comparison that cannot be made, although it stands before a pipe."""
    team = Team(place)
    team.proposes(WRONG)
    with pytest.raises(StepFailed, match=r"^Check: ::error file=content/projects/invoices/project\.yml"):
        checked(team.merged()).run("plan")
    done = job(team.merged(), "check")
    assert done.returncode == 1 and "error PP102" in done.stdout
    assert "PP102" in (place / "checkout/planpress.json").read_text(encoding="utf-8")
    run = checked(team.merged(), ".", "Find the base", PREVIEW)
    run.values["steps.find.outputs.base"] = "0" * 40
    with pytest.raises(StepFailed, match=r'^Compare: .*there is no revision "000'):
        run.run("plan")
    del run.workflow["defaults"]  # the twin: GitHub's own bash has no pipefail
    assert run.run("plan") == ["Install planpress", "Compare"]
    assert run.summary == ""


def test_a_comment_says_what_is_wrong_until_it_is_mended(place: Path, forge: Forge) -> None:
    team = Team(place, ("plans/gh",))
    run = compared(forge, team, team.proposes(WRONG), "plans/gh")
    assert run.run("compare") == COMPARED
    comment(run)
    assert "This change has errors. It cannot be compared until they are mended: https" in forge.bodies()[0]
    team.plans({INVOICES: FILES[INVOICES]})
    run = compared(forge, team, team.push_topic("mended"), "plans/gh")
    run.run("compare")
    comment(run)
    assert forge.bodies() == []


def test_a_run_that_the_branch_has_left_behind_tells_nothing(place: Path, forge: Forge) -> None:
    """Whether the forge still names its commit or another by now; the comment of the later run stays."""
    team = Team(place)
    began = team.proposes()
    head = team.push_topic("again")
    run = compared(forge, team, head)
    run.run("compare")
    comment(run)
    before = forge.bodies()
    again = compared(forge, team, began)
    assert again.run("compare") == FOUND
    forge.pulls[0]["head"]["sha"] = head
    assert again.run("compare") == FOUND[:1]
    comment(again)
    assert forge.bodies() == before != []


def test_each_of_two_plans_has_its_comment(place: Path, forge: Forge) -> None:
    """Both are kept up to date by themselves; the one that the change does not touch any more loses its own."""
    team = Team(place, ("plans/gh", "plans/two"))
    team.proposes({})
    write(team.work / "plans/gh", EASIER)
    write(team.work / "plans/two", THRESHOLD)
    head = team.push_topic()
    for folder in team.folders:
        run = compared(forge, team, head, folder)
        assert run.run("compare") == COMPARED
        comment(run)
    first, second = forge.bodies()
    assert "Calls" in first and "recall" not in first
    assert "recall" in second and "Calls" not in second.partition("Pages that change")[0]
    write(team.work / "plans/two", {POSE: BASE[POSE]})
    run = compared(forge, team, team.push_topic("back"), "plans/two")
    run.run("compare")
    comment(run)
    assert forge.bodies() == [first]


def attack(place: Path) -> strangers.Change:
    """A stranger's change beside an honest one: code in every place where some would be run."""
    change = strangers.begin(place)
    strangers.attack_code(change)
    text = strangers.BASE_FILES[INVOICES].replace("ease: 3", "ease: 5")
    write(change.root, {INVOICES: text, "content/new.md": "# Of the change\n"})
    (change.root / "content/own.md").unlink()
    return change


def test_a_forks_pull_request_gets_its_comment_and_its_preview(place: Path, forge: Forge) -> None:
    """Objects alone are fetched; what the change has beside content/ is never checked out, and runs nowhere. The
    preview shows the change: what it edits, what it adds, and nothing of what it deletes."""
    change = attack(place)
    strangers.settle(change)
    team = Team(place)
    git(change.root, "push", "-q", "--force", str(team.origin), "main:main", "HEAD:refs/pull/7/head")
    team.begun, head = git(change.root, "rev-parse", "main"), git(change.root, "rev-parse", "HEAD")
    run = compared(forge, team, head, builds=True, **SITE)
    assert run.run("compare") == [*COMPARED, PREVIEW]
    assert run.values["steps.find.outputs.number"] == "7"
    assert run.values["steps.preview.outputs.built"] == "true"
    comment(run)
    (text,) = forge.bodies()
    assert "Invoices" in text and "https://example.org/plan/preview/7/" in text
    assert list(change.marks.iterdir()) == []
    assert not (run.at / "yaml.py").exists()
    assert (run.at / "mkdocs.yml").read_text(encoding="utf-8") == strangers.SETTINGS
    site = {path: (run.at / "site" / path).read_text(encoding="utf-8") for path in ("index.html", "what-changed.html")}
    assert head[:7] in site["index.html"] and "OF THE BASE" in site["index.html"]
    assert "what is not committed" not in site["index.html"]
    assert "Invoices rose past it" in site["what-changed.html"]
    assert (run.at / "site/new.html").is_file() and not (run.at / "site/own.html").exists()


def test_the_script_runs_nothing_of_a_change(place: Path) -> None:
    """It checks, compares and builds; what pip would install is stood in for by the planpress that is tested."""
    change = attack(place)
    done = script(change.root, builds=True, BASE="main")
    assert done.returncode == 0, done.stderr
    assert "### Plan: " in (change.root / "comment.md").read_text(encoding="utf-8")
    assert "OF THE BASE" in (change.root / "site/index.html").read_text(encoding="utf-8")
    assert list(change.marks.iterdir()) == []


def test_gitlab_shows_every_plan_in_its_folder(place: Path) -> None:
    """Nothing else that is called public is shown with them."""
    team = Team(place, (".", "plans/gh"))
    team.plans()
    write(team.work, {"public/secret.txt": "ours"})
    for folder, shown in ((".", "public"), ("plans/gh", "public/plan.plans.gh")):
        done = job(team.work, "site", folder)
        assert done.returncode == 0, done.stderr
        assert (team.work / shown / "index.html").read_text(encoding="utf-8") == f"build --root {folder}\n"
        assert not (team.work / "public/secret.txt").exists()
