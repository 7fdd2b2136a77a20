"""`planpress packet`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from planpress.commands import terminal


@click.command(epilog=terminal.example("planpress packet 2019-06-03-planning -o june.pdf"))
@click.argument("meeting", metavar="[MEETING]", required=False)
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="The PDF; MEETING.pdf or packet.pdf if not."
)
@click.option("--select", metavar="EXPR", help="Only the projects that this selects, as stage=training and rank<=3.")
@click.option("--changed-since", metavar="REV", help="Mark what changed since; without a meeting, only such projects.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="The paper, whatever the meeting says.")
@terminal.strict_option
@terminal.root_option
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
    place = terminal.find(root)
    checked = terminal.gate(place, strict)
    terminal.say_findings(checked)
    terminal.start_drawing(place)

    def act(printing: Any) -> Path:
        asked = printing.Asked(meeting, select, changed_since, output, paper)
        written: Path = printing.print_packet(place, checked, asked, terminal.say, strict=strict)
        return written

    click.echo(terminal.site("printing", act, extra="packet"))
