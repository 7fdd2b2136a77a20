"""The files that a source of evidence reads, by paths and patterns: those of the repository, and what is allowed."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from planpress.model.errors import PlanpressError
from planpress.model.wording import quoted_path
from planpress.sources.source import EvidenceFile

MOST_FILES = 10_000


def source_files(
    folder: Path, patterns: Sequence[str], bounds: Path, allowed: Sequence[Path] = ()
) -> tuple[EvidenceFile, ...]:
    """The files that patterns name, from a project's folder, each once, in the order of their names.

    Raises PlanpressError for a pattern that names none, and for one that leads out of `bounds` and what is `allowed`.
    """
    found: dict[str, EvidenceFile] = {}
    for pattern in patterns:
        names = sorted(_matching(folder, pattern))
        if not names:
            raise PlanpressError(f"no file is called {quoted_path(pattern)} in {folder.name}{_hint(folder, pattern)}")
        for name in names:
            real = Path(os.path.realpath(folder / name))
            _refuse_outside(name, real, bounds, allowed)
            found.setdefault(str(real), EvidenceFile(Path(name).as_posix(), str(real)))
            if len(found) > MOST_FILES:
                raise PlanpressError(f"{quoted_path(pattern)} names more than {MOST_FILES:,} files; name fewer")
    return tuple(sorted(found.values(), key=lambda one: one.name.split("/")))


def _matching(folder: Path, pattern: str) -> Iterator[str]:
    if "\0" in pattern:
        return
    if (folder / pattern).is_file():
        yield pattern
        return
    for name in glob.iglob(pattern, root_dir=folder, recursive=True):
        if (folder / name).is_file():
            yield name


def _refuse_outside(name: str, real: Path, bounds: Path, allowed: Sequence[Path]) -> None:
    roots = [Path(os.path.realpath(one)) for one in (bounds, *allowed)]
    if not any(real.is_relative_to(root) for root in roots):
        way_out = "name its folder with --allow, or below [refresh] in planpress.toml: allow = [...]"
        raise PlanpressError(f"{quoted_path(name)} leads out of the repository; {way_out}")
    if ".git" in real.parts:
        raise PlanpressError(f"{quoted_path(name)} is git's own; copy it to a place of its own")


def _hint(folder: Path, pattern: str) -> str:
    """What is there in the place of a file: a folder, or the pointer that alone was committed."""
    if "\0" not in pattern and (folder / pattern).is_dir():
        return f", but a folder is; name the files in it, as {quoted_path(f'{pattern}/*')}"
    return f", but there is {quoted_path(f'{pattern}.dvc')}; dvc pull" if (folder / f"{pattern}.dvc").is_file() else ""
