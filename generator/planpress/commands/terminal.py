"""What commands share: options, where the plan is, and how something is said in a terminal."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planpress import __version__
from planpress.formats.faults import DEBUG, fault, of_the_system
from planpress.model.errors import PlanpressError
from planpress.model.wording import counted, logged

if TYPE_CHECKING:
    from planpress.formats.output_options import OutputOptions
    from planpress.workflows.check_plan import Checked, InvalidPlanError
    from planpress.workflows.publish_site import Publication

FOUND, WORLD, INTERRUPTED = 1, 2, 128 + signal.SIGINT

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")
"""How `check` tells what it found."""

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The plan's folder; the nearest one upward that has one if left out.",
)
root_or_gone_option = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    help="The plan's folder, which the change may have deleted; else the nearest one upward that has a plan.",
)
against_option = click.option("--against", metavar="BASE", help="Mark what changes of this revision.")
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


def example(text: str) -> str:
    return f"\b\nExample:\n  {text}"


def find(root: Path | None) -> Path:
    from planpress.reading.locations import find_root

    return find_root(root or Path.cwd())


def gate(place: Path, strict: bool) -> Checked:
    from planpress.workflows.check_plan import InvalidPlanError, check_folder

    checked = check_folder(place)
    if checked.failed(strict=strict):
        raise InvalidPlanError(checked.findings, checked.projects)
    return checked


def gate_for_pages(place: Path, strict: bool) -> Checked:
    """The same for what will be drawn: what was found is said, and the engine that draws started where it is needed."""
    from planpress.charts.engine.drawing import start_beside

    checked = gate(place, strict)
    say_findings(checked)
    start_beside(place)
    return checked


def last_status(act: Callable[[], int]) -> int:
    """The same as `status` where nothing else is around it: nothing at all leaves a traceback."""
    try:
        return status(act)
    except (MemoryError, RecursionError) as problem:
        return _fault(problem)


def status(act: Callable[[], int]) -> int:
    """The exit status of what is run; what went wrong in it is said.

    Too little memory or stack is raised: where a stranger's change is built, that has a file and a finding of its own.
    """
    try:
        return act()
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except PlanpressError as problem:
        return _failed(problem)
    except OSError as problem:
        return _of_the_system(problem)
    except (MemoryError, RecursionError):
        raise
    except Exception as problem:
        return _fault(problem)


def _of_the_system(problem: OSError) -> int:
    _give_up_output()
    try:
        os.getcwd()
    except FileNotFoundError:
        return _said("the current folder was deleted; cd to one that is there")
    return _said(of_the_system(problem))


def _fault(problem: Exception) -> int:
    _show_traceback(problem)
    return _said(fault(problem, __version__))


def _said(why: str) -> int:
    say(f"planpress: {why}")
    return WORLD


def _show_traceback(problem: BaseException | None) -> None:
    if problem is not None and os.environ.get(DEBUG):
        sys.excepthook(type(problem), problem, problem.__traceback__)


def _failed(problem: Exception) -> int:
    from planpress.workflows.check_plan import InvalidPlanError

    if isinstance(problem, InvalidPlanError):
        say_findings(problem)
        if all(finding.level == "warning" for finding in problem.findings):
            say("planpress: --strict treats warnings as errors; nothing was written")
        return FOUND
    _show_traceback(problem.__cause__)
    return _said(str(problem))


def _give_up_output() -> None:
    """Drop what standard output could not take: Python would try again as it ends, and end with a status of its own."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except AttributeError:  # it was closed from the start
        pass


def telling(form: str = "text", **more: Any) -> OutputOptions:
    """How something is told; only SARIF carries along what findings mean."""
    from planpress.formats.output_options import OutputOptions

    if form == "sarif":
        from planpress.workflows.explain_number import all_kinds

        more["documentation"] = {kind.code: kind.documentation for kind in all_kinds()}
    return OutputOptions(paint, version=__version__, **more)


def say(text: str) -> None:
    """A text for people, on standard error; what an author wrote can be in it."""
    click.echo(logged(text), err=True)


def say_findings(checked: Checked | InvalidPlanError) -> None:
    from planpress.formats.console import as_text

    if checked.findings:
        click.echo(as_text(checked.findings, checked.projects, telling()), nl=False, err=True, color=colour(sys.stderr))


def say_made(publication: Publication, more: str = "") -> None:
    """How much was made, and `more`, else for how many projects."""
    if publication.report.limits:
        say(f"note: {publication.report.limits}")
    pages, charts = counted(len(publication.pages), "page"), counted(len(publication.drawings), "chart")
    projects = counted(len(publication.report.plan.projects), "project")
    say(f"{pages} and {charts}{more or f' for {projects}'}")


def paint(text: str, colour: str) -> str:
    return click.style(text, fg=colour, bold=True)


def colour(stream: Any = None) -> bool:
    stream = stream or sys.stdout
    return stream is not None and stream.isatty() and not os.environ.get("NO_COLOR")
