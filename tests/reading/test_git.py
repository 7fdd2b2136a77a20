"""What git knows of a plan: the day of its last commit, and where there is none."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from planpress.reading.disk import DiskTree
from planpress.reading.git.plan_state import CommitDay, last_commit_day
from planpress.reading.git.process import NoRepositoryError
from planpress.reading.git.process import git as reading_git
from planpress.reading.git.repository import Repository
from tests.repositories import git, write

pytestmark = [pytest.mark.process, pytest.mark.usefixtures("place")]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose content was committed on one day and whose README on a later one."""
    root = tmp_path / "plan"
    git(tmp_path, "init", "-q", str(root))
    commit(root, "content/plan.yml", "2019-05-30T23:30:00-0800")
    commit(root, "README.md", "2019-06-09T12:00:00+0000")
    return root


def commit(root: Path, name: str, when: str) -> None:
    """Commit a file of an older author."""
    write(root, {name: when})
    git(root, "add", name)
    git(root, "commit", "-qm", name, "--date=2001-01-01T00:00:00+0000", when=when)


def test_the_day_of_the_last_commit_to_content(repository: Path) -> None:
    """The day is the committer's, where the commit was made, of the last commit that touched content/."""
    assert last_commit_day(repository) == CommitDay(date(2019, 5, 30))
    commit(repository, "plans/robots/content/plan.yml", "2019-07-01T12:00:00+0000")
    assert last_commit_day(repository / "plans/robots") == CommitDay(date(2019, 7, 1)), "below the top of the repository"
    assert last_commit_day(repository) == CommitDay(date(2019, 5, 30))


def test_meetings_of_a_revision(repository: Path) -> None:
    for name in ("2019-06-03-b.yml", "2019-06-01-a.yml", "old/x.yaml", "notes.pdf", ".hidden.yml"):
        commit(repository, f"content/meetings/{name}", "2019-06-10T12:00:00+0000")
    tree = Repository.of(repository).tree(git(repository, "rev-parse", "HEAD"))
    expected = tuple(f"content/meetings/{name}" for name in ("2019-06-01-a.yml", "2019-06-03-b.yml", "old/x.yaml"))
    assert tree.listing().meetings == expected == DiskTree(repository).listing().meetings


def test_no_commit_to_content(tmp_path: Path) -> None:
    """There is no day in a folder outside any repository, in an empty one, and where content/ was never committed."""
    assert last_commit_day(tmp_path) == CommitDay(None)
    git(tmp_path, "init", "-q", str(tmp_path / "plan"))
    assert last_commit_day(tmp_path / "plan") == CommitDay(None)
    commit(tmp_path / "plan", "README.md", "2019-06-09T12:00:00+0000")
    assert last_commit_day(tmp_path / "plan") == CommitDay(None)


def test_no_git(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git there is no day: outside of a repository without a word, in one with the reason."""
    monkeypatch.setenv("PATH", "/nonexistent")
    (tmp_path / "elsewhere").mkdir()
    assert last_commit_day(tmp_path / "elsewhere") == CommitDay(None)
    assert last_commit_day(repository) == CommitDay(None, "there is no git on this machine; install it")


def test_a_repository_that_the_environment_alone_names(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not followed; the command that is named gives the plan a working tree of its own."""
    git(tmp_path, "clone", "-q", "--bare", str(repository), str(tmp_path / "bare.git"))
    below = tmp_path / "below"
    alone = below / "alone"
    alone.mkdir(parents=True)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "bare.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(alone))
    with pytest.raises(NoRepositoryError, match="GIT_DIR, as hooks set it, is not followed; ") as problem:
        reading_git(alone, "rev-parse", "HEAD")
    remedy = str(problem.value).partition("followed; ")[2].partition(" && ")[0]
    subprocess.run(remedy.split(), cwd=alone, check=True, capture_output=True)
    assert reading_git(below / "plan", "rev-parse", "HEAD")


def test_a_partial_clone_fetches_nothing(repository: Path, tmp_path: Path) -> None:
    """Where objects are missing, git is not let to run what the repository says would bring them."""
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 1\n")
    trap.chmod(0o755)
    commit(repository, "content/more.md", "2019-06-20T12:00:00+0000")
    tree = git(repository, "rev-parse", "HEAD~:content")
    (repository / ".git/objects" / tree[:2] / tree[2:]).unlink()
    for name, value in (
        ("core.repositoryFormatVersion", "1"), ("extensions.partialClone", "origin"), ("remote.origin.promisor", "true"),
        ("remote.origin.partialCloneFilter", "tree:0"), ("remote.origin.uploadpack", str(trap)),
        ("remote.origin.url", str(tmp_path / "nowhere")), ("protocol.allow", "always"),
    ):  # fmt: skip
        git(repository, "config", name, value)
    subprocess.run(["git", "-C", repository, "log", "-1", "--format=%cs", "--", "content"], check=False, capture_output=True)
    assert (tmp_path / "ran").exists(), "the trap is none, so that the test would show nothing"
    (tmp_path / "ran").unlink()
    last_commit_day(repository)
    assert not (tmp_path / "ran").exists()
