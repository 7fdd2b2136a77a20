"""`planpress new`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planpress.commands import terminal

if TYPE_CHECKING:
    from planpress.model.plan import Plan

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    epilog=f"{terminal.example('planpress new defect-detection')}\n  planpress new --from projects.csv --dry-run"
)
@click.argument("name", metavar="[ID]", required=False)
@click.option("--from", "source", metavar="FILE", type=_FILE, help="Make a project of each row of a table.")
@click.option("--map", "mapping", metavar="FILE", type=_FILE, help="A YAML file that says what its columns are.")
@click.option("--dry-run", is_flag=True, help="With --from: say what would be written, and write nothing.")
@terminal.root_option
def new(name: str | None, source: Path | None, mapping: Path | None, dry_run: bool, root: Path | None) -> None:
    """Write the files of a new project. A project that is there is never overwritten.

    With --from, of each row of a table as CSV, TSV, JSON or YAML that is not there yet, all of them or none. Heads of
    titles, owners, stages, tags, effort and of the plan's factors are known, those of RICE, ICE and WSJF too; other
    columns become a table in plan.md. What was taken for what is said.
    """
    if (name is None) == (source is None):
        raise click.UsageError("Missing argument 'ID', or --from FILE" if name is None else "write ID or --from FILE")
    if (mapping or dry_run) and source is None:
        raise click.UsageError("--map and --dry-run go with --from FILE")
    place = terminal.find(root)
    if name is not None:
        _new(name, place)
    elif source is not None:
        _from_sheet(source, mapping, dry_run, place)


def _new(name: str, place: Path) -> None:
    from planpress.model.fields import read_id
    from planpress.model.wording import quoted
    from planpress.scaffold.new_plan import start_project

    try:
        read_id(name)
    except ValueError as problem:
        raise click.UsageError(f"{quoted(name)} {problem}") from None
    for path in start_project(place, name, _plan(place)):
        click.echo(path.relative_to(place))


def _from_sheet(source: Path, mapping: Path | None, dry_run: bool, place: Path) -> None:
    from planpress.formats.console import as_text
    from planpress.workflows.check_plan import InvalidPlanError
    from planpress.workflows.import_projects import read_import, summary, write_import

    plan = _plan(place)
    try:
        made = read_import(place, source, mapping, plan)
    except InvalidPlanError as problem:
        click.echo(as_text(problem.findings, 0, terminal.telling(quiet=True)), nl=False, err=True)
        terminal.say("planpress: nothing was written")
        raise SystemExit(terminal.FOUND) from None
    for line in summary(made, source, plan):
        terminal.say(line)
    for path in made.files if dry_run else write_import(made):
        click.echo(path.relative_to(place))
    if dry_run:
        terminal.say("--dry-run: nothing was written")


def _plan(place: Path) -> Plan:
    from planpress.workflows.check_plan import InvalidPlanError, check_folder

    checked = check_folder(place)
    if checked.plan is None:
        raise InvalidPlanError(checked.findings, checked.projects)
    return checked.plan
