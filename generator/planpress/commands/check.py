"""`planpress check`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planpress.commands import completion, terminal
from planpress.model.errors import PlanpressError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planpress.formats.output_options import OutputOptions
    from planpress.model.findings import Finding
    from planpress.model.location import Location
    from planpress.reading.disk import DiskTree


@click.command(epilog=terminal.example("planpress check --format github --strict"))
@click.argument("projects", metavar="[PROJECT...]", nargs=-1, shell_complete=completion.projects)
@click.option(
    "--ignore",
    metavar="CODE",
    multiple=True,
    shell_complete=completion.warnings,
    help="Leave out the warnings with this code, as in PP402; errors cannot be left out. May be given several times.",
)
@click.option("--files", is_flag=True, help="The names are files; check each plan that one of them belongs to.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings and nothing else.")
@click.option("--format", "form", type=click.Choice(terminal.FORMATS), default="text", show_default=True)
@terminal.strict_option
@terminal.root_option
def check(
    projects: tuple[str, ...],
    ignore: tuple[str, ...],
    files: bool,
    quiet: bool,
    form: str,
    strict: bool,
    root: Path | None,
) -> None:
    """Find everything that is wrong with a plan, and write nothing.

    With PROJECT, an id or the path of its folder, only the findings of these projects and of plan.yml are listed. With
    --files, as pre-commit calls it, the names are files of any plans, and places start at the top of their repository.
    """
    import gc

    # As in `diff`: what is made of a large table is kept to the end; looking for what is not is a fourth of the time.
    gc.disable()
    from planpress.formats.console import as_text
    from planpress.reading.git.top_folder import below_top
    from planpress.reading.locations import roots_of
    from planpress.workflows.check_plan import check_folder
    from planpress.workflows.narrow_findings import ignoring, of_projects, together

    if files and root:
        raise click.UsageError("--files finds the plans of the files; leave --root out")
    places = roots_of(map(Path, projects)) if files else (terminal.find(root),)
    prefixes = [below_top(place) for place in places]
    trees = [_plan(place, prefix if files else "") for place, prefix in zip(places, prefixes, strict=True)]
    wanted = () if files else [_project(written, places[0], trees[0].location) for written in projects]
    found = [of_projects(check_folder(tree.root), tree, wanted) for tree in trees]
    checked, note = ignoring(together(zip(prefixes, found, strict=True)) if files else found[0], ignore)
    telling = terminal.telling(form, prefix="" if files else prefixes[0], strict=strict, quiet=quiet)
    tell = as_text if form == "text" else _report(form)
    click.echo(tell(checked.findings, checked.projects, telling), nl=False, color=terminal.colour())
    if note and not quiet:
        terminal.say(note)
    if checked.failed(strict=strict):
        raise SystemExit(terminal.FOUND)


def _report(form: str) -> Callable[[Sequence[Finding], int, OutputOptions], str]:
    """How a format for programs tells findings: all of these together take long to import."""
    from planpress.formats.check_reports import FORMATS

    return FORMATS[form]


def _plan(root: Path, prefix: str) -> DiskTree:
    """The plan of a folder. Of several, the way from the top of the repository says whose mkdocs.yml is broken."""
    from planpress.reading.locations import plan_at

    try:
        return plan_at(root)
    except PlanpressError as problem:
        raise PlanpressError(f"{prefix}{problem}") from None


def _project(written: str, root: Path, location: Location) -> str:
    """The id that somebody wrote, also as the path of the project's folder or of a file in it."""
    path = os.path.relpath(os.path.realpath(written), root) if "/" in written else written
    return location.project_of(path) or written
