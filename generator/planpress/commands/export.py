"""`planpress export`."""

import os
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
    from planpress.formats.plan_json import render
    from planpress.model.errors import PlanpressError, reason
    from planpress.workflows.check_plan import check_folder, conclude

    text = render(conclude(check_folder(terminal.find(root)), strict=strict))
    if output is None:
        click.echo(text, nl=False)
        return
    # A device or a pipe is written to; a file is put in place whole.
    partial = output.with_name(f".{output.name}.{os.getpid()}") if output.is_file() or not output.exists() else output
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        if partial != output:
            partial.replace(output)
    except OSError as problem:
        raise PlanpressError(f'cannot write "{output}": {reason(problem)}') from None
    finally:
        if partial != output:
            partial.unlink(missing_ok=True)
