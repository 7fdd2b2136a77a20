"""`planpress schema`."""

import click

from planpress.commands import terminal

_NAMES = ("plan", "project", "meeting", "decisions", "mapping", "evidence", "plan.json", "diff", "log")


@click.command(epilog=terminal.example("planpress schema project"))
@click.argument("name", type=click.Choice(_NAMES))
def schema(name: str) -> None:
    """Print the JSON Schema of what people write, of plan.json, or of a comparison or a history in JSON."""
    from planpress import schemas

    click.echo(schemas.text(name), nl=False)
