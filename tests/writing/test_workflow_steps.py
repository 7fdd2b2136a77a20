"""The scripts of the workflow that comments, run one after the other as a runner does, on a fork's pull request."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from planpress import __version__
from planpress.writing.pipelines import pipeline_files
from tests import strangers
from tests.comparing.building import INVOICES
from tests.repositories import alone, git
from tests.writing.runner import path_with_stand_in
from tests.writing.test_comment import Forge, pull, served

WORKFLOW = yaml.safe_load(pipeline_files("github", __version__)[".github/workflows/plan-comment.yml"])


class Runner:
    """Runs the steps of a job that are scripts; `values` is what GitHub would put for its expressions."""

    def __init__(self, at: Path, values: Mapping[str, str], environment: Mapping[str, str]) -> None:
        self.at, self.values, self.environment = at, dict(values), environment
        self.output = at.parent / "output"

    def run(self, job: str) -> list[str]:
        """The names of the steps that were run."""
        ran = []
        for step in WORKFLOW["jobs"][job]["steps"]:
            if "run" not in step:
                continue
            self.output.write_text("", encoding="utf-8")
            given = {name: self._value(text) for name, text in step.get("env", {}).items()}
            environment = {**os.environ, **self.environment, **given, "GITHUB_OUTPUT": str(self.output)}
            done = subprocess.run(
                ["bash", "-e", "-o", "pipefail", "-c", step["run"]], cwd=self.at, env=environment, check=False,
                capture_output=True, text=True,
            )  # fmt: skip
            assert done.returncode == 0, (step["name"], done.stdout, done.stderr)
            for line in self.output.read_text(encoding="utf-8").splitlines():
                name, _, value = line.partition("=")
                self.values[f"steps.{step['id']}.outputs.{name}"] = value
            ran.append(step["name"])
        return ran

    def _value(self, text: str) -> str:
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: self.values[found[1]], text)


def pushed(change: strangers.Change, origin: Path, work: Path) -> tuple[str, str]:
    """The stranger's commit at origin as a pull request, and a clone of main at `work`; the ids of head and base."""
    strangers.attack_code(change)
    (change.root / INVOICES).write_text(strangers.BASE_FILES[INVOICES].replace("ease: 3", "ease: 5"), encoding="utf-8")
    strangers.settle(change)
    git(origin.parent, "clone", "-q", "--bare", "--single-branch", "-b", "main", str(change.root), str(origin))
    git(change.root, "push", "-q", str(origin), "HEAD:refs/pull/7/head")
    git(origin.parent, "clone", "-q", str(origin), str(work))
    for path, text in pipeline_files("github", __version__).items():
        (work / path).parent.mkdir(parents=True, exist_ok=True)
        (work / path).write_text(text, encoding="utf-8")
    return git(change.root, "rev-parse", "HEAD"), git(change.root, "rev-parse", "main")


def test_a_forks_pull_request_gets_its_comment_and_its_preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Objects alone are fetched; what the change has beside content/ is never checked out, and runs nowhere."""
    alone(tmp_path / "home", monkeypatch)
    change, work = strangers.begin(tmp_path), tmp_path / "work"
    head, base = pushed(change, tmp_path / "origin.git", work)
    (tmp_path / "runner").mkdir()
    with served(Forge()) as forge:
        request = pull(7, sha=head)
        request["base"]["sha"] = base
        forge.pulls = [request]
        runner = Runner(
            work,
            {
                "github.token": "secret", "github.event.workflow_run.head_repository.owner.login": "kim",
                "github.event.workflow_run.head_branch": "topic & more", "github.event.workflow_run.head_sha": head,
                "github.event.workflow_run.html_url": "https://example.org/run/1",
                "vars.PLANPRESS_SITE && format('{0}/preview/{1}/', vars.PLANPRESS_SITE, steps.find.outputs.number) || ''":
                    "https://example.org/plan/preview/7/",
            },
            {
                "GITHUB_API_URL": forge.address, "GITHUB_REPOSITORY": "team/plan", "GITHUB_SERVER_URL": forge.address,
                "RUNNER_TEMP": str(tmp_path / "runner"), "ROOT": ".", "PLANPRESS": "planpress",
                "PATH": path_with_stand_in(tmp_path / "bin"),
            },
        )  # fmt: skip
        assert runner.run("compare") == [
            "Find the pull request", "Fetch the change as objects", "Install planpress", "Compare", "Build the preview",
        ]  # fmt: skip
        assert runner.values["steps.find.outputs.number"] == "7"
        (tmp_path / "runner" / "comment").mkdir()
        (work / "comment.md").rename(tmp_path / "runner" / "comment" / "comment.md")
        assert runner.run("comment") == ["Write the comment"]
    (comment,) = forge.bodies()
    assert "Invoices" in comment and "https://example.org/plan/preview/7/" in comment
    assert list(change.marks.iterdir()) == []
    assert not (work / "yaml.py").exists()
    assert (work / "mkdocs.yml").read_text(encoding="utf-8") == strangers.SETTINGS
    assert head[:7] in (work / "site/index.html").read_text(encoding="utf-8")
    assert "OF THE BASE" in (work / "site/index.html").read_text(encoding="utf-8")
