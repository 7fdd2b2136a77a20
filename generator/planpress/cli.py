"""The command line. Results go to standard output, everything else to standard error.

Exit status: 0 fine, 1 findings or a gate, 2 usage or the world.
"""

import os
import signal
import sys

import click

from planpress import __version__
from planpress.commands import ALL, terminal
from planpress.reading import epoch

_EPILOG = "Documentation of a finding: planpress explain PP203"


@click.group(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="planpress")
def planpress() -> None:
    """Turns a machine-learning team's project files into a published plan."""
    if epoch.NAME in os.environ:
        epoch.settle(os.environ)


for _command in ALL:
    planpress.add_command(_command)


def main() -> None:
    """Run the command line; whatever goes wrong is said in one line, without a traceback."""
    _utf8()
    # Plugins of pydantic's watch validation in servers; to look for one it reads about every package that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Ended from outside, a build still clears what it wrote beside the site.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    raise SystemExit(terminal.last_status(lambda: planpress(prog_name="planpress", standalone_mode=False) or 0))


def _utf8() -> None:
    """Write UTF-8 whatever the locale says: the same input gives the same bytes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
