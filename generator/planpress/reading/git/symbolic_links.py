"""Links in a revision, followed by what is written in them: as on disk, and never out of the revision."""

from __future__ import annotations

from collections.abc import Mapping

LINK = "120000"
_MOST = 40
"""So many links on one way, as on most systems."""


def followed(path: str, links: Mapping[str, str]) -> str | None:
    """Where a path leads if all links on the way are followed, of which `links` has the targets; None for a way that
    is absolute, leads out at the top, or goes round in a circle."""
    if not links:
        return path
    pending = path.split("/")[::-1]
    done: list[str] = []
    count = 0
    while pending:
        part = pending.pop()
        if part in ("", "."):
            continue
        if part == "..":
            if not done:
                return None
            done.pop()
            continue
        done.append(part)
        target = links.get("/".join(done))
        if target is not None:
            count += 1
            if count > _MOST or target.startswith("/") or not target:
                return None
            done.pop()
            pending += target.split("/")[::-1]
    return "/".join(done)


def is_apart(path: str, folder: str) -> bool:
    """Whether a link does not lie in the folder that it leads to."""
    return not f"{path}/".startswith(f"{folder}/")
