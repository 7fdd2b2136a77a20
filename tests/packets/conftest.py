"""The demonstration plan's packet, printed once."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from planpress.model.meeting import Meeting
from planpress.model.report import Report
from planpress.packets.meeting_lookup import whole_plan
from planpress.packets.nouns import Source
from planpress.packets.packet_contents import compose
from planpress.packets.pdf import typeset
from planpress.packets.typst_data import plain, with_points
from planpress.workflows.check_plan import load
from planpress.workflows.print_packet import packet, prepare_composed
from tests.conftest import copy_plan


@dataclass(frozen=True)
class Printed:
    """A plan's folder, its judged plan, the data of its packet and the PDF."""

    root: Path
    report: Report
    data: dict[str, Any]
    pdf: bytes


def with_evidence(report: Report) -> Meeting:
    """The whole plan with everything that there is."""
    return replace(whole_plan(report), appendix="full")


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The packet of the whole demonstration plan with its dossiers, without narratives; not to be changed."""
    root = copy_plan(tmp_path_factory.mktemp("printed"))
    report = load(root)
    composed = compose(report, with_evidence(report), None, lambda path: None, Source("1a2b3c4"))
    ready = prepare_composed(composed, Source("1a2b3c4"), report, root)
    made = typeset(ready)
    assert made.missing == ()
    return Printed(root, report, with_points(plain(composed)), made.pdf)


@pytest.fixture(scope="session")
def complete(printed: Printed) -> bytes:
    """The packet of the whole demonstration plan, narratives and all, as `planpress packet --evidence` writes it."""
    made = packet(printed.report, with_evidence(printed.report), printed.root)
    assert made.missing == () and made.findings == ()
    return made.pdf
