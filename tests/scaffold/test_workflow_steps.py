"""The scripts of the workflow that comments, run one after the other as a runner does, on pull requests of a fork."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests import strangers
from tests.comparing.building import BASE, INVOICES, POSE
from tests.formats.histories import EASIER, FILES, THRESHOLD, Team
from tests.repositories import git, write
from tests.scaffold.runner import Runner, files_for, path_with_stand_in
from tests.scaffold.test_comment import Forge, pull, served

pytestmark = pytest.mark.process

FOUND = ["Find the pull request", "Fetch the change as objects"]
COMPARED = [*FOUND, "Install planpress", "Compare"]
BUILT = [*COMPARED, "Build the preview"]
RISES = "### Plan: 2 conclusions change"
SITE = {"vars.PLANPRESS_SITE": "https://example.org/plan"}


@pytest.fixture
def forge() -> Iterator[Forge]:
    with served(Forge()) as forge:
        yield forge


def workflow(forge: Forge, team: Team, head: str, folder: str = ".", **values: str) -> Runner:
    """A fresh clone of the default branch, for a pull request into main, whose head the event names."""
    work, temporary = team.place / f"work{len(list(team.place.iterdir()))}", team.place / "runner"
    git(team.place, "clone", "-q", str(team.origin), str(work))
    texts = files_for("github", folder)
    write(work, texts)
    temporary.mkdir(exist_ok=True)
    request: dict[str, Any] = pull(7, sha=head)
    request["base"] |= {"sha": team.begun, "ref": "main"}
    forge.pulls = [request]
    known: Mapping[str, str] = {
        "github.token": "secret", "github.event.workflow_run.head_repository.owner.login": "kim",
        "github.event.workflow_run.head_branch": "topic & more", "github.event.workflow_run.head_sha": head,
        "github.event.workflow_run.html_url": "https://example.org/run/1", **values,
    }  # fmt: skip
    environment = {
        "GITHUB_API_URL": forge.address, "GITHUB_REPOSITORY": "team/plan", "GITHUB_SERVER_URL": forge.address,
        "RUNNER_TEMP": str(temporary), "PATH": path_with_stand_in(team.place / "bin"),
    }  # fmt: skip
    return Runner(next(text for path, text in texts.items() if "plan-comment" in path), work, known, environment)


def comment(run: Runner) -> None:
    """What the job `comment` does with the artifact of `compare`, where there is one."""
    if run.values.get("steps.compare.outputs.comment"):
        folder = Path(run.environment["RUNNER_TEMP"]) / "comment"
        folder.mkdir(exist_ok=True)
        (run.at / "comment.md").replace(folder / "comment.md")
        assert run.run("comment") == ["Write the comment"]


def test_a_forks_pull_request_gets_its_comment_and_its_preview(place: Path, forge: Forge) -> None:
    """Objects alone are fetched; what the change has beside content/ is never checked out, and runs nowhere. The
    preview shows the change: what it edits, what it adds, and nothing of what it deletes."""
    change = strangers.begin(place)
    strangers.attack_code(change)
    write(change.root, {
        INVOICES: strangers.BASE_FILES[INVOICES].replace("ease: 3", "ease: 5"), "content/new.md": "# Of the change\n",
    })  # fmt: skip
    (change.root / "content/own.md").unlink()
    strangers.settle(change)
    team = Team(place)
    git(change.root, "push", "-q", "--force", str(team.origin), "main:main", "HEAD:refs/pull/7/head")
    team.begun, head = git(change.root, "rev-parse", "main"), git(change.root, "rev-parse", "HEAD")
    run = workflow(forge, team, head, **SITE)
    assert run.run("compare") == BUILT
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


def test_nothing_of_others_is_in_the_comment(place: Path, forge: Forge) -> None:
    """Main has a threshold of somebody else's since, and the branch merged it; the forge's base.sha is older."""
    team = Team(place)
    team.plans()
    team.push_main("a plan")
    team.branch()
    write(team.work, EASIER)
    began, first = team.push_topic(), team.begun
    team.main()
    write(team.work, THRESHOLD)
    team.push_main("a threshold of somebody else's")
    git(team.work, "checkout", "-q", began)
    git(team.work, "merge", "-q", "--no-ff", "-m", "main", "origin/main")
    head = team.push_topic()
    team.begun = first
    run = workflow(forge, team, head)
    assert run.run("compare") == COMPARED
    comment(run)
    (text,) = forge.bodies()
    assert RISES in text and "recall" not in text
    again = workflow(forge, team, began)  # a run of the commit from before
    forge.pulls[0]["head"]["sha"] = began
    assert again.run("compare") == FOUND
    forge.pulls[0]["head"]["sha"] = head
    assert again.run("compare") == FOUND[:1]
    comment(again)
    assert forge.bodies() == [text]


def test_the_first_change_has_a_comment_and_a_preview_and_the_last_a_comment(place: Path, forge: Forge) -> None:
    team = Team(place, ("plans/gh",))
    git(team.work, "checkout", "-q", "-b", "topic")
    team.plans()
    run = workflow(forge, team, team.push_topic("a plan"), "plans/gh", **SITE)
    assert run.run("compare") == BUILT
    comment(run)
    assert "there was no plan before: 3 projects are new" in forge.bodies()[0]
    assert "(https://example.org/plan/plan.plans.gh/preview/7/" in forge.bodies()[0]
    assert (run.at / "plans/gh/site/projects/calls/index.html").is_file()
    git(team.work, "push", "-q", "origin", "topic:main")
    team.branch()
    git(team.work, "rm", "-rq", "plans")
    run = workflow(forge, team, team.push_topic("no plan any more"), "plans/gh", **SITE)
    assert run.run("compare") == BUILT
    assert "steps.preview.outputs.built" not in run.values
    comment(run)
    assert len(forge.bodies()) == 1
    assert "there is no plan any more: 3 projects are gone" in forge.bodies()[0]


def test_each_of_two_plans_has_its_comment(place: Path, forge: Forge) -> None:
    """Both are kept up to date by themselves; the one that the change does not touch any more loses its own."""
    team = Team(place, ("plans/gh", "plans/two"))
    team.plans()
    team.push_main("two plans")
    team.branch()
    write(team.work / "plans/gh", EASIER)
    write(team.work / "plans/two", THRESHOLD)
    head = team.push_topic()
    for folder in team.folders:
        run = workflow(forge, team, head, folder)
        assert run.run("compare") == COMPARED
        comment(run)
    first, second = forge.bodies()
    assert "Calls" in first and "recall" not in first
    assert "recall" in second and "Calls" not in second.partition("Pages that change")[0]
    write(team.work / "plans/two", {POSE: BASE[POSE]})
    run = workflow(forge, team, team.push_topic("back"), "plans/two")
    run.run("compare")
    comment(run)
    assert forge.bodies() == [first]


def test_a_change_with_errors_is_told_so(place: Path, forge: Forge) -> None:
    """In the comment of its plan, which the next push takes away again; there is no preview."""
    team = Team(place, ("plans/gh",))
    team.plans()
    team.push_main("a plan")
    team.branch()
    write(team.work / "plans/gh", {INVOICES: "schema: 1\ntitle: [\n"})
    run = workflow(forge, team, team.push_topic("an error"), "plans/gh")
    assert run.run("compare") == COMPARED
    comment(run)
    assert "This change has errors. It cannot be compared until they are mended: https" in forge.bodies()[0]
    write(team.work / "plans/gh", {INVOICES: FILES[INVOICES]})
    run = workflow(forge, team, team.push_topic("mended"), "plans/gh")
    run.run("compare")
    comment(run)
    assert forge.bodies() == []
