"""Notes from one run to the next: texts by key in one JSON file, which only save time.

The file is made by whoever can write here, so that what it says is checked like anything else that is read; and it
carries a hash, as every file of a cache does.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from planpress.files.cache_entries import read_entry, write_entry

LARGEST = 50_000_000


@dataclass(slots=True)
class JsonCache:
    """Notes in a file. Those that other code made are as if they were not there.

    Those that were not used in this run stay, as long as there is room.
    """

    path: Path
    _kept: dict[str, str] | None = None
    _used: dict[str, str] = field(default_factory=dict)
    _new: bool = False

    def get(self, key: str) -> str | None:
        """The text under a key, or None."""
        if self._kept is None:
            self._kept = self._load()
        text = self._kept.get(key)
        if text is not None:
            self._used[key] = text
        return text

    def put(self, key: str, text: str) -> None:
        """Keep a text under a key."""
        self._used[key] = text
        self._new = True

    def save(self) -> None:
        """Write the notes, whole or not at all. A file that cannot be written is none."""
        if self._new:
            every = self._text({**(self._kept or {}), **self._used})
            write_entry(self.path, self.path.name, every if len(every) <= LARGEST else self._text(self._used))

    def _text(self, notes: dict[str, str]) -> str:
        return json.dumps({"made_by": code_version(), "notes": notes})

    def _load(self) -> dict[str, str]:
        try:
            found = json.loads(read_entry(self.path, self.path.name, LARGEST) or "")
        except (ValueError, RecursionError):
            return {}
        if not isinstance(found, dict) or found.get("made_by") != code_version():
            return {}
        notes = found.get("notes")
        return {k: v for k, v in notes.items() if isinstance(v, str)} if isinstance(notes, dict) else {}


@cache
def code_version() -> str:
    """A hash of the package's code: after a change nothing that was kept is used."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
