"""`planpress export`."""

from pathlib import Path

import click

from planpress.commands import terminal


@click.command(epilog=terminal.example("planpress export --output plan.json"))
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="A file; standard output if left out."
)
@terminal.strict_option
@terminal.root_option
def export(output: Path | None, strict: bool, root: Path | None) -> None:
    """Write plan.json: everything that is computed."""
    from planpress.files.replacing import write_whole
    from planpress.formats.plan_json import render
    from planpress.workflows.check_plan import check_folder, conclude

    text = render(conclude(check_folder(terminal.find(root)), strict=strict))
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text.encode())
