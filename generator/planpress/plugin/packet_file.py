"""The printed packet of the whole plan, as a file of the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from planpress.model.addresses import PACKET
from planpress.model.download import Download
from planpress.model.errors import MissingExtraError, PlanpressError
from planpress.model.report import Report


def printed(report: Report, root: Path, say: Callable[[str], None]) -> tuple[Download, bytes]:
    """The packet of the whole plan; what it could not set is told to `say`."""
    try:
        from planpress.packets.meeting_lookup import whole_plan
        from planpress.packets.print_job import unset
        from planpress.workflows.print_packet import packet
    except ModuleNotFoundError as problem:
        if (problem.name or "").startswith("planpress"):
            raise
        otherwise = ", or take packet out of mkdocs.yml"
        raise MissingExtraError('"packet: true"', problem.name, "packet", otherwise) from None
    location = report.plan.location
    path = location.page(PACKET)
    if (root / location.docs / path).exists():
        raise PlanpressError(f'"packet: true" writes {path}; rename the {location.docs}/{path} that is there')
    made = packet(report, whole_plan(report), root)
    for words in unset(made):
        say(words)
    return Download(path, made.pages, len(made.pdf)), made.pdf
