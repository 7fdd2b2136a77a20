"""Files that are changed together: all of them or none, and nothing of anybody else's is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planpress.files import replacing
from planpress.files.exchange import ExchangeNotSupportedError, exchange
from planpress.files.replacing import Replacement, replace_files
from planpress.model.errors import PlanpressError


@pytest.fixture(params=["one step", "a third name"])
def pair(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[Replacement]:
    """Two files and their new bytes, on a system that exchanges paths, and on one that cannot."""
    if request.param == "a third name":
        monkeypatch.setattr(replacing, "exchange", unsupported)
    for name in "ab":
        (tmp_path / name).write_bytes(f"old {name}".encode())
    return [Replacement(tmp_path / name, f"old {name}".encode(), f"new {name}".encode()) for name in "ab"]


def unsupported(one: Path, other: Path) -> None:
    raise ExchangeNotSupportedError("no such step")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_are_replaced(pair: list[Replacement], tmp_path: Path) -> None:
    """Each file has its new bytes and its old permissions, and nothing is left beside it."""
    (tmp_path / "a").chmod(0o640)
    replace_files(tmp_path, pair)
    assert contents(tmp_path) == {"a": b"new a", "b": b"new b"}
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_not_as_it_was(pair: list[Replacement], tmp_path: Path) -> None:
    """What somebody saved since the plan was read is not written over, and the other file stays too."""
    (tmp_path / "b").write_bytes(b"theirs")
    with pytest.raises(PlanpressError, match="b was changed by somebody else meanwhile; nothing was written, try again"):
        replace_files(tmp_path, pair)
    assert contents(tmp_path) == {"a": b"old a", "b": b"theirs"}


def test_a_file_that_is_saved_at_the_last_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the last look and the step: what came in is put back."""

    def after_a_save(one: Path, other: Path) -> None:
        if one.name == "b" and b"theirs" not in (one.read_bytes(), other.read_bytes()):
            one.write_bytes(b"theirs")
        exchange(one, other)

    for name in "ab":
        (tmp_path / name).write_bytes(b"old")
    monkeypatch.setattr(replacing, "exchange", after_a_save)
    with pytest.raises(PlanpressError, match="b was changed by somebody else meanwhile"):
        replace_files(tmp_path, [Replacement(tmp_path / name, b"old", b"new") for name in "ab"])
    assert contents(tmp_path) == {"a": b"old", "b": b"theirs"}


def test_a_file_that_is_gone(pair: list[Replacement], tmp_path: Path) -> None:
    """One that cannot be read stops all."""
    (tmp_path / "b").unlink()
    with pytest.raises(PlanpressError, match=r"cannot write, and nothing was changed: .*b: no such file"):
        replace_files(tmp_path, pair)
    assert contents(tmp_path) == {"a": b"old a"}


def test_a_step_that_fails(pair: list[Replacement], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second file cannot be put in place, the first gets its old bytes back."""
    change = replacing.change_places

    def fails(target: Path, beside: Path, third: Path) -> None:
        if target.name == "b":
            raise OSError(28, "No space left on device", str(target))
        change(target, beside, third)

    monkeypatch.setattr(replacing, "change_places", fails)
    with pytest.raises(PlanpressError, match=r"nothing was changed: .*b: no space left on device"):
        replace_files(tmp_path, pair)
    assert contents(tmp_path) == {"a": b"old a", "b": b"old b"}


def test_an_interruption_leaves_all_as_it_was(
    pair: list[Replacement], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C between two files takes the first back."""
    change = replacing.change_places

    def interrupted(target: Path, beside: Path, third: Path) -> None:
        if target.name == "b":
            raise KeyboardInterrupt
        change(target, beside, third)

    monkeypatch.setattr(replacing, "change_places", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_files(tmp_path, pair)
    assert contents(tmp_path) == {"a": b"old a", "b": b"old b"}


def test_a_link_is_followed(tmp_path: Path) -> None:
    """The file that a link leads to is replaced, and the link stays one."""
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a").write_bytes(b"old")
    (tmp_path / "a").symlink_to("far/a")
    replace_files(tmp_path, [Replacement(tmp_path / "a", b"old", b"new")])
    assert (tmp_path / "a").is_symlink()
    assert contents(tmp_path / "far") == {"a": b"new"}


@pytest.mark.skipif(os.getuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(pair: list[Replacement], tmp_path: Path) -> None:
    """No file can be put beside it: nothing is changed."""
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PlanpressError, match="cannot write, and nothing was changed"):
            replace_files(tmp_path, pair)
    finally:
        tmp_path.chmod(0o700)
