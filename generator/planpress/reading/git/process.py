"""Git's processes. They are asked for objects only: nothing that a repository's own settings name is run, no hooks,
filters, pagers, external diffs, signature checks, file watchers or transports."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

from planpress.model.errors import PlanpressError
from planpress.model.wording import visible
from planpress.reading.git.top_folder import top_of

# A repository's own settings must not run programs: neither a signature check, nor a file watcher, nor what would fetch
# the commits that a partial clone left out. Nor must a folder of the plan that only looks like a repository be taken
# for one: it would bring its own settings, and its own cache of what was concluded.
_QUIET = (
    *("-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"),
    *("-c", "safe.bareRepository=explicit", "--no-pager"),
)
_ALONE = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


# What the user's own environment says of git's settings and of where repositories end holds here too; what a hook
# says of the repository that it runs for does not, as the plan's may be another.
_USERS = ("GIT_CONFIG_", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")

_SECONDS = 60

_FOREIGN = re.compile(r"dubious ownership in repository at '(.*)'")
_LEFT_OUT = ("from promisor remote", "lazy fetching disabled")


class GitError(PlanpressError):
    """Git does not have what was asked of it. The message names the command that mends it."""


class NoRepositoryError(GitError):
    """There is no repository to ask: that is no fault, where a plan need not be in one."""


class NoSuchNameError(GitError):
    """Git knows nothing of this name."""


def git(root: Path, *arguments: str, given: bytes | None = None) -> str:
    """What a command of git says, `given` on its standard input. Raises GitError where it fails, with what git says
    itself."""
    command = ["git", *_QUIET, "-C", str(root), *arguments]
    try:
        done = subprocess.run(
            command, input=given or b"", capture_output=True, check=False, env=_environment(), timeout=_SECONDS
        )
    except FileNotFoundError:
        message = "there is no git on this machine; install it"
        if top_of(root) is not None:
            raise GitError(message) from None
        raise NoRepositoryError(f"{message}, or compare two folders: planpress diff OLD NEW") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"git {arguments[0]} gave no answer in {_SECONDS} seconds; try again") from None
    except OSError as problem:
        raise GitError(f"git {arguments[0]} does not start: {problem.strerror}") from None
    if done.returncode != 0:
        raise _failed(done.stderr.decode("utf-8", "replace"), root)
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
            raise _failed(said.decode("utf-8", "replace"), root)
    finally:
        process.kill()
        process.communicate()


def _failed(message: str, root: Path) -> GitError:
    lines = [line for line in message.strip().splitlines() if not line.startswith(("warning: ", "hint: "))]
    first = next(iter(lines), "")
    if not first or "does not have any commits yet" in message:
        return NoSuchNameError("git does not have it, and says no more")
    if "not a git repository" in message and top_of(root) is None:
        if "GIT_DIR" in os.environ:
            return NoRepositoryError(
                f'"{root}" is in no git repository of its own, and GIT_DIR, as hooks set it, is not followed;'
                " git worktree add --detach ../plan && cd ../plan"
            )
        begin = 'git init && git add . && git commit -m "Plan"'
        return NoRepositoryError(
            f'"{root}" is in no git repository; {begin}, or compare two folders: planpress diff OLD NEW'
        )
    if found := _FOREIGN.search(message):
        folder = shlex.quote(found[1])
        return GitError(
            f'the repository "{visible(found[1])}" belongs to somebody else;'
            f" git config --global --add safe.directory {visible(folder)}"
        )
    if any(words in message for words in _LEFT_OUT):
        said = f"this clone leaves objects out that are needed (git says: {visible(first)})"
        return GitError(f"{said}; get them: git fetch --refetch --no-filter")
    return GitError(f"git says: {visible(first)}")


def _environment() -> dict[str, str]:
    kept = (name for name in os.environ if not name.startswith("GIT_") or name.startswith(_USERS))
    return {name: os.environ[name] for name in kept} | _ALONE
