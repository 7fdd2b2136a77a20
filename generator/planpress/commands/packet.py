"""`planpress packet`."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planpress.commands import terminal

if TYPE_CHECKING:
    from planpress.workflows.check_plan import Checked


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

    MEETING is the name of a file in content/meetings/, or a part of it that no other has; left out, the whole plan is
    printed.
    """
    if meeting is not None and select is not None:
        raise click.UsageError("a meeting says what it is about; leave out MEETING or --select")
    place = terminal.find(root)

    def compose(folder: Path) -> int:
        checked = terminal.gate_for_pages(place, strict)
        terminal.site("workflows.print_packet", lambda printing: hand_over(printing, checked, folder), extra="packet")
        return 0

    def hand_over(printing: Any, checked: Checked, folder: Path) -> None:
        asked = printing.PacketRequest(meeting, select, changed_since, output, paper)
        printing.hand_packet_over(place, checked, asked, folder, strict=strict)

    with tempfile.TemporaryDirectory(prefix="planpress-packet-", ignore_cleanup_errors=True) as name:
        _in_child(lambda: terminal.last_status(lambda: compose(Path(name))))
        written = terminal.site("packets.pdf", lambda pdf: pdf.finish(Path(name), terminal.say, strict), "packet")
    click.echo(written)


def _in_child(act: Callable[[], int]) -> None:
    """Compose in a process of its own, which gives back the memory that it needed before Typst needs its own."""
    from planpress.files.child_process import run_in_child
    from planpress.model.errors import PlanpressError

    status = run_in_child(act)
    if status < 0:
        raise PlanpressError(f"composing the packet was ended from outside, by {signal.Signals(-status).name}")
    if status > 0:
        raise SystemExit(status)
