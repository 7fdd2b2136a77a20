"""`planpress status`."""

from pathlib import Path

import click

from planpress.commands import terminal


@click.command(epilog=terminal.example("planpress status"))
@terminal.strict_option
@terminal.root_option
def status(strict: bool, root: Path | None) -> None:
    """Show the order, what waits for a decision, what is stuck, and what teams are asked for."""
    from planpress.formats.status_text import as_text
    from planpress.workflows.check_plan import check_folder, conclude

    report = conclude(check_folder(terminal.find(root)), strict=strict)
    click.echo(as_text(report, terminal.telling().paint), nl=False, color=terminal.colour())
