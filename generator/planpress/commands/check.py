"""`planpress check`."""

from __future__ import annotations

from pathlib import Path

import click

from planpress.commands import completion, terminal


@click.command(epilog=terminal.example("planpress check --format github --strict"))
@click.argument("projects", metavar="[PROJECT...]", nargs=-1, shell_complete=completion.projects)
@click.option(
    "--ignore",
    metavar="CODE",
    multiple=True,
    shell_complete=completion.warnings,
    help="Leave out the warnings with this code, as in PP402; errors cannot be left out. May be given several times.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print findings alone: nothing where there are none.")
@click.option("--format", "form", type=click.Choice(terminal.FORMATS), default="text", show_default=True)
@terminal.strict_option
@terminal.root_option
def check(
    projects: tuple[str, ...], ignore: tuple[str, ...], quiet: bool, form: str, strict: bool, root: Path | None
) -> None:
    """Find everything that is wrong with a plan, and write nothing.

    With PROJECT, an id, only what is wrong with these projects, and with plan.yml, which they are read by.
    """
    from planpress.narrowing import narrowed
    from planpress.pipeline import check_folder
    from planpress.reading.disk import DiskTree
    from planpress.reading.git import below_top
    from planpress.writing.console import FORMATS

    place = terminal.find(root)
    narrow = narrowed(check_folder(place), DiskTree(place).folders(), projects, ignore)
    telling = terminal.telling(form, prefix=below_top(place), strict=strict, quiet=quiet)
    checked = narrow.checked
    click.echo(FORMATS[form](checked.findings, checked.projects, telling), nl=False, color=terminal.colour())
    if narrow.note and not quiet:
        terminal.say(narrow.note)
    terminal.say_unfinished(place)
    if checked.failed(strict=strict):
        raise SystemExit(terminal.FOUND)
