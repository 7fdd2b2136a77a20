"""`planpress render`."""

import shlex
from pathlib import Path

import click

from planpress.commands import terminal
from planpress.model.errors import needing


@click.command(epilog=terminal.example("planpress render plan-pages && cd plan-pages && mkdocs build"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@terminal.strict_option
@terminal.root_option
def render(folder: Path, strict: bool, root: Path | None) -> None:
    """Write the pages as plain Markdown and SVG into DIR, with an mkdocs.yml, for any engine that reads one."""
    place = terminal.find(root)
    checked = terminal.gate_for_pages(place, strict)
    with needing("the site", "site"):
        from planpress.workflows.render_site import render_folder

        publication = render_folder(place, checked, folder, terminal.say, strict=strict)
    terminal.say_made(publication, f"; next: cd {shlex.quote(str(folder))} && mkdocs build")
