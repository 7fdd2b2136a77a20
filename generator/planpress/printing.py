"""The story of a packet in one screen: judged plan and meeting -> composed -> charts drawn -> typeset -> one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from planpress.charts.drawing import draw
from planpress.charts.paper import on_paper
from planpress.comparison import compare_named
from planpress.model.findings import in_file_order
from planpress.model.meeting import AgendaItem, Meeting, Paper
from planpress.model.report import Report
from planpress.packets.composing import Composed, Source, compose
from planpress.packets.nouns import plain
from planpress.packets.stories import Stories, anchors
from planpress.packets.words import settable
from planpress.pipeline import Checked, conclude
from planpress.publishing import CACHE
from planpress.reading.disk import DiskTree
from planpress.reading.git import revision_words
from planpress.writing.bundled import template_folders
from planpress.writing.pdf import Typeset, font_list, typeset, write_whole
from planpress.writing.site_settings import read_settings
from planpress.writing.store import FolderStore

CODE = "code.svg"


def print_packet(
    root: Path, checked: Checked, output: Path, say: Callable[[str], None], *, paper: Paper | None = None
) -> None:
    """Write the packet of a whole plan. What it could not set is told to `say`."""
    report = conclude(checked)
    meeting = whole(report)
    made = packet(report, replace(meeting, paper=paper) if paper else meeting, root)
    for words in unset(made):
        say(words)
    write_whole(output, made.pdf)


def unset(made: Typeset) -> Iterator[str]:
    """What a packet could not set as it was written."""
    yield from map(str, made.findings)
    warning = made.warning()
    if warning is not None:
        yield f"warning: {warning}"


def packet(report: Report, meeting: Meeting, root: Path) -> Typeset:
    """The packet of a meeting about the plan at `root`. Raises PlanpressError where it can not be typeset."""
    comparison = compare_named(meeting.since, None, root) if meeting.since else None
    source = _source(root)
    stories = Stories(report.plan, DiskTree(root), anchors(meeting))
    composed = compose(report, meeting, comparison, stories, source)
    made = set_packet(composed, source, report, root, stories.pictures)
    return replace(made, findings=in_file_order(stories.findings))


def set_packet(
    composed: Composed, source: Source, report: Report, root: Path, pictures: Mapping[str, bytes] = MappingProxyType({})
) -> Typeset:
    """A composed packet as a PDF; `pictures` are the images that its narratives name."""
    names = list(composed.figures)
    drawn = draw([composed.figures[name] for name in names], FolderStore(root / CACHE))
    fonts = font_list()
    files: dict[str, str | bytes] = {name: on_paper(svg, fonts) for name, svg in zip(names, drawn, strict=True)}
    files |= pictures
    if source.code:
        files[source.code] = _code(source.site)
    data: Mapping[str, Any] = settable(plain(composed.packet))
    return typeset(data, files, template_folders(root), report.plan.as_of)


def whole(report: Report) -> Meeting:
    """The meeting that a whole plan stands for: an item for each project, in rank order."""
    items = tuple(AgendaItem(at, project=name) for at, name in enumerate(report.order(), start=1))
    return Meeting("plan", "", report.plan.title, report.plan.as_of, items)


def _source(root: Path) -> Source:
    settings = read_settings(root)
    site = settings.get("site_url")
    if not isinstance(site, str) or not site.startswith(("https://", "http://")):
        return Source(revision_words(root))
    folders = settings.get("use_directory_urls", True) is not False
    return Source(revision_words(root), site.rstrip("/") + "/", CODE, folders)


def _code(address: str) -> bytes:
    """A QR code that leads to an address, as an SVG."""
    import segno

    made = BytesIO()
    segno.make(address, micro=False, error="m").save(
        made, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None
    )
    return made.getvalue()
