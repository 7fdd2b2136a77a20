"""`planpress decide`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planpress.commands import terminal

if TYPE_CHECKING:
    from planpress.deciding.answers import Answer
    from planpress.model.meeting import Meeting
    from planpress.model.plan import Plan


@click.command(epilog=terminal.example("planpress decide 2019-06-03-planning --from notes.yml --dry-run"))
@click.argument("meeting", metavar="MEETING")
@click.option("--from", "source", type=click.Path(dir_okay=False, path_type=Path), help="A YAML file of decisions.")
@click.option("--dry-run", is_flag=True, help="Show what would change as a diff, and write nothing.")
@terminal.root_option
def decide(meeting: str, source: Path | None, dry_run: bool, root: Path | None) -> None:
    """Write what a meeting decided into its file and into those of its projects.

    MEETING is its id, a part of its name or its path. Without --from each open item is asked for in the terminal, by
    its margin number.
    """
    from planpress.files.recovering import recover
    from planpress.packets.meeting_lookup import find_meeting
    from planpress.reading.locations import located
    from planpress.workflows import record_decisions

    place = terminal.find(root)
    if dry_run:
        terminal.say_unfinished(place)
    elif (recovered := recover(place, located(place))) is not None:
        terminal.say(f"planpress: {recovered}")
    checked = terminal.gate(place, strict=False)
    assert checked.plan is not None
    asked = find_meeting(checked.plan.meetings, meeting, checked.plan.location)
    answers = record_decisions.from_file(source, checked, asked) if source else _ask_for_answers(checked.plan, asked)
    try:
        decided = record_decisions.decide(place, checked, asked, answers)
    except record_decisions.DecidedOtherwiseError as problem:
        terminal.say(f"planpress: {problem}")
        raise SystemExit(terminal.FOUND) from None
    terminal.say(record_decisions.summary(decided))
    if dry_run:
        click.echo(record_decisions.as_diff(decided.changes), nl=False)
        return
    if decided.changes and (source or _confirm("write that?")):
        record_decisions.write(place, decided)
        for change in decided.changes:
            click.echo(change.path)


def _ask_for_answers(plan: Plan, meeting: Meeting) -> tuple[Answer, ...]:
    """What somebody types; Ctrl-D ends as Ctrl-C does, with nothing written."""
    from planpress.deciding.prompts import ask_for_answers
    from planpress.model.wording import visible

    if not sys.stdin.isatty():
        raise click.UsageError("decisions are asked for in a terminal, and this is none; give them as --from FILE.yml")

    def ask(question: str, otherwise: str) -> str:
        shown = f"{question} [{visible(otherwise)}]" if otherwise else question
        return str(click.prompt(shown, default=otherwise, show_default=False, err=True))

    return ask_for_answers(plan, meeting, ask, terminal.say)


def _confirm(question: str) -> bool:
    return click.confirm(question, default=True, err=True)
