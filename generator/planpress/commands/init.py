"""`planpress init`."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planpress import __version__
from planpress.commands import terminal

if TYPE_CHECKING:
    from planpress.model.location import Location


@click.command(epilog=terminal.example("planpress init robotics-plan"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--ci", "forge", type=click.Choice(["github", "gitlab", "shell"]), help="Pipelines too; see docs/ci.md.")
def init(folder: Path, forge: str | None) -> None:
    """Write a plan to start from into DIR. Files that are there are never overwritten.

    Where DIR has an mkdocs.yml, the plan goes into that site's docs, and what to add to the mkdocs.yml is printed.

    With --ci, what checks the plan's changes is written too, at the top of the repository that DIR is in; that alone,
    where DIR has a plan already.
    """
    from planpress import schemas
    from planpress.reading.locations import has_plan
    from planpress.scaffold.new_plan import start_plan, write_new

    there_is_one = has_plan(folder)
    guest, to_add = _guest(folder)
    pipeline, words = _pipeline(folder, forge, guest) if forge else ({}, [])
    if forge and there_is_one:
        written = write_new(pipeline)
    else:
        texts = {name: schemas.text(name) for name in ("plan", "project", "meeting")}
        written = start_plan(folder, texts, pipeline, guest)
    for path in written:
        click.echo(path)
    for line in (*to_add, *words):
        click.echo(line, err=True)
    if not (forge and there_is_one):
        there = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
        click.echo(f"next: {there}planpress new my-first-project && planpress serve", err=True)


def _guest(folder: Path) -> tuple[Location | None, list[str]]:
    """Where in the site that a folder has a plan goes, and what to say of its settings; None where there is no site."""
    from planpress.model.location import own_settings
    from planpress.reading.locations import has_plan, located, location, read_settings, settings_file
    from planpress.scaffold.new_plan import IGNORED, additions, not_ignored, place_for

    file = settings_file(folder)
    if not file.is_file():
        return None, []
    settings = read_settings(folder)
    if has_plan(folder) or own_settings(settings) is not None:
        return located(folder), []
    place = place_for(folder, location(folder, settings.get("docs_dir", "docs")).docs)
    ignored = folder / IGNORED
    more = not_ignored(ignored.read_text(encoding="utf-8", errors="replace")) if ignored.is_file() else ()
    return place, [*additions(file.read_text(encoding="utf-8"), settings, place), *more]


def _pipeline(folder: Path, forge: str, guest: Location | None) -> tuple[dict[Path, str], list[str]]:
    """The files that check a plan's changes, and what is to be said of them."""
    from planpress.model.errors import PlanpressError
    from planpress.reading.git.revision_names import default_branch_name
    from planpress.reading.git.top_folder import below_top
    from planpress.reading.locations import located
    from planpress.scaffold.pipelines import PlanPlace, pipeline_files, shared_files, start_file, what_next

    below = below_top(folder)
    top = Path(os.path.relpath(folder.resolve().parents[below.count("/") - 1])) if below else folder
    top = top.resolve() if folder.is_absolute() else top
    location = guest or located(folder)
    place = PlanPlace(below.rstrip("/") or ".", f"{below}{location.docs}", f"{below}{location.plan}")
    texts = pipeline_files(forge, __version__, place, default_branch_name(top))
    files = {top / path: text for path, text in texts.items()}
    start, text = start_file(forge, place)
    starts = bool(start) and not os.path.lexists(top / start)
    if starts:
        files[top / start] = text
    for path in (top / name for name in shared_files(forge)):
        if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == files[path]:
            del files[path]  # another plan's pipeline uses it already
        elif os.path.lexists(path):
            raise PlanpressError(
                f"{path} is there already, of another version or edited; nothing was written."
                f" All pipelines of the repository use it: to have it written anew, rm {shlex.quote(str(path))}"
            )
    words = [what_next(forge, place, starts=starts)]
    if not any((above / ".git").exists() for above in (folder.resolve(), *folder.resolve().parents)):
        words.insert(0, f"{folder} is in no git repository yet: the pipeline is for one with this folder at its top")
    return files, words
