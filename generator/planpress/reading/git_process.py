"""Git's processes. They are asked for objects only: nothing that a repository's own settings name is run, no hooks,
filters, pagers, external diffs, signature checks, file watchers or transports."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from planpress.model.errors import PlanpressError
from planpress.model.wording import visible

# A repository's own settings must not run programs: neither a signature check, nor a file watcher, nor what would fetch
# the commits that a partial clone left out. Nor must a folder of the plan that only looks like a repository be taken
# for one: it would bring its own settings, and its own cache of what was concluded.
_QUIET = (
    *("-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"),
    *("-c", "safe.bareRepository=explicit", "--no-pager"),
)
_ALONE = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class GitError(PlanpressError):
    """Git does not have what was asked of it. The message names the command that mends it."""


def git(root: Path, *arguments: str) -> str:
    """What a command of git says. Raises GitError where it fails, with what git says itself."""
    command = ["git", *_QUIET, "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=_environment(), timeout=60)
    except FileNotFoundError:
        raise GitError("there is no git on this machine; install it, or compare two folders") from None
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise GitError(f"git {arguments[0]} does not answer: {problem}") from None
    if done.returncode != 0:
        raise GitError(_said(done.stderr.decode("utf-8", "replace"), root))
    return done.stdout.decode("utf-8", "surrogateescape")


def answering(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A command of git that answers as long as it is asked."""
    command = ["git", *_QUIET, "-C", str(root), *arguments]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=quiet, env=_environment())


def fields_of(root: Path, *arguments: str) -> Iterator[str]:
    """What a command of git says, field by field as its zero bytes part them; it is ended once nobody asks for more.

    Raises GitError where it fails.
    """
    command = ["git", *_QUIET, "-C", str(root), *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment())
    assert process.stdout is not None and process.stderr is not None
    try:
        rest = b""
        while chunk := os.read(process.stdout.fileno(), 1 << 16):
            *whole, rest = (rest + chunk).split(b"\0")
            yield from (field.decode("utf-8", "surrogateescape") for field in whole)
        if rest:
            yield rest.decode("utf-8", "surrogateescape")
        said = process.stderr.read()
        if process.wait() != 0:
            raise GitError(_said(said.decode("utf-8", "replace"), root))
    finally:
        process.kill()
        process.communicate()


def _said(message: str, root: Path) -> str:
    if "not a git repository" in message:
        return f'"{root}" is in no git repository; git init, or compare two folders: planpress diff OLD NEW'
    if "dubious ownership" in message:
        return f'the repository of "{root}" belongs to somebody else; git config --global --add safe.directory "{root}"'
    first = next(iter(message.strip().splitlines()), "") or "it fails without a word"
    return f"git says: {visible(first)}"


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _ALONE
