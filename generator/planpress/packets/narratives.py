"""The narratives and pages of one packet: their trees, and together their images and what was found in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planpress.document.blocks import Story
from planpress.model.findings import Finding
from planpress.model.meeting import Meeting
from planpress.model.plan import Plan
from planpress.packets.narrative_tree import page, told
from planpress.reading.decoding import decode
from planpress.reading.tree import Tree


@dataclass(slots=True)
class Stories:
    """Tells a project's narrative by its path, or a page in the plan's folder by its path below that."""

    plan: Plan
    tree: Tree
    anchors: Mapping[str, str]
    pictures: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def __call__(self, path: str) -> Story | None:
        """A narrative or a page for the printer; None where there is none."""
        narratives = (project.narrative for project in self.plan.projects if project.narrative)
        narrative = next((one for one in narratives if one.path == path), None)
        if narrative is None:
            full = f"{self.plan.location.folder}/{path}"
            file = self.tree.file(full)
            words, found = decode(file) if file is not None else (None, ())
            self.findings += found
            if words is None:
                return None
            narrative = page(full, words)
        made = told(narrative, self.tree, self.anchors)
        self.pictures |= made.pictures
        self.findings += made.findings
        return Story(tuple(block.data() for block in made.blocks))


def anchors(meeting: Meeting) -> dict[str, str]:
    """The place in the packet of each project that has an item of its own."""
    return {item.project: f"item-{item.number}" for item in reversed(meeting.agenda) if item.project is not None}


def headed(story: Story | None, path: str) -> tuple[Story | None, str]:
    """A page without the heading that it begins with, and that as its title; without one, the words of its file."""
    first = story.tree[0] if story is not None and story.tree else None
    if story is None or first is None or first["kind"] != "heading":
        return story, path.rpartition("/")[2].removesuffix(".md").replace("-", " ").capitalize()
    return Story(story.tree[1:]), "".join(part["text"] for part in first["children"])
