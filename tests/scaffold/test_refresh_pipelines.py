"""What reads the sources of evidence on a schedule and proposes what is new, as it is shipped, against a bare repository
and a forge on loopback."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from planpress.files.bundled_templates import bundled_templates
from tests.repositories import commit, git, write
from tests.scaffold.histories import Team
from tests.scaffold.runner import Runner, StepFailed, program
from tests.scaffold.test_comment import Forge, served
from tests.scaffold.test_pipeline_runs import job
from tests.small_plan import MODELS, PLAN

pytestmark = pytest.mark.process

PROPOSE = bundled_templates() / "ci" / "propose.sh"
FOLDER, BRANCH = "content/projects/p/", "planpress/refresh"
RUNS = "id,model,precision\n" + "".join(f"{at},{model},{int(at % worse > 0)}\n" for at in range(20) for model, worse in (("a", 2), ("b", 5)))
FROM = 'models: {table: models.csv, from: {source: scores, files: "runs/*.csv", metrics: {precision: {score: precision}}}}'
FILES = {
    "mkdocs.yml": "site_name: A plan\nplugins: [planpress]\n", "content/plan.yml": PLAN, f"{FOLDER}runs/1.csv": RUNS,
    f"{FOLDER}project.yml": MODELS.replace("models: {table: models.csv}", FROM), f"{FOLDER}models.csv": "model,precision\na,0.9\nb,0.1\n",
}  # fmt: skip
TABLE, EVIDENCE = f"{FOLDER}models.csv", f"{FOLDER}models.evidence.json"


@dataclass
class Requests(Forge):
    """A forge with requests, in the words of both."""

    requests: list[dict[str, Any]] = field(default_factory=list)

    def open(self, branch: str, repository: str = "team/plan", text: str = "said") -> None:
        """Somebody's request from a branch, of this repository or of a fork."""
        ours = repository == "team/plan"
        self.requests.append({
            "number": len(self.requests) + 1, "iid": len(self.requests) + 1, "body": text, "description": text, "title": "t",
            "head": {"ref": branch, "repo": {"full_name": repository}}, "source_branch": branch, "source_project_id": 3 if ours else 4,
        })  # fmt: skip

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> tuple[int, Any]:
        if method == "GET":
            asked = query.get("head", [""])[0].partition(":")[2] or query["source_branch"][0]
            return 200, [one for one in self.requests if one["source_branch"] == asked]
        if method == "POST":
            self.open(body.get("head") or body["source_branch"], text=body.get("body") or body["description"])
            self.requests[-1]["title"] = body["title"]
            self.requests[-1]["target"] = body.get("base") or body["target_branch"]
            return 201, self.requests[-1]
        self.requests[int(path.rsplit("/", 1)[1]) - 1] |= {key: text for key in ("body", "description") for text in body.values()}
        return 200, {}


@pytest.fixture
def forge() -> Iterator[Requests]:
    with served(Requests()) as forge:
        yield forge  # type: ignore[misc]


@pytest.fixture
def team(place: Path) -> Team:
    """A repository whose plan has a source, of which nothing is read yet."""
    team = Team(place)
    team.plans(FILES)
    team.push_main("a plan with a source")
    return team


class GitHub:
    """Runs the two jobs of the workflow in a fresh clone of main."""

    def __init__(self, team: Team, forge: Requests, folder: str = ".") -> None:
        self.team, self.forge, self.folder, self.log = team, forge, folder, ""

    def __call__(self) -> bool:
        """Whether something was proposed."""
        work = self.team.place / f"github{len(list(self.team.place.iterdir()))}"
        git(self.team.place, "clone", "-q", str(self.team.origin), str(work))
        values = {"github.server_url": str(self.team.place), "github.repository": "origin.git"}
        more = {"GITHUB_API_URL": self.forge.address, "GITHUB_SERVER_URL": str(self.team.place)}
        run = Runner("plan-refresh", work, self.folder, values=values, **more)
        try:
            assert run.run("refresh") == ["Install planpress", "Refresh"]
            if run.values.get("steps.refresh.outputs.changed") != "true":
                return False
            assert run.summary == (run.temporary / "refresh/body.md").read_text("utf-8")
            fresh = self.team.place / f"{work.name}-propose"
            git(self.team.place, "clone", "-q", str(self.team.origin), str(fresh))
            second = Runner("plan-refresh", fresh, self.folder, values=values, **more)
            assert second.run("propose") == ["Propose"]
            self.log = second.log
        finally:
            self.log += run.log
        return True


class GitLab:
    """Runs the two jobs of the pipeline in a fresh clone of main."""

    def __init__(self, team: Team, forge: Requests, folder: str = ".") -> None:
        self.team, self.forge, self.folder, self.log = team, forge, folder, ""

    def __call__(self) -> bool:
        work = self.team.place / f"gitlab{len(list(self.team.place.iterdir()))}" / "work"
        work.parent.mkdir()
        git(self.team.place, "clone", "-q", str(self.team.origin), str(work))
        write(work, self.scripts())
        self.ran(job(work, "refresh", self.folder))
        if not (work / "refresh/body.md").exists():
            return False
        git(work, "reset", "-q", "--hard")  # each job has a checkout of its own, with the artifacts of the other
        git(work, "clean", "-q", "-f", "-d", "-e", "refresh")
        write(work, self.scripts())
        self.ran(job(
            work, "propose", self.folder, CI_PROJECT_URL=str(self.team.origin).removesuffix(".git"), CI_SERVER_URL=str(self.team.place),
            CI_API_V4_URL=self.forge.address, CI_PROJECT_ID="3", CI_DEFAULT_BRANCH="main", PLANPRESS_REFRESH_TOKEN="secret",
        ))  # fmt: skip
        return True

    def scripts(self) -> dict[str, str]:
        names = {".gitlab/planpress/propose.sh": "propose.sh", ".gitlab/planpress/comment.py": "comment.py"}
        return {path: (bundled_templates() / "ci" / name).read_text("utf-8") for path, name in names.items()}

    def ran(self, done: subprocess.CompletedProcess[str]) -> None:
        self.log = done.stdout + done.stderr
        if done.returncode:
            raise StepFailed(self.log)


Pipeline = GitHub | GitLab


@pytest.fixture(params=[GitHub, GitLab])
def pipeline(request: pytest.FixtureRequest, team: Team, forge: Requests) -> Pipeline:
    made: Pipeline = request.param(team, forge)
    return made


def proposed(team: Team, branch: str = BRANCH) -> list[str]:
    """The files that the branch changes of main, in its one commit."""
    assert git(team.origin, "rev-list", "--count", f"main..{branch}") == "1"
    assert git(team.origin, "merge-base", "main", branch) == git(team.origin, "rev-parse", "main")
    return git(team.origin, "diff", "--name-only", "main", branch).splitlines()


def test_what_is_new_is_one_request(team: Team, forge: Requests, pipeline: Pipeline) -> None:
    """It has the two files, with what they do to the plan; a second run with nothing new leaves both as they are."""
    assert pipeline()
    assert proposed(team) == [TABLE, EVIDENCE]
    assert git(team.origin, "show", f"{BRANCH}:{TABLE}") == "model,precision\na,0.5\nb,0.8"
    [request] = forge.requests
    assert (request["title"], request["target"], request["source_branch"]) == ("Refresh the evidence", "main", BRANCH)
    assert request["body"].startswith("<!-- planpress:comment -->\n### Plan: ")
    assert "choice of the rule | a | **b**" in request["body"]
    head, text = git(team.origin, "rev-parse", BRANCH), request["body"]
    assert pipeline()
    assert "has it already" in pipeline.log and "the request is as it was" in pipeline.log
    assert git(team.origin, "rev-parse", BRANCH) == head and [one["body"] for one in forge.requests] == [text]


def test_what_is_newer_still_takes_its_place(team: Team, forge: Requests, pipeline: Pipeline) -> None:
    """The same branch and the same request, begun anew from where main is by then."""
    pipeline()
    text = forge.requests[0]["body"]
    team.plans({f"{FOLDER}runs/2.csv": "id,model,precision\n90,b,0\n91,b,0\n92,b,0\n"})
    team.push_main("more runs")
    assert pipeline() and "the request is up to date" in pipeline.log
    assert proposed(team) == [TABLE, EVIDENCE]
    assert len(forge.requests) == 1 and forge.requests[0]["body"] != text


def test_where_nothing_changed_nothing_is_done(team: Team, forge: Requests, pipeline: Pipeline) -> None:
    """Not after a merge either; a request that is still open is not closed."""
    pipeline()
    git(team.origin, "update-ref", "refs/heads/main", BRANCH)
    before = len(forge.asked)
    assert not pipeline()
    assert len(forge.asked) == before and len(forge.requests) == 1
    assert git(team.origin, "rev-parse", BRANCH) == git(team.origin, "rev-parse", "main")


def test_a_source_that_cannot_be_read_fails_the_job(team: Team, forge: Requests, pipeline: Pipeline) -> None:
    """With the message; nothing is pushed and nobody is asked."""
    team.plans({f"{FOLDER}runs/1.csv": "id,model,precision\n1,a,high\n"})
    team.push_main("a broken run")
    with pytest.raises(StepFailed, match=r'line 2: precision: \\?"high\\?" is not a number'):
        pipeline()
    assert forge.asked == [] and "planpress" not in git(team.origin, "branch", "--list")


def test_a_plan_that_is_gone_is_not_read(team: Team, pipeline: Pipeline) -> None:
    """Its pipeline ends well."""
    git(team.work, "rm", "-rq", "content")
    team.push_main("no plan any more")
    assert not pipeline()


def test_a_plan_in_a_folder_has_a_branch_and_a_request_of_its_own(place: Path, forge: Requests) -> None:
    """On both forges."""
    for number, kind in enumerate((GitHub, GitLab), start=1):
        (place / str(number)).mkdir()
        team = Team(place / str(number), ("plans/gh",))
        team.plans(FILES)
        team.push_main("a plan")
        assert kind(team, forge, "plans/gh")()
        assert proposed(team, "planpress/plans.gh.refresh") == [f"plans/gh/{TABLE}", f"plans/gh/{EVIDENCE}"]
        request = forge.requests.pop()
        assert request["title"] == "Refresh the evidence of plans.gh"
        assert request["body"].startswith("<!-- planpress:comment plans.gh -->\n")


def test_the_request_of_a_fork_is_not_ours(team: Team, forge: Requests, pipeline: Pipeline) -> None:
    """A branch of that name in somebody's fork: their text stays, and there is one of our own."""
    forge.open(BRANCH, "mallory/plan", "theirs")
    pipeline()
    assert [one["body"][:8] for one in forge.requests] == ["theirs", "<!-- pla"]


def test_no_token_is_said(team: Team, forge: Requests, pipeline: Pipeline) -> None:
    """Neither in the log of a run that went well nor in the address of the repository."""
    pipeline()
    assert "secret" not in pipeline.log and forge.tokens == {"Bearer secret" if isinstance(pipeline, GitHub) else "secret"}


@pytest.fixture
def clone(team: Team) -> Path:
    """A clone of main, and beside it what a refresh changes there, as a patch."""
    work = team.place / "clone"
    git(team.place, "clone", "-q", str(team.origin), str(work))
    return work


def propose(clone: Path, files: dict[str, str], path: str = "") -> subprocess.CompletedProcess[str]:
    """The script, with a patch that writes these files over what main has."""
    git(clone, "fetch", "-q", "origin")
    git(clone, "checkout", "-q", "-f", "--detach", "origin/main")
    write(clone, files)
    git(clone, "add", "--intent-to-add", ".")
    patch = clone.parent / "refresh.patch"
    patch.write_text(f"{git(clone, 'diff', '--binary')}\n", "utf-8")
    git(clone, "reset", "-q", "--hard")
    git(clone, "clean", "-q", "-f", "-d")
    environment = {**os.environ, "REMOTE": str(clone.parent / "origin.git"), **({"PATH": path} if path else {})}
    return subprocess.run(["sh", PROPOSE, patch, BRANCH], cwd=clone, env=environment, capture_output=True, text=True, check=False)


def evidence(made: str, value: float = 0.5) -> dict[str, str]:
    return {TABLE: f"model,precision\na,{value}\n", EVIDENCE: f'{{\n "schema": 1,\n "planpress": "1",\n "made": "{made}",\n "value": {value}\n}}\n'}


def test_tables_and_evidence_alone_are_taken(clone: Path, team: Team) -> None:
    """Whatever else the patch has; where that is all, nothing is pushed, and it is said."""
    done = propose(clone, {**evidence("2026-11-29"), "content/plan.yml": "x", ".github/workflows/x.yml": "on: push", "a.csv.py": "x"})
    assert (done.returncode, done.stdout) == (0, f"the branch {BRANCH} has it now\n"), done.stderr
    assert proposed(team) == [TABLE, EVIDENCE]
    author = git(team.origin, "log", "-1", "--format=%an %ae %s", BRANCH)
    assert author == "planpress planpress@users.noreply.github.com Refresh the evidence"
    done = propose(clone, {"content/plan.yml": "x"})
    assert done.returncode == 2 and done.stderr.endswith("refresh.patch changes no table and no evidence\n")


def test_another_day_alone_is_nothing_new(clone: Path, team: Team) -> None:
    """Evidence that was not merged yet is not pushed again each week; with another value it is."""
    propose(clone, evidence("2026-11-29"))
    head = git(team.origin, "rev-parse", BRANCH)
    assert propose(clone, evidence("2026-12-06")).stdout == f"the branch {BRANCH} has it already\n"
    assert git(team.origin, "rev-parse", BRANCH) == head
    assert propose(clone, evidence("2026-12-06", 0.6)).stdout == f"the branch {BRANCH} has it now\n"
    assert git(team.origin, "rev-parse", BRANCH) != head


def theirs(team: Team, clone: Path, merge: bool = False) -> str:
    """Somebody adds a commit to the branch, or merges main into it; its id."""
    other = team.place / "other"
    git(team.place, "clone", "-q", str(team.origin), str(other), "-b", BRANCH)
    if merge:
        git(other, "merge", "-q", "--no-ff", "-m", "Merge main", "origin/main")
    else:
        write(other, {TABLE: "model,precision\na,1\n"})
        commit(other, "better")
    git(other, "push", "-q", "origin", BRANCH)
    return git(team.origin, "rev-parse", BRANCH)


def test_a_commit_of_somebody_else_is_not_pushed_away(clone: Path, team: Team) -> None:
    """It is said what to do, and the branch stays as it is."""
    propose(clone, evidence("2026-11-29"))
    head = theirs(team, clone)
    done = propose(clone, evidence("2026-11-29", 0.6))
    assert done.returncode == 2
    assert done.stderr == f"propose.sh: {BRANCH} has a commit that is not planpress's; merge it or take it away, and run this again\n"
    assert git(team.origin, "rev-parse", BRANCH) == head


def test_a_branch_that_main_was_merged_into_goes_on(clone: Path, team: Team) -> None:
    """As a forge's button does it: no work of anybody's is lost."""
    propose(clone, evidence("2026-11-29"))
    team.plans({"content/other.md": "# Ours\n"})
    team.push_main("a page")
    theirs(team, clone, merge=True)
    assert propose(clone, evidence("2026-11-29", 0.6)).returncode == 0
    assert proposed(team) == [TABLE, EVIDENCE]


def test_what_came_in_between_stays(clone: Path, team: Team) -> None:
    """Somebody pushes after the branch was looked at: their commit stays, and the job fails."""
    propose(clone, evidence("2026-11-29"))
    binary = subprocess.run(["sh", "-c", "command -v git"], capture_output=True, text=True, check=True).stdout.strip()
    other = team.place / "between"
    git(team.place, "clone", "-q", str(team.origin), str(other), "-b", BRANCH)
    write(other, {TABLE: "model,precision\na,1\n"})
    head = commit(other, "better")
    (team.place / "slow").mkdir()
    program(
        team.place / "slow/git",
        f'#!/bin/sh\ntest "$1" != push || {binary} -C {other} push -q origin HEAD:{BRANCH}\nexec {binary} "$@"\n',
    )
    done = propose(clone, evidence("2026-11-29", 0.6), f"{team.place / 'slow'}:{os.environ['PATH']}")
    assert done.returncode == 1 and "stale info" in done.stderr
    assert git(team.origin, "rev-parse", BRANCH) == head


@pytest.mark.parametrize("text", ["", "said by nobody\n"])
def test_what_planpress_does_not_write_is_no_request(text: str, forge: Requests, tmp_path: Path) -> None:
    """Nothing is asked of the forge."""
    (tmp_path / "body.md").write_text(text, "utf-8")
    environment = {"GITHUB_API_URL": forge.address, "GITHUB_REPOSITORY": "team/plan", "GITHUB_TOKEN": "secret"}
    command = ["python3", "-I", str(bundled_templates() / "ci/comment.py"), "propose", str(tmp_path / "body.md"), BRANCH, "main"]
    done = subprocess.run(command, env={"PATH": os.environ["PATH"], **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and forge.asked == []
    assert "there is nothing to propose" in done.stderr or "does not begin with" in done.stderr
