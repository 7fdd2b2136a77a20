"""What git knows about a plan's files."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

from planpress.reading.tree import CONTENT

# A repository's own settings must not run programs: neither a signature check, nor a file watcher, nor what would fetch
# the commits that a partial clone left out.
_QUIET = ("-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "--no-pager")
_ALONE = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


def last_commit_day(root: Path) -> date | None:
    """The day, in its committer's time zone, of the last commit that touched content/; None without git or a commit."""
    command = ["git", *_QUIET, "-C", str(root), "log", "-1", "--format=%cs", "--", CONTENT]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _ALONE
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = done.stdout.strip()
    try:
        return date.fromisoformat(said) if done.returncode == 0 else None
    except ValueError:
        return None
