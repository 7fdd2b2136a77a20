"""The story of a packet in one screen: judged plan and meeting -> composed -> charts drawn -> typeset."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from planpress.charts.engine.drawing import draw
from planpress.charts.engine.svg import on_paper
from planpress.files.bundled_templates import template_folders
from planpress.files.caches import kept_charts
from planpress.files.replacing import write_whole
from planpress.model.change import Comparison
from planpress.model.errors import PlanpressError
from planpress.model.figure import Figure
from planpress.model.findings import Finding, in_file_order
from planpress.model.location import Location
from planpress.model.meeting import Meeting, Paper
from planpress.model.report import Report
from planpress.model.site_pages import SCORING
from planpress.model.sources import Place
from planpress.packets.meeting_lookup import changed, find_meeting, selection, whole_plan
from planpress.packets.narrative_tree import Stories, anchors
from planpress.packets.nouns import Packet, Source
from planpress.packets.packet_contents import compose
from planpress.packets.pdf import FONT_LIST, Prepared, Typeset, typeset
from planpress.packets.typst_data import plain, with_points
from planpress.reading import kinds
from planpress.reading.disk import DiskTree
from planpress.reading.git.plan_state import plan_words
from planpress.reading.git.process import GitError
from planpress.reading.locations import read_settings
from planpress.workflows.check_plan import Checked, conclude
from planpress.workflows.compare_plans import compare_named


def print_packet(
    root: Path,
    checked: Checked,
    say: Callable[[str], None],
    *,
    meeting: str | None = None,
    select: str | None = None,
    changed_since: str | None = None,
    output: Path | None = None,
    paper: Paper | None = None,
    evidence: bool = False,
    strict: bool = False,
) -> Path:
    """Write the packet of a meeting by its name, or of projects by an expression or by what changed since a revision;
    with nothing of them, of the whole plan. Returns where it is; what could not be set is told to `say`.

    `output`, `paper` and `evidence` win over the meeting's. Raises PlanpressError where there is no such meeting, where
    nothing is selected, where it cannot be typeset or written, and with `strict` where something could not be set.
    """
    report = conclude(checked, strict=strict)
    comparison = compare_named(changed_since, None, root) if changed_since is not None else None
    if meeting is not None:
        found = find_meeting(report.plan.meetings, meeting, report.plan.location)
    elif select is not None:
        found = selection(report, select)
    else:
        found = whole_plan(report) if comparison is None else changed(report, comparison)
    depth = "full" if evidence else found.appendix
    found = replace(found, since=changed_since or found.since, paper=paper or found.paper, appendix=depth)
    if comparison is None and found.since is not None:
        comparison = compare_named(found.since, None, root)
    made = packet(report, found, root, comparison)
    for words in (warnings := list(made.unset())):
        say(words)
    output = output or Path(f"{found.id or 'packet'}.pdf")
    if strict and warnings:
        raise PlanpressError(f"there are warnings; {output} is not written")
    write_whole(output, made.pdf)
    return output


def packet(report: Report, meeting: Meeting, root: Path, comparison: Comparison | None = None) -> Typeset:
    """The packet of a meeting about the plan at `root`. Raises PlanpressError where it cannot be typeset."""
    return typeset(prepare(report, meeting, root, comparison))


def prepare(report: Report, meeting: Meeting, root: Path, comparison: Comparison | None = None) -> Prepared:
    """All that the packet of a meeting is made from."""
    location = report.plan.location
    source, uncertain = _source(root, location)
    stories = Stories(report.plan, DiskTree(root, location=location), anchors(meeting))
    made = prepare_composed(compose(report, meeting, comparison, stories, source), source, report, root)
    return replace(
        made, files={**made.files, **stories.pictures}, findings=in_file_order([*stories.findings, *uncertain])
    )


def prepare_composed(composed: Packet, source: Source, report: Report, root: Path) -> Prepared:
    """All that a composed packet is made from but the images of its narratives. Its charts are drawn, those of earlier
    builds taken from the cache below `root`."""
    figures: dict[str, Figure] = {}
    data = with_points(plain(composed, figures))
    drawn = draw(list(figures.values()), kept_charts(root))
    files: dict[str, str | bytes] = {name: on_paper(svg, FONT_LIST) for name, svg in zip(figures, drawn, strict=True)}
    files |= {name: _code(url) for name, url in source.codes.items()}
    return Prepared(data, files, template_folders(root), report.plan.as_of)


def _source(root: Path, location: Location) -> tuple[Source, tuple[Finding, ...]]:
    """What a packet says it is made from, and what was found on the way."""
    words, uncertain = "", tuple[Finding, ...]()
    try:
        words = plan_words(root, location)
    except GitError as problem:
        said = f"the packet does not name the commit that it is made from: {problem}"
        uncertain = (kinds.UNCERTAIN_COMMIT.at(Place(location.plan), said),)
    settings = read_settings(root)
    site = settings.get("site_url")
    if not isinstance(site, str) or not site.startswith(("https://", "http://")):
        return Source(words), uncertain
    folders = settings.get("use_directory_urls", True) is not False
    top = site.rstrip("/") + "/"
    source = Source(words, top, f"{top}{location.page('')}", folders=folders)
    return replace(source, method=source.page(location.page(SCORING))), uncertain


def _code(address: str) -> bytes:
    """A QR code that leads to an address, as an SVG."""
    import segno

    made = BytesIO()
    segno.make(address, micro=False, error="m").save(
        made, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None
    )
    return made.getvalue()
