"""`planpress decide`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planpress.commands import terminal

if TYPE_CHECKING:
    from planpress.model.decision import MeetingDecision
    from planpress.model.meeting import Meeting
    from planpress.model.plan import Plan


@click.command(epilog=terminal.example("planpress decide 2019-06-03-planning --from notes.yml --dry-run"))
@click.argument("meeting", metavar="MEETING")
@click.option("--from", "source", type=click.Path(dir_okay=False, path_type=Path), help="A YAML file of decisions.")
@click.option("--dry-run", is_flag=True, help="Show what would change as a diff, and write nothing.")
@terminal.root_option
def decide(meeting: str, source: Path | None, dry_run: bool, root: Path | None) -> None:
    """Write what a meeting decided into its file of decisions.

    MEETING is its id, a part of its name or its path. Without --from each open item is asked for in the terminal, by
    its margin number.
    """
    from planpress.packets.meeting_lookup import find_meeting
    from planpress.workflows import decision_notes, record_decisions

    place = terminal.find(root)
    checked = terminal.gate(place, strict=False)
    assert checked.plan is not None
    chosen = find_meeting(checked.plan.meetings, meeting, checked.plan.location)
    notes = decision_notes.from_file(source, checked, chosen) if source else _ask_for_notes(checked.plan, chosen)
    try:
        decided = record_decisions.decide(place, checked, chosen, notes)
    except record_decisions.DecidedOtherwiseError as problem:
        terminal.say(f"planpress: {problem}")
        raise SystemExit(terminal.FOUND) from None
    terminal.say(record_decisions.summary(decided))
    click.echo(record_decisions.as_diff(decided), nl=False)
    if not dry_run and decided.is_changed and (source or click.confirm("write that?", default=True, err=True)):
        record_decisions.write(place, decided)


def _ask_for_notes(plan: Plan, meeting: Meeting) -> tuple[MeetingDecision, ...]:
    """What somebody types; Ctrl-D ends as Ctrl-C does, with nothing written."""
    from planpress.model.wording import visible
    from planpress.workflows.decision_prompts import ask_for_decisions

    if not sys.stdin.isatty():
        raise click.UsageError("decisions are asked for in a terminal, and this is none; give them as --from FILE.yml")

    def ask(question: str, otherwise: str) -> str:
        shown = f"{question} [{visible(otherwise)}]" if otherwise else question
        return str(click.prompt(shown, default=otherwise, show_default=False, err=True))

    return ask_for_decisions(plan, meeting, ask, terminal.say)
