"""All that planpress says of a plan, in this process: what every command would write, without a file or a program."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache

from planpress.charts.engine.drawing import filled, key
from planpress.explanations import explain
from planpress.files.bundled_templates import bundled_templates
from planpress.formats import diffs, logs
from planpress.formats.check_reports import FORMATS
from planpress.formats.diffs.diff_json import diff_json
from planpress.formats.output_options import OutputOptions, uncoloured
from planpress.formats.plan_json import render
from planpress.history.project_timelines import marks, timelines
from planpress.model.change import Comparison
from planpress.model.figure import Figure
from planpress.model.location import Location
from planpress.model.report import Report
from planpress.model.timelines import Commit, History, TimelineStep
from planpress.packets.meeting_lookup import whole_plan
from planpress.packets.packet_contents import compose as compose_packet
from planpress.packets.typst_data import plain
from planpress.pages import compose
from planpress.pages.templates import Composer, place_drawings
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import Checked, check, conclude
from planpress.workflows.compare_plans import compare_sides
from planpress.workflows.comparison_sources import ComparisonSources
from planpress.workflows.explain_number import as_text

TODAY = date(2019, 6, 1)
NO_NUMBER = re.compile(r"(?<![\w-])[-+−]?(?:nan|inf(?:inity)?)(?![\w-])", re.IGNORECASE)
"""What Python, JavaScript and JSON write for what is no finite number. No text of the plan says so."""

Draw = Callable[[list[Figure]], list[str]]


def filled_in(figures: list[Figure]) -> list[str]:
    """In the place of drawings, what would be drawn: that costs a hundredth."""
    for figure in figures:
        key(figure)
        filled(figure)
    return ["<svg></svg>"] * len(figures)


def checked(files: Mapping[str, str]) -> Checked:
    return check(MemoryTree.of(files.items()), lambda: TODAY)


def commands(before: Mapping[str, str], files: Mapping[str, str], draw: Draw = filled_in) -> Iterator[tuple[str, str]]:
    """What each command writes about a plan without errors, by its name; `diff` and `log` of the one `before`, both ways."""
    found = checked(files)
    for form, tell in FORMATS.items():
        yield f"check {form}", tell(found.findings, found.projects, OutputOptions())
    report = conclude(found)
    yield "export", render(report)
    for project in report.evaluations:
        for topic in explain(report, project):
            for one in topic.explanations:
                yield f"explain {one.subject}", as_text(one)
    there, back = compared(before, files), compared(files, before)
    for comparison in (there, back):
        for form in diffs.FORMATS:
            yield f"diff {form}", diffs.FORMATS[form](comparison, OutputOptions())
        yield "diff schema", json.dumps(diff_json(comparison), allow_nan=False)
    commits = tuple(Commit(f"{at}" * 40, datetime(2019, 5, 2 - at, 12, tzinfo=UTC), f"commit {at}") for at in (0, 1))
    snapshots = marks(report), marks(conclude(checked(before)))
    history = History((TimelineStep(*commits, there),), commits, "beginning", marks=snapshots)
    for log in logs.FORMATS.values():
        yield "log", log(history, uncoloured)
    yield from pages(Report(report.plan, report.evaluations, report.ranking, report.findings, timelines(history, Location())), draw)
    for meeting in (*report.plan.meetings, whole_plan(report)):
        made = compose_packet(report, meeting, there, lambda path: None)
        figures: dict[str, Figure] = {}
        yield "packet", json.dumps(plain(made, figures), allow_nan=False, default=str)
        draw(list(figures.values()))


def compared(before: Mapping[str, str], after: Mapping[str, str]) -> Comparison:
    trees = MemoryTree.of(before.items()), MemoryTree.of(after.items())
    return compare_sides(ComparisonSources(*trees, "base", "head", lambda: TODAY, "sha1"))


def pages(report: Report, draw: Draw) -> Iterator[tuple[str, str]]:
    """Every page with its tables and charts; a chart's data and alternative text are in it."""
    composer = _composer()
    composer.drawables.clear()
    made = compose(report, composer)
    for page in place_drawings(made, composer, draw(composer.figures())):
        yield f"build {page.path}", page.markdown
        for fragment in page.fragments.values():
            yield f"build {page.path}", str(fragment.html)


@cache
def _composer() -> Composer:
    """One for all plans: to compile the templates takes longer than to fill them."""
    return Composer([str(bundled_templates())])


def wrong(texts: Iterator[tuple[str, str]]) -> list[str]:
    """The places of a plan's texts at which a number is none."""
    return [f"{name}: {text[max(found.start() - 60, 0) : found.end() + 60]}" for name, text in texts for found in NO_NUMBER.finditer(text)]
