"""`planpress packet`."""

from pathlib import Path
from typing import Literal

import click

from planpress.commands import terminal
from planpress.model.errors import needing


@click.command(epilog=terminal.example("planpress packet 2019-06-03-planning -o june.pdf"))
@click.argument("meeting", metavar="[MEETING]", required=False)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the PDF goes; if left out, MEETING.pdf or packet.pdf.",
)
@click.option(
    "--select",
    metavar="EXPR",
    help="Only the projects that this expression selects, as in 'stage=training and rank<=3'.",
)
@click.option(
    "--changed-since",
    metavar="REV",
    help="Mark what changed since this revision; without MEETING, print only what changed.",
)
@click.option("--evidence", is_flag=True, help="Append the dossier of each project: all that its page says.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="The paper, whatever the meeting says.")
@terminal.strict_option
@terminal.root_option
def packet(
    meeting: str | None,
    output: Path | None,
    select: str | None,
    changed_since: str | None,
    evidence: bool,
    paper: Literal["a4", "letter"] | None,
    strict: bool,
    root: Path | None,
) -> None:
    """Print the plan for a planning meeting: a PDF with a page for each open question.

    MEETING is the name of a file in content/meetings/, or a part of it that no other has; left out, the whole plan is
    printed.
    """
    if meeting is not None and select is not None:
        raise click.UsageError("a meeting says what it is about; leave out MEETING or --select")
    place = terminal.find(root)
    checked = terminal.gate_for_pages(place, strict)
    with needing("the packet", "packet"):
        from planpress.workflows.print_packet import print_packet

        click.echo(
            print_packet(
                place, checked, terminal.say, meeting=meeting, select=select, changed_since=changed_since,
                output=output, paper=paper, evidence=evidence, strict=strict,
            )
        )  # fmt: skip
