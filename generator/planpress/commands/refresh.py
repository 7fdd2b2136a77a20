"""`planpress refresh`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planpress import __version__
from planpress.commands import completion, terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planpress.sources.engine import Engine
    from planpress.workflows.evidence_asked import AskingProject, Where
    from planpress.workflows.refresh_evidence import Refreshed


_MOST_EDITS = 10
"""The edits of a refresh that are said one by one."""


@click.command(epilog=terminal.example("planpress refresh pose --dry-run"))
@click.argument("projects", metavar="[PROJECT...]", nargs=-1, shell_complete=completion.projects)
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--check", "check_only", is_flag=True, help="Exit with 1 where a source differs from what was read.")
@click.option(
    "--allow", metavar="FOLDER", multiple=True, type=click.Path(exists=True, path_type=Path),
    help="Read files of a folder outside the repository too.",
)  # fmt: skip
@click.option(
    "--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True,
    help="What adds predictions up: DuckDB here, or Spark where it runs.",
)  # fmt: skip
@click.option(
    "--remote", metavar="URL", help="Where Spark Connect answers: sc://host:15002; SPARK_REMOTE if left out."
)
@terminal.root_option
def refresh(
    projects: tuple[str, ...], dry_run: bool, check_only: bool, allow: tuple[Path, ...], engine: str,
    remote: str | None, root: Path | None,
) -> None:  # fmt: skip
    """Read the sources of evidence that projects name, and write their tables and evidence anew.

    What it does to the plan is said as `planpress diff` says it. Tables and evidence are written together, or not at
    all; other columns, rows and their order stay. Without PROJECT all projects that have a `from` are refreshed.
    """
    import gc

    gc.disable()  # as in `diff`
    if dry_run and check_only:
        raise click.UsageError("write --dry-run or --check")
    used = _engine(engine, remote)
    from planpress.workflows.evidence_asked import asking_projects, where_to

    where = replace(where_to(terminal.find(root), __version__, allow), engine=used)
    asking = asking_projects(where.tree, projects)
    if not asking:
        terminal.say("no project asks for evidence; models.from in project.yml says where it comes from")
    elif check_only:
        _check(asking, where)
    else:
        _refresh(asking, where, dry_run=dry_run)


def _engine(name: str, remote: str | None) -> Engine | None:
    """The engine that is asked for; None of the one that sources have themselves."""
    if name != "spark":
        if remote is not None:
            raise click.UsageError("--remote needs --engine spark")
        return None
    url = remote or os.environ.get("SPARK_REMOTE")
    if not url:
        raise click.UsageError("--engine spark needs --remote sc://host:15002, or that as SPARK_REMOTE")
    from planpress.sources.spark_connect import SparkAddress
    from planpress.sources.spark_engine import SparkConnect

    return SparkConnect(SparkAddress(url))


def _check(asking: Sequence[AskingProject], where: Where) -> None:
    from planpress.workflows.refresh_evidence import all_of, stale

    reasons = dict(zip((one.id for one in asking), all_of(asking, where, stale), strict=True))
    for project, why in reasons.items():
        click.echo(f"{project}: {f'stale: {why}' if why else 'up to date'}")
    if any(reasons.values()):
        terminal.say("run planpress refresh")
        raise SystemExit(terminal.FOUND)


def _refresh(asking: Sequence[AskingProject], where: Where, *, dry_run: bool) -> None:
    from planpress.workflows.refresh_evidence import all_of, refreshed, write

    found = all_of(asking, where, refreshed)
    for one in found:
        for remark in one.remarks:
            terminal.say(f"{one.project}: {remark}")
    changed = [one for one in found if one.is_changed]
    if changed:
        say_what_follows(where, changed)
        if not dry_run:
            write(where, changed)
    say_written(found, dry_run=dry_run)


def say_written(found: Sequence[Refreshed], *, dry_run: bool) -> None:
    """Which files were written, or would be."""
    for one in found:
        for path, data in one.new.items():
            state = "unchanged" if one.old[path] == data else "would be written" if dry_run else "written"
            terminal.say(f"{path}: {state}")


def say_what_follows(where: Where, changed: Sequence[Refreshed], *, err: bool = False) -> None:
    """What changed tables do to the plan, as `planpress diff` says it; with `err` on standard error."""
    from planpress.formats.diffs import FORMATS
    from planpress.model.errors import PlanpressError
    from planpress.model.wording import counted
    from planpress.workflows.check_plan import InvalidPlanError
    from planpress.workflows.refresh_evidence import comparison

    try:
        found = comparison(where, changed)
    except InvalidPlanError as problem:
        folders = tuple(f"{path.rpartition('/')[0]}/" for one in changed for path in one.new)
        errors = [one for one in problem.findings if one.level == "error"]
        own = tuple(one for one in errors if one.place.path.startswith(folders))
        terminal.say_findings(InvalidPlanError(own, len(changed)))
        elsewhere = f"{counted(len(errors) - len(own), 'error')} elsewhere; " if len(errors) > len(own) else ""
        terminal.say(f"nothing can be said of what follows while the plan has errors ({elsewhere}planpress check)")
    except PlanpressError as problem:
        terminal.say(f"nothing can be said of what follows: {problem}")
    else:
        telling = terminal.telling("text", prefix=found.prefix)
        colour = terminal.colour(sys.stderr if err else None)
        click.echo(FORMATS["text"](found, telling), nl=False, err=err, color=colour)
        for edit in found.edits[:_MOST_EDITS]:
            whose = f"{edit.project}: " if edit.project is not None and len(changed) > 1 else ""
            click.echo(f"  {whose}{edit.words}", err=err)
        if len(found.edits) > _MOST_EDITS:
            click.echo(f"  and {counted(len(found.edits) - _MOST_EDITS, 'edit')} more", err=err)
