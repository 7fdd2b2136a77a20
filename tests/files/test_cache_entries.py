"""Every file of a cache is what was written there, or it is as good as missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from planpress.files.caches import FolderStore, JsonCache, read_entry, write_entry

TEXT = '<svg aria-label="é">\n</svg>'


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "a flipped bit": flipped,
    "a flipped bit of the hash": lambda data: bytes([data[0] ^ 1]) + data[1:],
    "half a file": lambda data: data[: len(data) // 2],
    "an empty file": lambda data: b"",
    "nothing but zeros": lambda data: bytes(len(data)),
    "something at the end": lambda data: data + b"\n",
    "a script": lambda data: b"<svg><script>alert(1)</script></svg>",
    "a script behind the hash": lambda data: data.replace(b"<svg", b"<script>1</script><svg").replace(b"kept", b"k3pt"),
    "no text": lambda data: b"\xff\xfe",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_missing(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """By one way for all: an entry, a chart of the store, the notes of histories."""
    store = FolderStore(tmp_path / "charts")
    store.put("ab" * 16, TEXT)
    notes = JsonCache(tmp_path / "notes.json")
    notes.put("a", "kept")
    notes.save()
    assert (store.get("ab" * 16), JsonCache(notes.path).get("a")) == (TEXT, "kept")
    for path in (notes.path, next(store.folder.rglob("*.svg"))):
        before = path.read_bytes()
        path.write_bytes(damage(before))
        assert path.read_bytes() != before
    assert (store.get("ab" * 16), JsonCache(notes.path).get("a")) == (None, None)
    store.put("ab" * 16, TEXT)
    assert store.get("ab" * 16) == TEXT


def test_a_whole_entry_in_the_place_of_another_is_missing(tmp_path: Path) -> None:
    """A copied file has a hash that is right, of another name."""
    write_entry(tmp_path / "one", "one", TEXT)
    (tmp_path / "other").write_bytes((tmp_path / "one").read_bytes())
    assert (read_entry(tmp_path / "one", "one", 1_000), read_entry(tmp_path / "other", "other", 1_000)) == (TEXT, None)


def test_a_link_and_what_is_too_large_are_missing(tmp_path: Path) -> None:
    write_entry(tmp_path / "one", "one", TEXT)
    (tmp_path / "link").symlink_to("one")
    assert read_entry(tmp_path / "link", "one", 1_000) is None
    assert read_entry(tmp_path / "one", "one", len(TEXT.encode())) is None
    (tmp_path / "folder").mkdir()
    assert read_entry(tmp_path / "folder", "one", 1_000) is None


def test_whether_it_could_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert write_entry(tmp_path / "folder" / "one", "one", json.dumps(1)) is True
    assert write_entry(tmp_path / "file" / "one", "one", json.dumps(1)) is False
