"""What git knows, and that a repository's own settings run nothing."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from planpress.reading.disk import DiskTree
from planpress.reading.git.last_change import CommitDay, last_commit_day
from planpress.reading.git.process import NoRepositoryError
from planpress.reading.git.process import git as reading_git
from planpress.reading.git.repository import Repository

AUTHOR = ("-c", "user.name=Kim", "-c", "user.email=kim@example.org", "-c", "commit.gpgsign=false")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Git without anybody's settings."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    return home


@pytest.fixture
def repository(home: Path, tmp_path: Path) -> Path:
    """A repository whose content was committed on one day and whose README on a later one."""
    root = tmp_path / "plan"
    git("init", "-q", str(root), at=tmp_path)
    commit(root, "content/plan.yml", "2019-05-30T23:30:00-0800")
    commit(root, "README.md", "2019-06-09T12:00:00+0000")
    return root


def git(*arguments: str, at: Path, when: str = "2019-01-01T00:00:00+0000") -> str:
    environment = {**os.environ, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": "2001-01-01T00:00:00+0000"}
    command = ["git", *AUTHOR, "-C", str(at), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def commit(root: Path, name: str, when: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(when)
    git("add", name, at=root)
    git("commit", "-qm", name, at=root, when=when)


def test_the_day_of_the_last_commit_to_content(repository: Path) -> None:
    """The day is the committer's, where the commit was made, of the last commit that touched content/."""
    assert last_commit_day(repository) == CommitDay(date(2019, 5, 30))


def test_meetings_of_a_revision(repository: Path) -> None:
    """They are listed as on disk: by path, hidden and other files left out."""
    for name in ("2019-06-03-b.yml", "2019-06-01-a.yml", "old/x.yaml", "notes.pdf", ".hidden.yml"):
        commit(repository, f"content/meetings/{name}", "2019-06-10T12:00:00+0000")
    tree = Repository.of(repository).tree(git("rev-parse", "HEAD", at=repository).strip())
    expected = tuple(f"content/meetings/{name}" for name in ("2019-06-01-a.yml", "2019-06-03-b.yml", "old/x.yaml"))
    assert tree.listing().meetings == expected == DiskTree(repository).listing().meetings


def test_a_plan_below_the_top_of_its_repository(repository: Path) -> None:
    """A plan in a folder of a larger repository has the day of its own content."""
    commit(repository, "plans/robots/content/plan.yml", "2019-07-01T12:00:00+0000")
    assert last_commit_day(repository / "plans/robots") == CommitDay(date(2019, 7, 1))
    assert last_commit_day(repository) == CommitDay(date(2019, 5, 30))


def test_no_commit_to_content(home: Path, tmp_path: Path) -> None:
    """There is no day in a folder outside any repository, in an empty one, and where content/ was never committed."""
    assert last_commit_day(tmp_path) == CommitDay(None)
    git("init", "-q", str(tmp_path / "plan"), at=tmp_path)
    assert last_commit_day(tmp_path / "plan") == CommitDay(None)
    commit(tmp_path / "plan", "README.md", "2019-06-09T12:00:00+0000")
    assert last_commit_day(tmp_path / "plan") == CommitDay(None)


def test_no_git(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git there is no day: outside of a repository without a word, in one with the reason."""
    monkeypatch.setenv("PATH", "/nonexistent")
    (tmp_path / "elsewhere").mkdir()
    assert last_commit_day(tmp_path / "elsewhere") == CommitDay(None)
    assert last_commit_day(repository) == CommitDay(None, "there is no git on this machine; install it")


def test_the_environment_names_no_other_repository(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIT_DIR, as hooks set it, does not lead to another repository's day."""
    git("init", "-q", str(tmp_path / "other"), at=tmp_path)
    commit(tmp_path / "other", "content/plan.yml", "2000-01-01T12:00:00+0000")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "other"))
    assert last_commit_day(repository) == CommitDay(date(2019, 5, 30))


def test_a_repository_that_the_environment_alone_names(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not followed; the command that is named gives the plan a working tree of its own."""
    git("clone", "-q", "--bare", str(repository), str(tmp_path / "bare.git"), at=tmp_path)
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


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that leaves a file where it ran."""
    program = tmp_path / "trap"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 1\n")
    program.chmod(0o755)
    return program


def test_settings_of_the_repository_run_nothing(repository: Path, trap: Path) -> None:
    """A repository from a stranger may name programs for signatures, watching, paging and diffs; none is run."""
    for name in (
        "core.fsmonitor", "core.pager", "pager.log", "gpg.program", "gpg.ssh.program", "diff.external", "diff.x.textconv",
        "diff.x.command", "core.sshCommand", "core.askPass", "credential.helper", "core.editor", "alias.log", "core.gitProxy",
        "core.alternateRefsCommand", "uploadpack.packObjectsHook",
    ):  # fmt: skip
        git("config", name, str(trap), at=repository)
    git("config", "log.showSignature", "true", at=repository)
    git("config", "core.hooksPath", str(trap.parent), at=repository)
    (repository / ".gitattributes").write_text("* diff=x\n")
    signed = git("cat-file", "commit", "HEAD~", at=repository).replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n", 1
    )
    (repository / "signed").write_text(signed)
    git("update-ref", "HEAD", git("hash-object", "-t", "commit", "-w", "signed", at=repository).strip(), at=repository)
    assert last_commit_day(repository) == CommitDay(date(2019, 5, 30))
    assert not (trap.parent / "ran").exists()


def test_a_partial_clone_fetches_nothing(repository: Path, trap: Path, tmp_path: Path) -> None:
    """Where objects are missing, git is not let to run what the repository says would bring them."""
    commit(repository, "content/more.md", "2019-06-20T12:00:00+0000")
    tree = git("rev-parse", "HEAD~:content", at=repository).strip()
    (repository / ".git/objects" / tree[:2] / tree[2:]).unlink()
    git("config", "core.repositoryFormatVersion", "1", at=repository)
    git("config", "extensions.partialClone", "origin", at=repository)
    git("config", "remote.origin.promisor", "true", at=repository)
    git("config", "remote.origin.partialCloneFilter", "tree:0", at=repository)
    git("config", "remote.origin.uploadpack", str(trap), at=repository)
    git("config", "remote.origin.url", str(tmp_path / "nowhere"), at=repository)
    git("config", "protocol.allow", "always", at=repository)
    subprocess.run(
        ["git", "-C", repository, "log", "-1", "--format=%cs", "--", "content"], check=False, capture_output=True
    )
    assert (tmp_path / "ran").exists(), "the trap is none, so that the test would show nothing"
    (tmp_path / "ran").unlink()
    last_commit_day(repository)
    assert not (tmp_path / "ran").exists()
