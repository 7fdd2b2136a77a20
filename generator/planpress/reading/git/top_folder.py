"""Where a repository begins, as far as can be seen without git: what asks git takes long to import, and here it need
not be there."""

from pathlib import Path


def top_of(root: Path) -> Path | None:
    """The top of the repository that a folder is in; None where it is in none."""
    root = root.resolve()
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)


def below_top(root: Path) -> str:
    """The way from the top of a repository to a folder in it, with a slash at its end; empty at the top, and in none.

    Git is not asked: a forge names files from there, whether or not there is a git on this machine.
    """
    below = root.resolve().relative_to(top_of(root) or root.resolve()).as_posix()
    return "" if below == "." else f"{below}/"
