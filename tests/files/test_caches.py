"""Every file of a cache is what was written there, or it is as good as missing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planpress.files import caches
from planpress.files.caches import FolderStore, JsonCache, read_entry, write_entry

KEY = "ab" * 16
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
    """By one way for all: an entry, a chart of the store, the notes of histories; what is put again is there again."""
    store, notes = FolderStore(tmp_path / "charts"), JsonCache(tmp_path / "notes.json")
    store.put(KEY, TEXT)
    notes.put("a", "kept")
    notes.save()
    assert (store.get(KEY), store.get("cd" * 16), JsonCache(notes.path).get("a")) == (TEXT, None, "kept")
    (chart,) = tmp_path.rglob("*.svg")
    for path in (notes.path, chart):
        before = path.read_bytes()
        path.write_bytes(damage(before))
        assert path.read_bytes() != before
    assert (store.get(KEY), JsonCache(notes.path).get("a")) == (None, None)
    for text in ("earlier", TEXT):
        store.put(KEY, text)
    assert (store.get(KEY), list(tmp_path.rglob("*.svg"))) == (TEXT, [chart])


def test_a_store_that_cannot_be_written_is_empty(tmp_path: Path) -> None:
    """A file in the folder's place is no error: nothing is kept, nothing is lost."""
    (tmp_path / "charts").write_text("mine")
    store = FolderStore(tmp_path / "charts")
    store.put(KEY, "<svg/>")
    store.prune([])
    assert store.get(KEY) is None
    assert (tmp_path / "charts").read_text() == "mine"


def test_what_was_not_used_is_dropped_once_there_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to the limit everything is kept; above it, what this build used."""
    store = FolderStore(tmp_path)
    names = [f"{at:02}" + "0" * 30 for at in range(6)]
    for name in names:
        store.put(name, "<svg/>")
    store.prune(names[:1])
    assert all(store.get(name) for name in names)
    monkeypatch.setattr(caches, "MOST_KEPT", 3)
    store.prune(names[:2])
    assert [name for name in names if store.get(name)] == names[:2]


def test_copies_links_folders_and_what_is_too_large_are_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copied file has a hash that is right, of another name."""
    write_entry(tmp_path / "one", "one", TEXT)
    (tmp_path / "other").write_bytes((tmp_path / "one").read_bytes())
    (tmp_path / "link").symlink_to("one")
    (tmp_path / "folder").mkdir()
    assert read_entry(tmp_path / "one", "one") == TEXT
    for path, name in (("other", "other"), ("link", "one"), ("folder", "one")):
        assert read_entry(tmp_path / path, name) is None
    monkeypatch.setattr(caches, "LARGEST", len(TEXT.encode()))
    assert read_entry(tmp_path / "one", "one") is None
