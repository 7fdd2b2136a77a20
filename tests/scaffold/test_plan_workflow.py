"""The steps of plan.yml as they are shipped, over the histories that GitHub makes of pull requests and of a queue."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planpress.workflows.compare_plans import compare_named
from tests.comparing.building import INVOICES
from tests.formats.histories import EASIER, FILES, THRESHOLD, Team
from tests.repositories import git, write
from tests.scaffold.runner import Runner, StepFailed, files_for, path_with_stand_in

pytestmark = pytest.mark.process

STEPS = ["Install planpress", "Find the base", "Check", "Compare"]
PREVIEW = "Build the preview"
RISES = "Plan: 2 conclusions change"


def runner(work: Path, *leaving_out: str, folder: str = ".", event: str = "pull_request", base: str = "") -> Runner:
    text = next(iter(files_for("github", folder).values()))
    temporary = work.parent / "runner"
    temporary.mkdir(exist_ok=True)
    environment = {"RUNNER_TEMP": str(temporary), "PATH": path_with_stand_in(work.parent / "bin")}
    return Runner(text, work, {"github.event_name": event, "github.event.merge_group.base_sha": base}, environment, *leaving_out)


def changed(team: Team) -> Path:
    """A pull request that raises one project."""
    team.plans()
    team.push_main("a plan")
    team.branch()
    write(team.work / team.folders[0], EASIER)
    team.push_topic()
    return team.place / "checkout"


def others_go_on(team: Team) -> Path:
    """Main has somebody else's threshold since; the event's base.sha has not."""
    at = changed(team)
    team.main()
    write(team.work, THRESHOLD)
    team.push_main("a threshold of somebody else's")
    return at


def others_are_merged_in(team: Team) -> Path:
    """So has the branch, which merged main; the event's base.sha still is the one of its last push."""
    at = others_go_on(team)
    began = team.begun
    git(team.work, "fetch", "-q", "origin", "refs/pull/7/head:topic", "--force")
    git(team.work, "checkout", "-q", "topic")
    git(team.work, "merge", "-q", "--no-ff", "-m", "main", "origin/main")
    team.push_topic()
    team.begun = began
    return at


def forced(team: Team) -> Path:
    """The branch was begun anew from what main is by now, and has something else."""
    at = others_go_on(team)
    team.branch()
    write(team.work, EASIER)
    team.push_topic("begun anew")
    return at


@pytest.mark.parametrize("happens", [others_go_on, others_are_merged_in, forced])
def test_a_change_is_told_and_nothing_of_others(happens: Callable[[Team], Path], place: Path) -> None:
    team = Team(place)
    at = happens(team)
    run = runner(team.merged(at), PREVIEW)
    assert run.run("plan") == STEPS
    assert RISES in run.summary and "Calls" in run.summary
    assert "recall" not in run.summary
    assert run.summary in run.log
    if happens in (others_go_on, others_are_merged_in):  # the twin: what the event names as the base
        assert "recall threshold" in str(compare_named(team.begun, "HEAD", at).edits)


def test_a_merge_queue_compares_with_what_is_before_in_it(place: Path) -> None:
    """Another change stands before this one in the queue, and is not in main yet; no preview is built."""
    team = Team(place)
    at = changed(team)
    team.branch()
    write(team.work, THRESHOLD)
    before = git(team.work, "rev-parse", "HEAD")
    ahead = team.push_main("first in the queue")
    git(team.origin, "update-ref", "refs/heads/queue", ahead)
    git(team.origin, "update-ref", "refs/heads/main", before)
    run = runner(team.merged(at, base="refs/heads/queue"), event="merge_group", base=ahead)
    assert run.run("plan") == STEPS
    assert RISES in run.summary and "recall" not in run.summary


def test_the_first_change_and_the_last(place: Path) -> None:
    """Where there is no plan before, or none after, all is well, and the first one has a preview."""
    team = Team(place, ("plans/gh",))
    git(team.work, "checkout", "-q", "-b", "topic")
    team.plans()
    team.push_topic("a plan")
    run = runner(team.merged(place / "checkout"), folder="plans/gh")
    assert run.run("plan") == [*STEPS, PREVIEW]
    assert "there was no plan before: 3 projects are new" in run.summary
    assert (place / "checkout/plans/gh/site/projects/calls/index.html").is_file()
    git(team.work, "push", "-q", "origin", "topic:main")
    team.branch()
    git(team.work, "rm", "-rq", "plans")
    team.push_topic("no plan any more")
    run = runner(team.merged(place / "checkout"), folder="plans/gh")
    assert run.run("plan") == [step for step in STEPS if step != "Check"]
    assert "there is no plan any more: 3 projects are gone" in run.summary


def test_each_of_two_plans_is_compared_with_itself(place: Path) -> None:
    """A change of the first one, and a second one that is new beside it."""
    team = Team(place, ("plans/gh",))
    at = changed(team)
    write(team.work / "plans/two", FILES)
    team.push_topic("and a second plan")
    team.merged(at)
    first, second = (runner(at, PREVIEW, folder=folder) for folder in ("plans/gh", "plans/two"))
    first.run("plan")
    second.run("plan")
    assert RISES in first.summary and "new" not in first.summary.partition("Pages that change")[0]
    assert "there was no plan before: 3 projects are new" in second.summary


def test_what_is_wrong_with_a_change_fails_its_step(place: Path) -> None:
    """An error, at the check; and a comparison that cannot be made, although it stands before a pipe."""
    team = Team(place)
    at = changed(team)
    write(team.work, {INVOICES: "schema: 1\ntitle: [\n"})
    team.push_topic("an error")
    with pytest.raises(StepFailed, match=r"^Check: ::error file=content/projects/invoices/project\.yml"):
        runner(team.merged(at), PREVIEW).run("plan")
    write(team.work, {INVOICES: FILES[INVOICES]})
    team.push_topic("mended")
    run = runner(team.merged(at), "Find the base", PREVIEW)
    run.values["steps.find.outputs.base"] = "0" * 40
    with pytest.raises(StepFailed, match=r'^Compare: .*there is no revision "000'):
        run.run("plan")
    del run.workflow["defaults"]  # the twin: GitHub's own bash has no pipefail
    assert run.run("plan") == ["Install planpress", "Compare"]
    assert run.summary == ""
