"""What goes wrong in the world: a missing folder, a busy site, no git. Bad content is a Finding, never an exception."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


class PlanpressError(Exception):
    """The world does not allow what was asked. The message says where, what, and the way out, in lower case."""


class MissingExtraError(PlanpressError, ImportError):
    """A package is not installed that only some of planpress needs; the message names the extra that brings it."""

    def __init__(self, what: str, package: str | None, extra: str, otherwise: str = "") -> None:
        install = f'pip install "planpress[{extra}]"'
        super().__init__(f'{what} needs the package "{package}", which is not installed; {install}{otherwise}')


@contextmanager
def needing(what: str, extra: str, otherwise: str = "") -> Iterator[None]:
    """Import and run `what` needs an extra. Raises MissingExtraError where a package of that is not installed."""
    try:
        yield
    except ModuleNotFoundError as problem:
        if (problem.name or "planpress").startswith("planpress"):
            raise
        raise MissingExtraError(what, problem.name, extra, otherwise) from None


def reason(problem: OSError) -> str:
    """Why something failed: `no such file or directory`; words that are not the system's stay as they are."""
    said = problem.strerror or str(problem) or type(problem).__name__
    return said[:1].lower() + said[1:] if problem.errno and said == os.strerror(problem.errno) else said


@contextmanager
def concerning(path: str) -> Iterator[None]:
    """Give whatever is raised inside a note that names `path`: the last catch says at which file it happened."""
    try:
        yield
    except Exception as problem:
        problem.add_note(path)
        raise
