"""`planpress import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planpress import __version__
from planpress.commands import completion, terminal

if TYPE_CHECKING:
    from planpress.workflows.evidence_asked import Where
    from planpress.workflows.import_evidence import EvidenceImport


@click.command("import", epilog=terminal.example("planpress import runs/results.json --project pose"))
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--project", metavar="ID", required=True, shell_complete=completion.projects, help="Which project.")
@click.option("--source", metavar="KIND", help="Which source reads it, where several could.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@terminal.root_option
def import_(file: Path, project: str, source: str | None, dry_run: bool, root: Path | None) -> None:
    """Read a file of results once, into the table and the evidence of a project.

    Which kind of file it is, and which metrics of the project it has, is found out. What it does to the plan is said as
    `planpress diff` says it. What to write in project.yml, so that `planpress refresh` reads it again, goes to standard
    output.
    """
    from planpress.workflows.evidence_asked import where_to
    from planpress.workflows.import_evidence import import_evidence

    where = where_to(terminal.find(root), __version__)
    found = import_evidence(file, project, where, source)
    for remark in found.remarks:
        terminal.say(f"{project}: {remark}")
    if found.made is None:
        terminal.say("planpress: nothing was written")
    else:
        _write(found, where, dry_run=dry_run)
    click.echo(found.keep, nl=False)
    if found.made is None:
        raise SystemExit(terminal.FOUND)


def _write(found: EvidenceImport, where: Where, *, dry_run: bool) -> None:
    from planpress.commands.refresh import say_what_follows, say_written
    from planpress.model.wording import listed
    from planpress.workflows.refresh_evidence import write

    assert found.made is not None and found.plan is not None
    terminal.say(f"{found.made.project}: {listed(found.metrics)} by source: {found.kind}")
    if found.made.is_changed:
        say_what_follows(where, [found.plan], err=True)
        if not dry_run:
            write(where, [found.made])
    say_written([found.made], dry_run=dry_run)
