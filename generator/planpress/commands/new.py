"""`planpress new`."""

from pathlib import Path

import click

from planpress.commands import terminal


@click.command(epilog=terminal.example("planpress new defect-detection"))
@click.argument("name", metavar="ID")
@terminal.root_option
def new(name: str, root: Path | None) -> None:
    """Write the files of a new project. A project that is there is never overwritten."""
    from planpress.model.fields import read_id
    from planpress.model.wording import quoted
    from planpress.scaffold.new_plan import start_project
    from planpress.workflows.check_plan import InvalidPlanError, check_folder

    try:
        read_id(name)
    except ValueError as problem:
        raise click.UsageError(f"{quoted(name)} {problem}") from None
    place = terminal.find(root)
    checked = check_folder(place)
    if checked.plan is None:
        raise InvalidPlanError(checked.findings, checked.projects)
    for path in start_project(place, name, checked.plan):
        click.echo(path.relative_to(place))
