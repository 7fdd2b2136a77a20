"""The steps that build the plan of the default branch and publish it and previews, as they are shipped."""

import shutil
from pathlib import Path

import pytest

from tests.repositories import git, write
from tests.scaffold.histories import Team
from tests.scaffold.runner import Runner, program

pytestmark = pytest.mark.process


@pytest.fixture
def team(place: Path) -> Team:
    """A repository with two plans and a gh that names the open pull request 12."""
    team = Team(place, (".", "plans/gh"))
    team.plans()
    team.push_main("two plans")
    (place / "bin").mkdir()
    program(place / "bin/gh", "#!/bin/sh\necho 12\n")
    return team


def runner(team: Team, kind: str, folder: str, **values: str) -> Runner:
    place = {"github.server_url": str(team.place), "github.repository": "origin.git"}
    return Runner(kind, team.work, folder, values={**place, **values})


def publish(run: Runner, site: Path) -> None:
    """What the job `publish` does with the artifact of the site."""
    shutil.rmtree(run.temporary / "site", ignore_errors=True)
    site.rename(run.temporary / "site")
    assert run.run("publish") == ["Publish"]


def test_plans_and_previews_are_published_each_in_its_place(team: Team) -> None:
    """Both plans, previews of two pull requests for each; those of closed ones go with the next build of their plan."""
    for folder in team.folders:
        run = runner(team, "plan-pages", folder)
        assert run.run("build") == ["Install planpress", "Build"]
        assert run.values["steps.build.outputs.built"] == "true"
        publish(run, team.work / folder / "site")
    for number in ("12", "13"):
        run = runner(team, "plan-comment", "plans/gh", **{"needs.compare.outputs.number": number})
        write(team.work, {"site/index.html": f"preview {number}\n"})
        publish(run, team.work / "site")
    listed = ["ls-tree", "-r", "--name-only", "gh-pages"]
    lists = [".planpress-files", "plan.plans.gh/.planpress-files"]
    start = [".nojekyll", lists[0], "index.html", lists[1], "plan.plans.gh/index.html"]
    previews = [f"plan.plans.gh/preview/{number}/index.html" for number in ("12", "13")]
    assert git(team.origin, *listed).splitlines() == [*start, *previews]
    assert git(team.origin, "show", "gh-pages:plan.plans.gh/index.html") == "build --root plans/gh"
    assert git(team.origin, "show", "gh-pages:index.html") == "build --root ."
    for folder, kept in ((".", previews), ("plans/gh", previews[:1])):
        run = runner(team, "plan-pages", folder)
        run.run("build")
        publish(run, team.work / folder / "site")
        assert git(team.origin, *listed).splitlines() == [*start, *kept]


def test_nothing_is_published_of_a_plan_that_is_gone(team: Team) -> None:
    """Least of all the plan at the top, in its name."""
    git(team.work, "rm", "-rq", "plans/gh")
    run = runner(team, "plan-pages", "plans/gh")
    assert run.run("build") == ["Install planpress", "Build"]
    assert "steps.build.outputs.built" not in run.values
    assert not (team.work / "site").exists()
