"""The script that publishes on a branch, run."""

import os
import subprocess
from pathlib import Path

import pytest

from planpress.files.bundled_templates import bundled_templates
from tests.repositories import commit, git, write
from tests.scaffold.runner import program

pytestmark = pytest.mark.process

PUBLISH = bundled_templates() / "ci" / "publish.sh"


@pytest.fixture
def remote(place: Path) -> Path:
    git(place, "init", "-q", "--bare", "remote.git")
    return place / "remote.git"


def publish(
    remote: Path, site: Path | str, target: str, opened: str = "", name: str = ""
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "REMOTE": str(remote), "OPEN": opened, "NAME": name}
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
    assert files(remote) == [".nojekyll", ".planpress-files", "index.html", "new.html", "preview/12/index.html"]
    done = publish(remote, tmp_path / "p12b", "preview/12")
    assert (done.returncode, done.stdout) == (0, "the branch gh-pages has it already\n")


def test_previews_of_closed_requests_go(remote: Path, tmp_path: Path) -> None:
    for number in (3, 12, 20):
        publish(remote, site(tmp_path / "p", "index.html"), f"preview/{number}")
    assert publish(remote, "-", "preview", opened="12 123").returncode == 0
    assert files(remote) == [".nojekyll", "preview/12/index.html"]


def test_plans_of_one_repository_stand_beside_each_other(remote: Path, tmp_path: Path) -> None:
    """Each with its previews; none takes away what is another's, or what else the branch has below its top."""
    for name in ("", "plans.gh"):
        assert publish(remote, site(tmp_path / "old", "index.html", "old.html"), ".", name=name).returncode == 0
        assert publish(remote, site(tmp_path / "p", "index.html"), "preview/3", name=name).returncode == 0
    assert publish(remote, site(tmp_path / "new", "index.html"), ".").returncode == 0
    assert publish(remote, "-", "preview", opened="4", name="plans.gh").returncode == 0
    assert files(remote) == [
        ".nojekyll", ".planpress-files", "index.html", "plan.plans.gh/.planpress-files", "plan.plans.gh/index.html",
        "plan.plans.gh/old.html", "preview/3/index.html",
    ]  # fmt: skip


def test_what_others_published_stays(remote: Path, tmp_path: Path) -> None:
    """Beside the plan, and below its folders; a file in the place of one of the plan's is named, and nothing is done."""
    others = tmp_path / "others"
    git(tmp_path, "clone", "-q", str(remote), str(others))
    git(others, "checkout", "-q", "-b", "gh-pages")
    write(others, {"api/index.html": "ours", "assets/ours.css": "ours", "404.html": "ours"})
    commit(others, "docs of the code")
    git(others, "push", "-q", "origin", "gh-pages")
    before = files(remote)
    done = publish(remote, site(tmp_path / "one", "index.html", "404.html"), ".")
    assert done.returncode == 2
    assert done.stderr == "publish.sh: gh-pages has 404.html, which no planpress put there; take it away, or set BRANCH\n"
    assert files(remote) == before
    for name in ("a -b.html", "c.html"):
        assert publish(remote, site(tmp_path / name, "index.html", "assets/plan.css", name), ".").returncode == 0
    assert files(remote) == [
        ".nojekyll", ".planpress-files", "404.html", "api/index.html", "assets/ours.css", "assets/plan.css", "c.html",
        "index.html",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("target", "name"),
    [
        *((".", name) for name in ("a/b", "../x", "A", "a b")),
        *((target, "") for target in ("..", "preview/../..", "preview/", "preview/1;rm", "/etc", "preview/x")),
    ],
)
def test_no_other_name_or_place_is_published_to(target: str, name: str, remote: Path, tmp_path: Path) -> None:
    assert publish(remote, site(tmp_path / "p", "index.html"), target, name=name).returncode == 2


def test_a_branch_that_went_on_is_tried_again(remote: Path, tmp_path: Path) -> None:
    """The first push meets a newer commit, which a hook of the remote puts there; the second one has both."""
    publish(remote, site(tmp_path / "one", "index.html"), ".")
    program(remote / "hooks" / "pre-receive", f"#!/bin/sh\ntest -e {tmp_path}/once || {{ touch {tmp_path}/once; exit 1; }}\n")
    done = publish(remote, site(tmp_path / "p", "index.html"), "preview/4")
    assert done.returncode == 0 and "attempt 1: the branch went on" in done.stderr
    assert files(remote) == [".nojekyll", ".planpress-files", "index.html", "preview/4/index.html"]
