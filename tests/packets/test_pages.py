"""What stands around the text of a page: the bars beside what changed."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pytest

from planpress.document.blocks import Column, Paragraph, Section, row, table
from planpress.packets.meeting_lookup import whole_plan
from planpress.packets.nouns import Changes, Dossier, Source
from planpress.packets.packet_contents import compose
from planpress.packets.pdf import typeset
from planpress.workflows.print_packet import prepare_composed
from tests.packets.conftest import Printed

pytestmark = pytest.mark.process

BAR = 60
"""A column with more dark pixels than this in a row, at 72 to the inch, is a bar and no letter."""


def changed(printed: Printed, *, two_sided: bool) -> bytes:
    """A packet of one dossier with a section that changed: text over pages, a table in parts, and text again."""
    whole = compose(printed.report, whole_plan(printed.report), None, lambda path: None)
    heads = [Column("Model"), *(Column(f"Metric {at}", number=True) for at in range(10))]
    tables = table("Models", heads, (row(f"model-{one}", *["0.123456"] * 10) for one in range(20)))
    text = tuple(Paragraph("What changed since the last meeting, and why. " * 4) for _ in range(50))
    sections = (Section("models", "Models", (*text, *tables, *text), changed=("chosen a → b",)),)
    dossier = Dossier("one", "One", "One", "", "", sections)
    packet = replace(whole, items=(), summary=None, two_sided=two_sided, changes=Changes("old", ()), dossiers=(dossier,))
    ready = prepare_composed(packet, Source(), printed.report, printed.root)
    return typeset(ready).pdf


def pages(pdf: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Width, height and the grey pixels of each page."""
    made = subprocess.run(["pdftoppm", "-gray", "-r", "72", "-"], input=pdf, capture_output=True, check=True).stdout
    while made:
        _, size, _, rest = made.split(b"\n", 3)
        wide, tall = map(int, size.split())
        yield wide, tall, rest[: wide * tall]
        made = rest[wide * tall :]


def bars(wide: int, tall: int, pixels: bytes) -> list[int]:
    """Where bars stand on a page, in points from the left: columns with a long dark run."""
    found = []
    for x in range(wide):
        column = pixels[x::wide]
        if any(max(column[top : top + BAR]) < 120 for top in range(0, tall - BAR, 20)):
            found.append(x)
    return [x for x in found if x - 1 not in found]


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not there: make browser")
@pytest.mark.parametrize("two_sided", [False, True])
def test_bars_stand_outside(two_sided: bool, printed: Printed) -> None:
    """Beside every page of what changed; on paper with two sides always away from the fold."""
    found = [
        (wide, tall, bars(wide, tall, pixels)) for wide, tall, pixels in pages(changed(printed, two_sided=two_sided))
    ]
    barred = {number: (wide, x) for number, (wide, _, xs) in enumerate(found, start=1) for x in xs}
    assert len(barred) > 4 and list(barred) == list(range(min(barred), max(barred) + 1))
    left = {number: x < wide / 2 for number, (wide, x) in barred.items()}
    assert left == {number: not two_sided or number % 2 == 0 for number in barred}
