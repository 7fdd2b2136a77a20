"""Finished charts on disk, by the hash of what they show, so that a chart is drawn once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from planpress.files.cache_entries import read_entry, write_entry

CHARTS = ".cache/planpress/charts"
MOST_KEPT = 20_000
LARGEST = 50_000_000

_SUFFIX = ".svg"


def kept_charts(root: Path) -> FolderStore:
    """The drawings that earlier builds of the plan in the folder `root` left."""
    return FolderStore(root / CHARTS)


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A folder of texts by key. A store that cannot be written works as an empty one: it only saves time."""

    folder: Path

    def get(self, key: str) -> str | None:
        """The text kept under a key, or None; also where what is there is not what was kept."""
        return read_entry(self._path(key), key, LARGEST)

    def put(self, key: str, text: str) -> None:
        """Keep a text under a key."""
        write_entry(self._path(key), key, text)

    def prune(self, used: Iterable[str]) -> None:
        """Drop what is not in `used`, once the folder holds more than it should."""
        found = list(self.folder.glob(f"*/*{_SUFFIX}"))
        if len(found) <= MOST_KEPT:
            return
        kept = {self._path(key) for key in used}
        if len(found) > 2 * len(kept):
            for path in found:
                if path not in kept:
                    path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}{_SUFFIX}"
