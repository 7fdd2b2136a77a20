"""The scripts of the pipelines, run: publishing on a branch, and the pipeline for any other CI."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from planpress import __version__
from planpress.writing.bundled import bundled_templates
from planpress.writing.pipelines import pipeline_files
from tests import strangers
from tests.repositories import alone, git, write
from tests.writing.runner import path_with_stand_in

PUBLISH = bundled_templates() / "ci" / "publish.sh"


@pytest.fixture
def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    alone(tmp_path / "home", monkeypatch)
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    return tmp_path / "remote.git"


def publish(remote: Path, site: Path | str, target: str, opened: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "REMOTE": str(remote), "OPEN": opened}
    return subprocess.run(
        ["sh", PUBLISH, site, target], env=environment, cwd=remote.parent, capture_output=True, text=True, check=False
    )


def site(folder: Path, *names: str) -> Path:
    write(folder, {name: name for name in names})
    return folder


def files(remote: Path) -> list[str]:
    return git(remote, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()


def test_sites_and_previews_stand_beside_each_other(remote: Path, tmp_path: Path) -> None:
    """The plan keeps previews, a preview keeps the plan, and each replaces its own earlier files."""
    assert publish(remote, site(tmp_path / "one", "index.html", "old.html"), ".").returncode == 0
    assert publish(remote, site(tmp_path / "p12", "index.html", "gone.html"), "preview/12").returncode == 0
    assert publish(remote, site(tmp_path / "two", "index.html", "new.html"), ".").returncode == 0
    assert publish(remote, site(tmp_path / "p12b", "index.html"), "preview/12").returncode == 0
    assert files(remote) == [".nojekyll", "index.html", "new.html", "preview/12/index.html"]
    done = publish(remote, tmp_path / "p12b", "preview/12")
    assert (done.returncode, done.stdout) == (0, "the branch gh-pages has it already\n")


def test_previews_of_closed_requests_go(remote: Path, tmp_path: Path) -> None:
    for number in (3, 12, 20):
        publish(remote, site(tmp_path / "p", "index.html"), f"preview/{number}")
    assert publish(remote, "-", "preview", opened="12 123").returncode == 0
    assert files(remote) == [".nojekyll", "preview/12/index.html"]


@pytest.mark.parametrize("target", ["..", "preview/../..", "preview/", "preview/1;rm", "/etc", "preview/x"])
def test_no_other_place_is_published_to(target: str, remote: Path, tmp_path: Path) -> None:
    assert publish(remote, site(tmp_path / "p", "index.html"), target).returncode == 2


def test_a_branch_that_went_on_is_tried_again(remote: Path, tmp_path: Path) -> None:
    """The first push meets a newer commit, which a hook of the remote puts there; the second one has both."""
    publish(remote, site(tmp_path / "one", "index.html"), ".")
    hook = remote / "hooks" / "pre-receive"
    hook.write_text(f"#!/bin/sh\ntest -e {tmp_path}/once || {{ touch {tmp_path}/once; exit 1; }}\n")
    hook.chmod(0o755)
    done = publish(remote, site(tmp_path / "p", "index.html"), "preview/4")
    assert done.returncode == 0 and "attempt 1: the branch went on" in done.stderr
    assert files(remote) == [".nojekyll", "index.html", "preview/4/index.html"]


def test_the_script_for_any_other_pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It checks, compares and builds, and leaves the comment and the preview; no module of the change is imported.

    What `python3 -m venv` and pip would install is stood in for by the planpress that is tested.
    """
    alone(tmp_path / "home", monkeypatch)
    change = strangers.begin(tmp_path)
    strangers.attack_code(change)
    pose = change.root / "content/projects/invoices/project.yml"
    pose.write_text(pose.read_text(encoding="utf-8").replace("ease: 3", "ease: 5"))
    script = tmp_path / "planpress.sh"
    script.write_text(pipeline_files("shell", __version__)["ci/planpress.sh"], encoding="utf-8")
    environment = {**os.environ, "PATH": path_with_stand_in(tmp_path / "bin"), "BASE": "main"}
    done = subprocess.run(["sh", script], cwd=change.root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "### Plan: " in (change.root / "comment.md").read_text(encoding="utf-8")
    assert "OF THE BASE" in (change.root / "site/index.html").read_text(encoding="utf-8")
    assert list(change.marks.iterdir()) == []
