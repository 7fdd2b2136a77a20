"""Finished charts on disk, by the hash of what they show, so that a chart is drawn once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

CHARTS = ".cache/planpress/charts"
MOST_KEPT = 20_000


def kept_charts(root: Path) -> FolderStore:
    """The drawings that earlier builds of the plan in the folder `root` left."""
    return FolderStore(root / CHARTS)


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A folder of texts by key. A store that can not be written works as an empty one: it only saves time."""

    folder: Path

    def get(self, key: str) -> str | None:
        """The text kept under a key, or None."""
        try:
            return self._path(key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, text: str) -> None:
        """Keep a text under a key; whole or not at all, whoever else writes at the same time."""
        path = self._path(key)
        partial = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(text, encoding="utf-8")
            partial.replace(path)
        except OSError:
            with suppress(OSError):
                partial.unlink(missing_ok=True)

    def prune(self, used: Iterable[str]) -> None:
        """Drop what is not in `used`, once the folder holds more than it should."""
        found = list(self.folder.glob("*/*.svg"))
        if len(found) <= MOST_KEPT:
            return
        kept = {self._path(key) for key in used}
        if len(found) > 2 * len(kept):
            for path in found:
                if path not in kept:
                    path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.svg"
