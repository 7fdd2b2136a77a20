"""Finished charts on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from planpress.files import caches
from planpress.files.caches import FolderStore

KEY = "ab" * 16


def test_what_is_put_is_got(tmp_path: Path) -> None:
    """A text comes back as it was put, a later one over an earlier one, and another key has none."""
    kept = FolderStore(tmp_path / "charts")
    assert kept.get(KEY) is None
    kept.put(KEY, "<svg>é</svg>")
    kept.put(KEY, "<svg>ü</svg>")
    assert kept.get(KEY) == "<svg>ü</svg>"
    assert kept.get("cd" * 16) is None
    assert [path.name for path in tmp_path.rglob("*.*")] == [f"{KEY}.svg"]


def test_a_store_that_cannot_be_written_is_empty(tmp_path: Path) -> None:
    """A file in the folder's place is no error: nothing is kept, nothing is lost."""
    (tmp_path / "charts").write_text("mine")
    kept = FolderStore(tmp_path / "charts")
    kept.put(KEY, "<svg/>")
    kept.prune([])
    assert kept.get(KEY) is None
    assert (tmp_path / "charts").read_text() == "mine"


def test_a_broken_entry_is_none(tmp_path: Path) -> None:
    """An entry that is not UTF-8, or a folder, is drawn anew."""
    kept = FolderStore(tmp_path)
    kept.put(KEY, "<svg/>")
    (tmp_path / "ab" / f"{KEY}.svg").write_bytes(b"\xff")
    assert kept.get(KEY) is None


def test_what_was_not_used_is_dropped_once_there_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to the limit everything is kept; above it, what this build used."""
    kept = FolderStore(tmp_path)
    names = [f"{at:02}" + "0" * 30 for at in range(6)]
    for name in names:
        kept.put(name, "<svg/>")
    kept.prune(names[:1])
    assert all(kept.get(name) for name in names)
    monkeypatch.setattr(caches, "MOST_KEPT", 3)
    kept.prune(names[:2])
    assert [name for name in names if kept.get(name)] == names[:2]
