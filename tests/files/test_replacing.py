"""A file that changes as a whole, and nothing of anybody else's is lost."""

import os
from pathlib import Path

import pytest

from planpress.files.replacing import replace_file, replace_files
from planpress.model.errors import PlanpressError


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_is_replaced(tmp_path: Path) -> None:
    """It has its new bytes and its old permissions, and nothing is left beside it; a new one is made with its folder."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o640)
    replace_file(tmp_path / "a", b"old", b"new")
    assert contents(tmp_path) == {"a": b"new"}
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
    replace_file(tmp_path / "below" / "b", None, b"new")
    assert contents(tmp_path / "below") == {"b": b"new"}


@pytest.mark.parametrize("old", [b"old", None])
def test_a_file_that_is_not_as_it_was(tmp_path: Path, old: bytes | None) -> None:
    """What somebody saved since it was read is not written over, and what is gone is not written anew."""
    (tmp_path / "a").write_bytes(b"theirs")
    with pytest.raises(PlanpressError, match="was changed meanwhile; nothing was written, run the command again"):
        replace_file(tmp_path / "a", old, b"new")
    assert contents(tmp_path) == {"a": b"theirs"}
    (tmp_path / "a").unlink()
    with pytest.raises(PlanpressError, match=r'a" cannot be written: no such file or directory; nothing was written'):
        replace_file(tmp_path / "a", b"old", b"new")
    assert contents(tmp_path) == {}


def test_a_step_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, and an interruption, leave the file as it was and nothing beside it."""
    (tmp_path / "a").write_bytes(b"old")
    for problem, raised in (
        (OSError(28, "No space left on device"), PlanpressError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ):

        def fails(descriptor: int, problem: BaseException = problem) -> None:
            raise problem

        monkeypatch.setattr(os, "fsync", fails)
        with pytest.raises(raised):
            replace_file(tmp_path / "a", b"old", b"new")
        assert contents(tmp_path) == {"a": b"old"}


def test_a_link_is_followed(tmp_path: Path) -> None:
    """The file that a link leads to is replaced, and the link stays one."""
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a").write_bytes(b"old")
    (tmp_path / "a").symlink_to("far/a")
    replace_file(tmp_path / "a", b"old", b"new")
    assert (tmp_path / "a").is_symlink()
    assert contents(tmp_path / "far") == {"a": b"new"}


def test_several_files_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second cannot be put in its place, the first is as it was, whether or not it was there."""
    (tmp_path / "a").write_bytes(b"old")
    replace = Path.replace

    def fails(partial: Path, target: str) -> Path:
        if target.endswith("/c"):
            raise OSError(28, "No space left on device")
        return replace(partial, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(PlanpressError, match="cannot be written"):
        replace_files({tmp_path / "a": (b"old", b"new"), tmp_path / "b": (None, b"new"), tmp_path / "c": (None, b"new")})
    assert contents(tmp_path) == {"a": b"old"}
    monkeypatch.undo()
    (tmp_path / "b").write_bytes(b"theirs")
    with pytest.raises(PlanpressError, match="was changed meanwhile"):
        replace_files({tmp_path / "a": (b"old", b"new"), tmp_path / "b": (None, b"new")})
    assert contents(tmp_path) == {"a": b"old", "b": b"theirs"}
    (tmp_path / "b").unlink()
    replace_files({tmp_path / "a": (b"old", b"new"), tmp_path / "b": (None, b"new")})
    assert contents(tmp_path) == {"a": b"new", "b": b"new"}
