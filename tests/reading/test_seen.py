"""What is remembered of files on disk: never that one is what it was where it may not be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planpress.reading.disk import DiskTree
from planpress.reading.tree import content_id

PATH = "content/plan.yml"


class Notes(dict[str, str]):
    """Notes in memory that count what is put."""

    def put(self, key: str, text: str) -> None:
        self[key] = text


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A plan that was written long ago, as far as its times can be set."""
    (tmp_path / "content").mkdir()
    (tmp_path / PATH).write_bytes(b"one\n")
    return tmp_path


def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read long after they were written: the margin for one moment of the file system's clock is over."""
    monkeypatch.setattr("planpress.reading.seen._SETTLED", -60_000_000_000)


def id_of(root: Path, notes: Notes) -> str:
    return DiskTree(root, notes).ids("sha1")[PATH]


def test_a_file_that_was_not_written_is_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time the id comes from the notes; they are not written again."""
    settled(monkeypatch)
    notes = Notes()
    assert id_of(root, notes) == content_id(b"one\n", "sha1")
    (key,) = notes
    monkeypatch.setattr("planpress.reading.disk.id_of_file", None)
    monkeypatch.setattr(notes, "put", None)
    assert id_of(root, notes) == content_id(b"one\n", "sha1")
    notes.pop(key)
    with pytest.raises(TypeError):
        id_of(root, notes)


@pytest.mark.parametrize("way", ["another size", "the same size", "the same size and time", "another file"])
def test_a_file_that_was_written_is_read(way: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever of its size, its times and its inode is as it was, one of them is not."""
    settled(monkeypatch)
    notes, file = Notes(), root / PATH
    os.utime(file, ns=(10**18, 10**18))
    id_of(root, notes)
    if way == "another file":
        (root / "other").write_bytes(b"two\n")
        (root / "other").replace(file)
    else:
        file.write_bytes(b"twofold\n" if way == "another size" else b"two\n")
    if way == "the same size and time":
        os.utime(file, ns=(10**18, 10**18))
    assert id_of(root, notes) == content_id(file.read_bytes(), "sha1")


def test_a_file_of_this_moment_is_not_remembered(root: Path) -> None:
    """It may be written again before the file system's clock moves on."""
    notes = Notes()
    id_of(root, notes)
    assert "".join(notes.values()) == ""


@pytest.mark.parametrize(
    "kept", ["", "\t\t", f"{PATH}\t1 2 3 4", f"{PATH}\tx\ty", f"{PATH}\t4 0 0 0\t{'0' * 40}", "{}"]
)
def test_notes_of_anybody_else_say_nothing(kept: str, root: Path) -> None:
    """What is not by its form, or of another file, is passed over."""
    notes = Notes({f"files sha1 {root}": kept})
    assert id_of(root, notes) == content_id(b"one\n", "sha1")


def test_names_that_would_end_a_line_are_read_each_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file's name can hold a tab and a line end."""
    settled(monkeypatch)
    odd = root / "content/projects" / "a\tb\nc"
    odd.mkdir(parents=True)
    (odd / "project.yml").write_bytes(b"x")
    notes = Notes()
    first = DiskTree(root, notes).ids("sha1")
    assert DiskTree(root, notes).ids("sha1") == first
    assert "a\tb" not in "".join(notes.values())
