"""What of a plan git has and the working tree lacks, although nobody deleted it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from planpress.model.findings import Finding
from planpress.model.location import Location
from planpress.model.sources import Place
from planpress.model.wording import few, visible
from planpress.reading import kinds
from planpress.reading.git.process import GitError, git, is_in_repository
from planpress.reading.git.work_tree import Index


def not_whole(root: Path, location: Location = Location()) -> tuple[Finding, ...]:
    """What the plan at `root` lacks; nothing where no git says so."""
    if not is_in_repository(root):
        return ()
    try:
        index = Index.of(root, location.folder)
    except GitError:
        return ()
    return tuple(_missing(index, location))


def _missing(index: Index, location: Location) -> Iterator[Finding]:
    absent = sorted(index.absent())
    sparse = [path for path in absent if index.files[path].left_out]
    if sparse:
        said = f"a sparse checkout leaves out {few([visible(path) for path in sparse])}, so that the plan is not whole"
        yield kinds.NOT_WHOLE.at(Place(location.plan), f"{said}; git sparse-checkout disable")
    for path in absent:
        if not index.files[path].left_out:
            said = "is not here, and git was told to assume that it is unchanged"
            yield kinds.NOT_WHOLE.at(Place(path), f"{said}; git checkout -- {visible(shlex.quote(path))}")
    for path in index.empty_submodules():
        said = f"is a submodule that is not here; git submodule update --init -- {visible(shlex.quote(path))}"
        yield kinds.NOT_WHOLE.at(Place(path), said)


def left_out_plan(start: Path, plan: str) -> Path | None:
    """The nearest folder upward whose plan.yml, at the path `plan` from it, a sparse checkout leaves out; None where
    there is none."""
    for folder in (start, *start.parents):
        try:
            if git(folder, "ls-files", "-t", "-z", "--", plan).startswith("S "):
                return folder
        except GitError:
            return None
    return None
