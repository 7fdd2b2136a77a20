"""Files of a base that a working tree has in another form, whatever git made of them when it wrote them.

Filters are programs, and none is run. Where such a file is the same on both sides, the working tree's is read for both;
where it is not, what the base has in git cannot be compared with it. A change comes from a stranger, and so do the
attributes that it sets for its files: how git converts a file counts only where these are the base's too."""

import os
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planpress.model.wording import visible
from planpress.reading.git.conversions import pointed_at, points_to
from planpress.reading.git.process import GitError
from planpress.reading.git.revision_names import first_remote
from planpress.reading.git.tree_files import GitTree, TreeEntry
from planpress.reading.git.work_tree import Index, Sameness, WorkTree
from planpress.reading.tree import content_id, followed, is_apart

_LARGEST = 1_000_000


def refuse_filtered(base: GitTree, work: WorkTree, now: Mapping[str, str], prefix: str) -> None:
    """Raise GitError for a file that is another one `now`, by its id, and that the base has in a filter's form alone.

    `prefix` leads from the top of the repository to the plan's root.
    """
    differing = {
        path: entry
        for path, entry in base.behind().items()
        if base.location.belongs(path) and path in work.index.files and entry.id != now.get(path, entry.id)
    }
    commit = base.commit[:7]
    for path, name in work.index.filters(sorted(differing)).items():
        if not _is_filtered(base, work, prefix, path, name):
            continue
        if base.objects.pointer(differing[path].id, differing[path].owner) is None:
            folder = shlex.quote(f"../base/{prefix}")
            raise GitError(
                f"{path} went through the filter {visible(name)} at {commit}, which is not run here; compare folders:"
                f" git worktree add ../base {commit} && planpress diff {folder} ."
            )
        found = base.file(path)
        if found is not None and pointed_at(found.data) is not None:
            raise GitError(
                f"{path} is a pointer of Git LFS at {commit}, and what it names is not in this clone; get it:"
                f" git lfs fetch {first_remote(work.index.root) or 'origin'} {commit}"
            )


def attributes(base: GitTree, place: Path, prefix: str, path: str) -> Iterator[tuple[bytes | None, bytes | None]]:
    """The files of attributes on the way from the top of the repository to a file of the plan at `place`: each as the
    base has it, and as it is here."""
    start = (place.resolve(), *place.resolve().parents)[prefix.count("/")]
    parts = (prefix + path).split("/")[:-1]
    for end in range(len(parts) + 1):
        name = "/".join([*parts[:end], ".gitattributes"])
        found = base.objects.object(f"{base.commit}:{name}", most=_LARGEST)
        try:
            here = (start / name).read_bytes()
        except OSError:
            here = None
        yield None if found is None else found[1], here


def _is_filtered(base: GitTree, work: WorkTree, prefix: str, path: str, name: str) -> bool:
    """Whether a file went through a filter at the base too: not where only the attributes of today name it."""
    rule = f"filter={name}".encode()
    found = list(attributes(base, work.index.root, prefix, path))
    then, now = (any(rule in (pair[side] or b"") for pair in found) for side in (0, 1))
    return then or not now


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
            pointer = self.base.objects.pointer(known.id, known.owner)
            return found if pointer is not None and points_to(pointer, found) else None
        if how is Sameness.UNTOUCHED and self._has_its_attributes(real):
            return found
        if how in (Sameness.TEXT, Sameness.UNSEEN):
            file = self.base.file(path)
            return None if file is None or file.refusal is not None else file.data
        return None

    def has_link(self, link: str) -> bool:
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
