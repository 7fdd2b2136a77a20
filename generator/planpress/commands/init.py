"""`planpress init`."""

from __future__ import annotations

from pathlib import Path

import click

from planpress import __version__
from planpress.commands import terminal


@click.command(epilog=terminal.example("planpress init robotics-plan"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--ci", "forge", type=click.Choice(["github", "gitlab", "shell"]), help="Pipelines too; see docs/ci.md.")
def init(folder: Path, forge: str | None) -> None:
    """Write a plan to start from into DIR. Files that are there are never overwritten.

    With --ci, and where DIR has a plan already, only what checks its changes is written.
    """
    from planpress import schemas
    from planpress.reading.tree import PLAN
    from planpress.writing.pipelines import pipeline_files, what_next
    from planpress.writing.scaffold import start_pipeline, start_plan

    pipeline = pipeline_files(forge, __version__) if forge else {}
    if forge and (folder / PLAN).is_file():
        for path in start_pipeline(folder, pipeline):
            click.echo(path)
        click.echo(what_next(forge), err=True)
        return
    for path in start_plan(folder, {name: schemas.text(name) for name in ("plan", "project", "meeting")}, pipeline):
        click.echo(path)
    if forge:
        click.echo(what_next(forge), err=True)
    there = "" if folder.resolve() == Path.cwd() else f'cd "{folder}" && '
    click.echo(f"next: {there}planpress new my-first-project && planpress serve", err=True)
