"""Narratives alone as a small PDF, through the same steps as a packet."""

from datetime import date
from pathlib import Path

from planpress.files.bundled_templates import bundled_templates
from planpress.model.project import Narrative
from planpress.packets.narrative_tree import NarrativeText, told
from planpress.packets.pdf import Prepared, typeset
from planpress.packets.typst_data import plain
from planpress.reading.tree import MemoryTree
from tests.packets.images import png, svg

MAIN = """
#import "narrative.typ": narrative
#let data = json("data.json")
#set document(title: "Narratives")
#set text(font: ("Pretendard", "Libertinus Serif", "DejaVu Sans Mono"), lang: "en", hyphenate: true)
#set page(numbering: "1")
#title()
#for one in data.stories [
  = Item
  == Narrative
  #narrative(one)
]
#heading(level: 1)[Other] <item-2>
"""

FILES = MemoryTree.of(
    [("content/p/a.png", png(400, 300)), ("content/p/a.svg", svg()), ("content/p/tall.png", png(1, 4000)),
     ("content/p/wide.png", png(5000, 1))]
)  # fmt: skip


def tell(text: str) -> NarrativeText:
    return told(Narrative("content/p/plan.md", text), FILES, {"calls": "item-2"})


def printed(folder: Path, *stories: NarrativeText) -> bytes:
    """The narratives as a PDF; `folder` holds the template that sets them."""
    (folder / "packet").mkdir(exist_ok=True)
    (folder / "packet" / "main.typ").write_text(MAIN)
    pictures = {name: data for story in stories for name, data in story.pictures.items()}
    data = plain({"stories": [story.blocks for story in stories]})
    return typeset(Prepared(data, pictures, (folder, bundled_templates()), date(2019, 6, 1))).pdf
