"""Files of a base that git keeps in another form than the working tree has, because a filter is between them.

Filters are programs, and none is run. Where such a file is the same on both sides, the working tree's is read for both;
where it is not, what the base has in git cannot be compared with it.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from planpress.model.wording import visible
from planpress.reading.git import lfs
from planpress.reading.git.process import GitError
from planpress.reading.git.revision_names import first_remote
from planpress.reading.git.tree_files import GitTree
from planpress.reading.git.work_tree import WorkTree

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
        pointer = base.objects.object(differing[path].id, differing[path].owner)
        if pointer is None or lfs.pointed_at(pointer[1]) is None:
            folder = shlex.quote(f"../base/{prefix}")
            raise GitError(
                f"{path} went through the filter {visible(name)} at {commit}, which is not run here; compare folders:"
                f" git worktree add ../base {commit} && planpress diff {folder} ."
            )
        found = base.file(path)
        if found is not None and lfs.pointed_at(found.data) is not None:
            raise GitError(
                f"{path} is a pointer of Git LFS at {commit}, and what it names is not in this clone; get it:"
                f" git lfs fetch {first_remote(work.index.root)} {commit}"
            )


def attributes(base: GitTree, place: Path, prefix: str, path: str) -> Iterator[tuple[bytes | None, bytes | None]]:
    """The files of attributes on the way from the top of the repository to a file of the plan at `place`: each as the
    base has it, and as it is here."""
    start = place.resolve()
    for _ in prefix.split("/")[:-1]:
        start = start.parent
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
