"""Which files of a change in the working tree are the base's own, whatever git made of them when it wrote them.

A change comes from a stranger, and so do the attributes that it sets for its files: how git converts a file counts only
where these are the base's too.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from planpress.reading.git import lfs
from planpress.reading.git.filters import attributes
from planpress.reading.git.process import GitError
from planpress.reading.git.symbolic_links import followed, is_apart
from planpress.reading.git.tree_files import GitTree, TreeEntry
from planpress.reading.git.work_tree import Index, Sameness
from planpress.reading.tree import content_id


@dataclass(slots=True)
class BaseFiles:
    """The files at `place`, each held against those of `base`; `top` leads there from the top of the repository."""

    place: Path
    base: GitTree
    top: str
    _index: Index | None = field(default=None, repr=False)

    def data(self, path: str, real: str, known: TreeEntry, found: bytes) -> bytes | None:
        """What is to be shown for a file that the base has as `known`, and of which these bytes are `found` at `real`;
        None where it is not the base's own.

        Where its bytes are others by line ends alone, or git was told not to look at it, these are the base's. Raises
        GitError where only a filter could say.
        """
        if not known.mode.startswith("100"):
            return None
        name = content_id(found, self.base.algorithm)
        how = Sameness.BYTES if name == known.id else self._sameness(real, known, name)
        if how is Sameness.BYTES:
            return found
        if how is Sameness.POINTED:
            pointer = self.base.objects.object(known.id, known.owner)
            return found if pointer is not None and lfs.names(pointer[1], found) else None
        if how is Sameness.UNTOUCHED and self._has_its_attributes(real):
            return found
        if how in (Sameness.TEXT, Sameness.UNSEEN):
            file = self.base.file(path)
            return None if file is None or file.refusal is not None else file.data
        return None

    def has_link(self, link: str) -> bool:
        """Whether the base has this very link."""
        try:
            return self.base.links().get(link) == os.readlink(self.place / link)
        except OSError:
            return False

    def aim_of(self, link: str) -> str | None:
        """Where a link of the base's leads; None for one that leads to nothing, out of the plan, to a folder that it is
        in, or here through a link that the base does not have."""
        aim = followed(link, self.base.links())
        if aim is None or not is_apart(link, aim):
            return None
        real = os.path.realpath(self.place / aim)
        same = real == os.path.join(os.path.realpath(self.place), aim)
        return aim if same and os.path.exists(real) else None

    def is_submodule(self, folder: str) -> bool:
        """Whether the base has a submodule there whose files are known."""
        return any(entry.owner == folder for entry in self.base.entries.values())

    def close(self) -> None:
        """Let git go."""
        if self._index is not None:
            self._index.objects.close()

    def _sameness(self, real: str, known: TreeEntry, name: str) -> Sameness:
        if self._index is None:
            self._index = Index.of(self.place, self.base.location.docs)
        tracked = self._index.files.get(real)
        if tracked is None or tracked.id != known.id:
            return Sameness.EDITED
        try:
            return self._index.sameness(real, name, self.base.algorithm)
        except GitError:
            if self._has_its_attributes(real):
                raise
            return Sameness.EDITED

    def _has_its_attributes(self, path: str) -> bool:
        """Whether what git is told of a file, from the top of the repository down, is what the base says."""
        return all(then == now for then, now in attributes(self.base, self.place, self.top, path))
