"""`planpress check`."""

from __future__ import annotations

from pathlib import Path

import click

from planpress.commands import terminal


@click.command(epilog=terminal.example("planpress check --format github --strict"))
@click.option("--format", "form", type=click.Choice(terminal.FORMATS), default="text", show_default=True)
@terminal.strict_option
@terminal.root_option
def check(form: str, strict: bool, root: Path | None) -> None:
    """Find everything that is wrong with a plan, and write nothing."""
    from planpress.pipeline import check_folder
    from planpress.reading.git import below_top
    from planpress.writing.console import FORMATS

    place = terminal.find(root)
    checked = check_folder(place)
    telling = terminal.telling(form, prefix=below_top(place), strict=strict)
    click.echo(FORMATS[form](checked.findings, checked.projects, telling), nl=False, color=terminal.colour())
    terminal.say_unfinished(place)
    if checked.failed(strict=strict):
        raise SystemExit(terminal.FOUND)
