"""Files of a cache: each carries a hash of what it holds, so that what was damaged or put there counts as missing."""

import hashlib
import json
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

LARGEST = 100_000_000
"""Bytes of one entry; what is larger counts as missing."""
CHARTS = ".cache/planpress/charts"
MOST_KEPT = 20_000
_SUFFIX = ".svg"


def read_entry(path: Path, name: str) -> str | None:
    """The text that `write_entry` put there under that name; None for anything else. A link is not followed."""
    try:
        with open(path, "rb", opener=_not_through_a_link) as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                return None
            said, _, text = file.read().partition(b"\n")
        return text.decode("utf-8") if said == _hash(name, text) else None
    except (OSError, UnicodeDecodeError):
        return None


def write_entry(path: Path, name: str, text: str) -> None:
    """Keep a text under a name, whole or not at all, whoever else writes at the same time."""
    # A name that nobody can guess, and so put a link there that leads elsewhere.
    partial = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    data = text.encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("xb") as file:
            file.write(_hash(name, data) + b"\n" + data)
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


@dataclass(slots=True)
class JsonCache:
    """Notes from one run to the next, texts by key in one file. Those that other code made are as good as missing.

    Those that were not used in this run stay, as long as there is room. What they say is checked as all that is read.
    """

    path: Path
    _kept: dict[str, str] = field(init=False)
    _used: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            found = json.loads(read_entry(self.path, code_version()) or "{}")
        except (ValueError, RecursionError):
            found = None
        self._kept = {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}

    def get(self, key: str) -> str | None:
        """The text under a key, or None."""
        if key in self._kept:
            self._used[key] = self._kept[key]
        return self._kept.get(key)

    def put(self, key: str, text: str) -> None:
        """Keep a text under a key."""
        self._used[key] = text

    def save(self) -> None:
        """Write the notes, whole or not at all. A file that cannot be written is none."""
        if not self._used.items() <= self._kept.items():
            every = json.dumps({**self._kept, **self._used})
            write_entry(self.path, code_version(), every if len(every) <= LARGEST else json.dumps(self._used))


@cache
def code_version() -> str:
    """A hash of the package's code: after a change nothing that was kept is used."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A folder of texts by key. A store that cannot be written works as an empty one: it only saves time."""

    folder: Path

    def get(self, key: str) -> str | None:
        """The text kept under a key, or None; also where what is there is not what was kept."""
        return read_entry(self._path(key), key)

    def put(self, key: str, text: str) -> None:
        """Keep a text under a key."""
        write_entry(self._path(key), key, text)

    def prune(self, used: Iterable[str]) -> None:
        """Drop what is not in `used`, once the folder holds more than it should."""
        found = list(self.folder.glob(f"*/*{_SUFFIX}"))
        if len(found) <= MOST_KEPT:
            return
        kept = {self._path(key) for key in used}
        for path in set(found) - kept if len(found) > 2 * len(kept) else ():
            path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}{_SUFFIX}"


def kept_charts(root: Path) -> FolderStore:
    """The drawings that earlier builds of the plan in the folder `root` left."""
    return FolderStore(root / CHARTS)


def _not_through_a_link(path: str, flags: int) -> int:
    # A pipe in the place of a file must not wait for a writer.
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOFOLLOW)


def _hash(name: str, text: bytes) -> bytes:
    # With the name, so that a whole entry in the place of another is none.
    return hashlib.sha256(name.encode() + b"\n" + text).hexdigest().encode()
