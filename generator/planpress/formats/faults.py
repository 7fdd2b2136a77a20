"""The last catch: one line for what nobody foresaw, with what whoever mends it has to know."""

import platform
import traceback
from pathlib import Path

from planpress.model.errors import reason
from planpress.model.wording import on_one_line, shortened

DEBUG = "PLANPRESS_DEBUG"
"""The variable of the environment that shows the traceback too."""


def of_the_system(problem: OSError) -> str:
    """One line for a file that could not be had: its name where that is known, and why."""
    where = f'"{problem.filename}": ' if problem.filename else ""
    return f"{where}{reason(problem)}"


def fault(problem: BaseException, version: str) -> str:
    """One line: whose fault it is, at which file of the plan it happened where that is known, and how to report it.

    `version` is planpress's.
    """
    if isinstance(problem, MemoryError):
        return f"{_at(problem)}there is not enough memory for it"
    return (
        f"{_at(problem)}this is a fault of planpress, not of yours; please report it to planpress's issue tracker with "
        f"this line: {_quoted(problem)}{_raised(problem, ours=True)}, planpress {version}, "
        f"Python {platform.python_version()} ({DEBUG}=1 shows the traceback)"
    )


def fault_beside(problem: BaseException) -> str:
    """One line for what another plugin, a hook, the theme or MkDocs itself raised, in its own words."""
    where = _raised(problem, ours=False)
    return f"MkDocs or one of its plugins failed{where}: {_quoted(problem)} ({DEBUG}=1 shows the traceback)"


def _at(problem: BaseException) -> str:
    """The innermost file that the work was at."""
    notes = getattr(problem, "__notes__", ())
    return f"{on_one_line(notes[0])}: " if notes else ""


def _quoted(problem: BaseException) -> str:
    said = shortened(on_one_line(str(problem)), 300)
    return f"{type(problem).__name__}: {said}" if said else type(problem).__name__


def _raised(problem: BaseException, *, ours: bool) -> str:
    """The last line that was running, of planpress or of anything: ` at charts/gaps.py:120`."""
    package = Path(__file__).parent.parent
    frames = [(Path(one.filename), one.lineno) for one in traceback.extract_tb(problem.__traceback__)]
    own = [(path, line) for path, line in frames if path.is_relative_to(package)]
    if ours and own:
        path, line = own[-1]
        return f" at {path.relative_to(package).as_posix()}:{line}"
    return f" at {frames[-1][0].parent.name}/{frames[-1][0].name}:{frames[-1][1]}" if frames else ""
