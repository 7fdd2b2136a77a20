"""Names of revisions and folders: what to say of those that are missing or stand for several things, and what helps."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from planpress.model.wording import quoted, visible
from planpress.reading.git.process import GitError, git

_WAYS = {"refs/tags/": "tag", "refs/heads/": "branch", "refs/remotes/": "branch of a remote"}
"""What a short name stands for, in the order in which git looks."""
_SUFFIX = re.compile(r"[~^]|@\{")
_PART_OF_ID = re.compile(r"[0-9a-f]{4,39}")
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def missing(root: Path, name: str, *, shallow: bool) -> str:
    """What to say of a name that is no revision here: what it is instead, or the command that gets it."""
    if name.endswith(".json") or Path(name).exists():
        said = f"{quoted(name)} is a file or a folder and no revision"
        return f"{said}; compare two folders that each have a plan: planpress diff OLD NEW"
    old, dots, new = name.partition("..")
    if dots and old and new.strip("."):
        pair = f"{visible(shlex.quote(old))} {visible(shlex.quote(new.lstrip('.')))}"
        return f"{quoted(name)} is two revisions; name them one by one: planpress diff {pair}"
    said = f"there is no revision {quoted(name)} here"
    start = _SUFFIX.split(name, maxsplit=1)[0]
    if start != name:
        listed = f"git log --oneline {visible(shlex.quote(start or 'HEAD'))}"
        return f"{said}; {deepen(root) if shallow else listed}"
    if not first_remote(root):
        return f"{said}; git branch --all lists what there is"
    fetch = f"{said}; get it: git fetch {visible(_what_to_fetch(root, name, shallow=shallow))}"
    return f"{fetch}, or git fetch --unshallow, as this clone is shallow" if shallow else fetch


def deepen(root: Path) -> str:
    """What to do where a shallow clone ends too early."""
    if first_remote(root):
        return "fetch the rest: git fetch --unshallow"
    return "it has no remote to fetch the rest from, so clone it anew without --depth"


def no_default_branch(root: Path) -> str:
    """What to say where nothing says which branch is the default one."""
    said = (
        "no default branch is known here: neither origin/HEAD nor main nor master; name the base: planpress diff BASE"
    )
    remote = first_remote(root)
    return f"{said}, or fetch it: git fetch {remote} HEAD:refs/remotes/origin/HEAD" if remote else said


def ambiguities(root: Path, name: str) -> Iterator[str]:
    """What to say of a name that several things have: which was taken, as git does it, and how to name the other."""
    start = _SUFFIX.split(name, maxsplit=1)[0]
    ways = {f"{way}{start}": kind for way, kind in _WAYS.items()} if start and start != "HEAD" else {}
    there = git(root, "for-each-ref", "--format=%(refname)", *ways).split("\n") if ways else []
    found = [way for way in ways if way in there]
    if len(found) > 1:
        taken, other = ways[found[0]], ways[found[1]]
        said = f"{quoted(start)} is a {taken} and a {other}: the {taken} was taken, as git does it"
        yield f"{said}; to take the other, name it {visible(found[1])}"


def first_remote(root: Path) -> str:
    """The remote to fetch from if none is named; empty where there is none."""
    remotes = git(root, "remote").split()
    return "origin" if "origin" in remotes else next(iter(remotes), "")


def _what_to_fetch(root: Path, name: str, *, shallow: bool) -> str:
    """The arguments of `git fetch` that get a name and have a name for it afterwards."""
    (remote, _, branch), first = name.partition("/"), first_remote(root)
    if branch and remote in git(root, "remote").split():
        return f"{remote} {branch}:refs/remotes/{name}"
    if _ID.fullmatch(name):
        return f"{first} {name}"
    if _PART_OF_ID.fullmatch(name):
        # No server gives an object by a part of its id.
        return f"{'--unshallow ' if shallow else ''}{first} '+refs/heads/*:refs/remotes/{first}/*'"
    # Without where to put it, a clone of one branch would fetch it and have no name for it.
    return f"{first} {name}:{name}"


def default_branch_name(root: Path) -> str:
    """What the default branch is called: what origin says, else main, or master where that alone is here."""
    try:
        return git(root, "symbolic-ref", "refs/remotes/origin/HEAD").strip().removeprefix("refs/remotes/origin/")
    except GitError:
        pass
    try:
        heads = git(root, "for-each-ref", "--format=%(refname)", "refs/heads/main", "refs/heads/master").split()
    except GitError:
        heads = []
    return "master" if heads == ["refs/heads/master"] else "main"


def moved_words(then: str, now: str) -> tuple[str, str]:
    """Two folders of a plan, from the top of a repository, as far as they differ."""
    old, new = then.split("/"), now.split("/")
    while old and new and old[-1] == new[-1]:
        old.pop(), new.pop()
    before, after = (visible("/".join(parts)) or "the top" for parts in (old, new))
    return before, after
