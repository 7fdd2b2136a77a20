"""A machine of a CI as far as pipelines need one: a python3 that installs the planpress that is tested."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shlex import quote


def path_with_stand_in(folder: Path) -> str:
    """A PATH on which `python3 -I -m venv PLACE` makes a PLACE that has planpress already; all else is Python's."""
    planpress = Path(sys.executable).with_name("planpress")
    folder.mkdir()
    script = folder / "python3"
    script.write_text(
        "#!/bin/sh\n"
        f'test "$1 $2 $3" = "-I -m venv" || exec {quote(sys.executable)} "$@"\n'
        'mkdir -p "$4/bin"\n'
        f'ln -s /bin/true "$4/bin/pip"\nln -s {quote(str(planpress))} "$4/bin/planpress"\n'
    )
    script.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"
