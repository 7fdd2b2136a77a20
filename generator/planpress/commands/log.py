"""`planpress log`."""

from pathlib import Path

import click

from planpress.commands import completion, terminal


@click.command(epilog=terminal.example("planpress log pose --since 2019-05-01"))
@click.argument("project", metavar="[PROJECT]", required=False, shell_complete=completion.projects)
@click.option("--since", metavar="REV|DATE", help="Leave out what a revision holds, or what is older than a day.")
@click.option("--max", "most", metavar="N", type=click.IntRange(1), default=50, help="At most so many; 50 if left out.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@terminal.root_option
def log(project: str | None, since: str | None, most: int, form: str, root: Path | None) -> None:
    """Say which commits changed what the plan concludes, newest first, and because of what.

    With PROJECT, an id, only what changed about that project; it is followed through a change of its id.
    """
    from planpress import history
    from planpress.formats.logs import FORMATS

    found = history.log(terminal.find(root), project, since, most)
    click.echo(FORMATS[form](found, terminal.paint), nl=False, color=terminal.colour())
