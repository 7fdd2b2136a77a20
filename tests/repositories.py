"""Git repositories that tests make, without anybody's settings."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

AUTHOR = ("-c", "user.name=Kim", "-c", "user.email=kim@example.org", "-c", "commit.gpgsign=false")


def alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know nothing of this machine."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


def git(at: Path, *arguments: str, when: str = "2019-05-01T12:00:00+0000") -> str:
    """Run git as Kim, on a given day."""
    environment = {**os.environ, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
    command = ["git", *AUTHOR, "-C", str(at), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.strip()


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files below a folder; what is there and not among them stays."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def texts_of(root: Path) -> dict[str, str]:
    """The files below a folder, by their paths in it."""
    paths = [path for path in sorted(root.rglob("*")) if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def start(root: Path, files: Mapping[str, str], branch: str = "main") -> str:
    """A new repository with one commit of these files; its id."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", branch)
    write(root, files)
    return commit(root, "begin")


def commit(root: Path, message: str, when: str = "2019-05-01T12:00:00+0000") -> str:
    """Commit everything that is there; the commit's id."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message, when=when)
    return git(root, "rev-parse", "HEAD")
