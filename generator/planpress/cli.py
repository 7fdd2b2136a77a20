"""The command line. Results go to standard output, everything else to standard error.

Exit status: 0 fine, 1 findings or a gate, 2 usage or the world.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planpress import __version__

if TYPE_CHECKING:
    from planpress.deciding.answers import Answer
    from planpress.model.meeting import Meeting
    from planpress.model.plan import Plan
    from planpress.model.report import Report
    from planpress.pipeline import Checked
    from planpress.writing.telling import Telling

FOUND, WORLD, INTERRUPTED = 1, 2, 128 + signal.SIGINT

_EPILOG = "Documentation of a finding: planpress explain PP203"


def _example(text: str) -> str:
    return f"\b\nExample:\n  {text}"


_root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The plan's folder; the nearest one upward that has content/plan.yml if left out.",
)
_against_option = click.option("--against", metavar="BASE", help="Mark what changes of this revision.")
_FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")
_DIFF_FORMATS = ("text", "markdown", *_FORMATS[1:])
_strict_option = click.option("--strict", is_flag=True, help="Take warnings for errors.")


@click.group(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="planpress")
def planpress() -> None:
    """Turns a machine-learning team's project files into a published plan."""


@planpress.command(epilog=_example("planpress init robotics-plan"))
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


@planpress.command(epilog=_example("planpress new defect-detection"))
@click.argument("name", metavar="ID")
@_root_option
def new(name: str, root: Path | None) -> None:
    """Write the files of a new project. A project that is there is never overwritten."""
    from planpress.model.fields import read_id
    from planpress.model.wording import quoted
    from planpress.pipeline import InvalidPlanError, check_folder
    from planpress.writing.scaffold import start_project

    try:
        read_id(name)
    except ValueError as problem:
        raise click.UsageError(f"{quoted(name)} {problem}") from None
    place = _find(root)
    checked = check_folder(place)
    if checked.plan is None:
        raise InvalidPlanError(checked.findings, checked.projects)
    for path in start_project(place, name, checked.plan):
        click.echo(path.relative_to(place))


@planpress.command(epilog=_example("planpress check --format github --strict"))
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True)
@_strict_option
@_root_option
def check(form: str, strict: bool, root: Path | None) -> None:
    """Find everything that is wrong with a plan, and write nothing."""
    from planpress.pipeline import check_folder
    from planpress.reading.git import below_top
    from planpress.writing.console import FORMATS

    place = _find(root)
    checked = check_folder(place)
    telling = _telling(form, prefix=below_top(place), strict=strict)
    click.echo(FORMATS[form](checked.findings, checked.projects, telling), nl=False, color=_colour())
    if checked.failed(strict=strict):
        raise SystemExit(FOUND)


@planpress.command(epilog=_example("planpress build --strict"))
@_against_option
@click.option("--untrusted", is_flag=True, help="Take content/ from here, and all else from the base; see docs/ci.md.")
@_strict_option
@_root_option
def build(against: str | None, untrusted: bool, strict: bool, root: Path | None) -> None:
    """Write the site. The earlier site stays as it was until the new one is finished."""
    place = _find(root)
    if untrusted:
        raise SystemExit(_build_untrusted(place, against, strict))
    checked = _gate(place, strict)
    _say_findings(checked)
    _say_made(_site("plugin", lambda plugin: plugin.build_site(place, checked, strict=strict, against=against)))


def _build_untrusted(place: Path, against: str | None, strict: bool) -> int:
    from planpress.guarded import build_untrusted
    from planpress.previewing import base_commit

    def build(sealed: Any, checked: Checked, at: Callable[[str], None]) -> None:
        _say_findings(checked)
        _say_made(_site("plugin", lambda plugin: plugin.build_sealed(sealed, checked, at, _say, **asked)))

    asked: dict[str, Any] = {"strict": strict, "against": against}
    base = base_commit(place, against) if against else None
    return build_untrusted(place, base, build, _status, strict=strict)


def _say_made(publication: Any) -> None:
    from planpress.model.wording import counted

    _say_limits(publication.report)
    pages, charts = counted(len(publication.pages), "page"), counted(len(publication.drawings), "chart")
    click.echo(f"{pages} and {charts} for {counted(len(publication.report.plan.projects), 'project')}", err=True)


@planpress.command(epilog=_example("planpress serve --address 127.0.0.1:8001"))
@click.option("--address", metavar="HOST:PORT", help="Where to listen; 127.0.0.1:8000 if left out.")
@click.option("--open", "open_in_browser", is_flag=True, help="Open the site in a browser.")
@_against_option
@_root_option
def serve(address: str | None, open_in_browser: bool, against: str | None, root: Path | None) -> None:
    """Show the site on this machine, and build it again at each change."""
    place = _find(root)
    settings: dict[str, Any] = {"address": address, "open_in_browser": open_in_browser, "against": against}
    _site("plugin", lambda plugin: plugin.serve_site(place, **settings))


@planpress.command(epilog=_example("planpress render plan-pages && cd plan-pages && mkdocs build"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@_strict_option
@_root_option
def render(folder: Path, strict: bool, root: Path | None) -> None:
    """Write the pages as plain Markdown and SVG into DIR, with an mkdocs.yml, for any engine that reads one."""
    from planpress.model.wording import counted

    place = _find(root)
    checked = _gate(place, strict)
    _say_findings(checked)
    publication = _site(
        "rendering", lambda rendering: rendering.render_folder(place, checked, folder, _say, strict=strict)
    )
    _say_limits(publication.report)
    pages, charts = counted(len(publication.pages), "page"), counted(len(publication.drawings), "chart")
    click.echo(f'{pages} and {charts}; next: cd "{folder}" && mkdocs build', err=True)


@planpress.command(epilog=_example("planpress packet 2019-06-03-planning -o june.pdf"))
@click.argument("meeting", metavar="[MEETING]", required=False)
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="The PDF; MEETING.pdf or packet.pdf if not."
)
@click.option("--select", metavar="EXPR", help="Only the projects that this selects, as stage=training and rank<=3.")
@click.option("--changed-since", metavar="REV", help="Mark what changed since; without a meeting, only such projects.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="The paper, whatever the meeting says.")
@_strict_option
@_root_option
def packet(
    meeting: str | None,
    output: Path | None,
    select: str | None,
    changed_since: str | None,
    paper: str | None,
    strict: bool,
    root: Path | None,
) -> None:
    """Print the plan for a planning meeting: a PDF with a page for each decision, and what it stands on.

    MEETING is a file of content/meetings/, by a part of its name that no other has; without one it is the whole plan.
    """
    if meeting is not None and select is not None:
        raise click.UsageError("a meeting says what it is about; leave out MEETING or --select")
    place = _find(root)
    checked = _gate(place, strict)
    _say_findings(checked)

    def act(printing: Any) -> Path:
        asked = printing.Asked(meeting, select, changed_since, output, paper)
        written: Path = printing.print_packet(place, checked, asked, _say, strict=strict)
        return written

    click.echo(_site("printing", act, extra="packet"))


@planpress.command(epilog=_example("planpress decide 2019-06-03-planning --from notes.yml --dry-run"))
@click.argument("meeting", metavar="MEETING")
@click.option("--from", "source", type=click.Path(dir_okay=False, path_type=Path), help="A YAML file of decisions.")
@click.option("--dry-run", is_flag=True, help="Show what would change as a diff, and write nothing.")
@_root_option
def decide(meeting: str, source: Path | None, dry_run: bool, root: Path | None) -> None:
    """Write what a meeting decided into its file and into those of its projects.

    MEETING is its id, a part of its name or its path. Without --from each open item is asked for in the terminal, by
    its margin number.
    """
    from planpress import decisions
    from planpress.packets.choosing import find_meeting

    place = _find(root)
    checked = _gate(place, strict=False)
    assert checked.plan is not None
    asked = find_meeting(checked.plan.meetings, meeting)
    answers = decisions.from_file(source, checked, asked) if source else _ask_for_answers(checked.plan, asked)
    try:
        decided = decisions.decide(place, checked, asked, answers)
    except decisions.DecidedOtherwiseError as problem:
        _say(f"planpress: {problem}")
        raise SystemExit(FOUND) from None
    _say(decisions.summary(decided))
    if dry_run:
        click.echo(decisions.as_diff(decided.changes), nl=False)
        return
    if decided.changes and (source or _confirm("write that?")):
        decisions.write(place, decided)
        for change in decided.changes:
            click.echo(change.path)


@planpress.command(epilog=_example("planpress diff main --fail-on winner,requirement,rank:3"))
@click.argument("base", metavar="[BASE]", required=False)
@click.argument("head", metavar="[HEAD]", required=False)
@click.option("--format", "form", type=click.Choice(_DIFF_FORMATS), default="text", show_default=True)
@click.option("--tolerance", "tolerances", metavar="NAME=NUMBER", multiple=True, help="Leave out moves up to this.")
@click.option("--fail-on", "gates", metavar="GATES", default="", help="Exit with 1 if one of these changes.")
@click.option("--silent-if-unchanged", is_flag=True, help="Write nothing where no conclusion changes.")
@click.option("--site-url", metavar="URL", default="", help="Where the head's site is; Markdown links its pages.")
@click.option("--details-url", metavar="URL", default="", help="Where all of it is; Markdown links what is left out.")
@_root_option
def diff(
    base: str | None,
    head: str | None,
    form: str,
    tolerances: tuple[str, ...],
    gates: str,
    silent_if_unchanged: bool,
    site_url: str,
    details_url: str,
    root: Path | None,
) -> None:
    """Say what a change does to the plan, and which edit does it.

    BASE and HEAD are revisions, BASE...HEAD, two folders or two plan.json files. Without HEAD it is the working tree,
    without BASE where that and the default branch parted.
    """
    import gc

    # Nearly all that is made is kept to the end: looking for what is not takes a tenth of the time, and finds nothing.
    gc.disable()
    from planpress import gates as gating
    from planpress.comparing.sentences import is_unchanged
    from planpress.comparison import compare_named
    from planpress.model.wording import visible
    from planpress.writing.diffs import FORMATS
    from planpress.writing.telling import read_address

    addresses = {"site_url": read_address(site_url), "details_url": read_address(details_url)}
    asked = gating.read_gates(gates)
    comparison = compare_named(base, head, root, dict(map(gating.read_tolerance, tolerances)))
    outcomes = tuple(gating.outcomes(comparison, asked))
    failed = [reason for outcome in outcomes for reason in outcome.reasons]
    if failed or not (silent_if_unchanged and is_unchanged(comparison)):
        telling = _telling(form, prefix=comparison.prefix, gates=outcomes, **addresses)
        click.echo(FORMATS[form](comparison, telling), nl=False, color=_colour())
    for reason in failed:
        click.echo(f"stopped by --fail-on {visible(reason)}", err=True)
    if failed:
        raise SystemExit(FOUND)


@planpress.command(epilog=_example("planpress log pose --since 2019-05-01"))
@click.argument("project", metavar="[PROJECT]", required=False)
@click.option("--since", metavar="REV|DATE", help="Leave out what a revision holds, or what is older than a day.")
@click.option("--max", "most", metavar="N", type=click.IntRange(1), default=50, help="At most so many; 50 if left out.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@_root_option
def log(project: str | None, since: str | None, most: int, form: str, root: Path | None) -> None:
    """Say which commits changed what the plan concludes, newest first, and because of what.

    With PROJECT, an id, only what changed about that project; it is followed through a change of its id.
    """
    from planpress import history
    from planpress.writing.logs import FORMATS

    found = history.log(_find(root), project, since, most)
    click.echo(FORMATS[form](found, _paint), nl=False, color=_colour())


@planpress.command(epilog=_example("planpress explain PP203"))
@click.argument("subject", metavar="CODE-OR-NUMBER")
@_root_option
def explain(subject: str, root: Path | None) -> None:
    """Say what a finding means and what to do, or how a number such as pose.priority was made."""
    from planpress.explaining import explain_code, explain_number, is_code

    if is_code(subject):
        click.echo(explain_code(subject))
        return
    from planpress.pipeline import check_folder, conclude

    click.echo(explain_number(subject, conclude(check_folder(_find(root)))))


@planpress.command(epilog=_example("planpress export --output plan.json"))
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="A file; standard output if left out."
)
@_strict_option
@_root_option
def export(output: Path | None, strict: bool, root: Path | None) -> None:
    """Write plan.json: everything that is computed."""
    from planpress.model.errors import PlanpressError
    from planpress.pipeline import check_folder, conclude
    from planpress.writing.plan_json import render

    text = render(conclude(check_folder(_find(root)), strict=strict))
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
        raise PlanpressError(f'can not write "{output}": {(problem.strerror or str(problem)).lower()}') from None
    finally:
        if partial != output:
            partial.unlink(missing_ok=True)


@planpress.command(epilog=_example("planpress schema project"))
@click.argument("name", type=click.Choice(["plan", "project", "meeting", "decisions", "plan.json", "diff", "log"]))
def schema(name: str) -> None:
    """Print the JSON Schema of what people write, of plan.json, or of a comparison or a history in JSON."""
    from planpress import schemas

    click.echo(schemas.text(name), nl=False)


def main() -> None:
    """Run the command line; what the world does not allow is said in one line, without a traceback."""
    _utf8()
    # Plugins of pydantic's watch validation in servers; to look for one it reads about every package that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Ended from outside, a build still clears what it wrote beside the site.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    raise SystemExit(_status(lambda: planpress(prog_name="planpress", standalone_mode=False) or 0))


def _status(act: Callable[[], int]) -> int:
    """The exit status of what is run; what went wrong in it is said."""
    from planpress.model.errors import PlanpressError

    try:
        return act()
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except PlanpressError as problem:
        return _failed(problem)
    except OSError as problem:
        _give_up_output()
        where = f'"{problem.filename}": ' if problem.filename else ""
        click.echo(f"planpress: {where}{(problem.strerror or str(problem)).lower()}", err=True)
        return WORLD


def _failed(problem: Exception) -> int:
    from planpress.pipeline import InvalidPlanError
    from planpress.writing.console import as_text

    if isinstance(problem, InvalidPlanError):
        click.echo(
            as_text(problem.findings, problem.projects, _telling()), nl=False, err=True, color=_colour(sys.stderr)
        )
        return FOUND
    click.echo(f"planpress: {problem}", err=True)
    return WORLD


def _give_up_output() -> None:
    """Drop what standard output could not take: Python would try again as it ends, and end with a status of its own."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except AttributeError:  # it was closed from the start
        pass


def _utf8() -> None:
    """Write UTF-8 whatever the locale says: the same input gives the same bytes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _find(root: Path | None) -> Path:
    from planpress.reading.disk import find_root

    return find_root(root or Path.cwd())


def _gate(place: Path, strict: bool) -> Checked:
    from planpress.pipeline import InvalidPlanError, check_folder

    checked = check_folder(place)
    if checked.failed(strict=strict):
        raise InvalidPlanError(checked.findings, checked.projects)
    return checked


def _telling(form: str = "text", **more: Any) -> Telling:
    """How something is told; only SARIF carries along what findings mean."""
    from planpress.writing.telling import Telling

    if form == "sarif":
        from planpress.explaining import all_kinds

        more["documentation"] = {kind.code: kind.documentation for kind in all_kinds()}
    return Telling(_paint, version=__version__, **more)


def _ask_for_answers(plan: Plan, meeting: Meeting) -> tuple[Answer, ...]:
    """What somebody types; Ctrl-D ends as Ctrl-C does, with nothing written."""
    from planpress.deciding.asking import ask_for_answers
    from planpress.model.wording import visible

    if not sys.stdin.isatty():
        raise click.UsageError("decisions are asked for in a terminal, and this is none; give them as --from FILE.yml")

    def ask(question: str, otherwise: str) -> str:
        shown = f"{question} [{visible(otherwise)}]" if otherwise else question
        return str(click.prompt(shown, default=otherwise, show_default=False, err=True))

    return ask_for_answers(plan, meeting, ask, _say)


def _confirm(question: str) -> bool:
    return click.confirm(question, default=True, err=True)


def _say(text: str) -> None:
    click.echo(text, err=True)


def _say_limits(report: Report) -> None:
    if report.limits:
        click.echo(f"note: {report.limits}", err=True)


def _say_findings(checked: Checked) -> None:
    from planpress.writing.console import as_text

    if checked.findings:
        click.echo(
            as_text(checked.findings, checked.projects, _telling()), nl=False, err=True, color=_colour(sys.stderr)
        )


def _site(module: str, act: Callable[[Any], Any], extra: str = "site") -> Any:
    """Run what needs the extra `site`, or another; without it, say how to install it."""
    from importlib import import_module

    from planpress.model.errors import PlanpressError

    try:
        loaded = import_module(f"planpress.{module}")
    except ModuleNotFoundError as problem:
        if (problem.name or "").startswith("planpress"):
            raise
        raise PlanpressError(f'the {extra} needs "{problem.name}"; install planpress[{extra}]') from None
    return act(loaded)


def _paint(text: str, colour: str) -> str:
    return click.style(text, fg=colour, bold=True)


def _colour(stream: Any = None) -> bool:
    stream = stream or sys.stdout
    return stream is not None and stream.isatty() and not os.environ.get("NO_COLOR")
