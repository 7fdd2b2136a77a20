"""Sets a document as the data of a packet, in which every text is plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planpress.document import blocks as document
from planpress.packets.nouns import Block, Bullets, Line, Paragraph


def printed(blocks: Iterable[document.Block]) -> Iterator[Block]:
    """The blocks as a packet has them."""
    for block in blocks:
        if isinstance(block, document.Paragraph):
            yield Paragraph(str(block.text), str(block.lead), block.quiet)
        elif isinstance(block, document.Bullets):
            yield Bullets(tuple(Line(str(one.text), str(one.lead), str(one.note)) for one in block.lines))
