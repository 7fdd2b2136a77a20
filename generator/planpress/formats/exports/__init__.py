"""ROOM: what `planpress export` writes, one format a file. To add one: a file and a line in FORMATS.

Each is the texts of its files by their names, of the whole plan or of one project.
"""

from collections.abc import Callable, Mapping

from planpress.formats.exports import hub_card, spreadsheet
from planpress.formats.plan_json import render
from planpress.model.report import Report

FORMATS: Mapping[str, Callable[[Report, str | None], Mapping[str, str]]] = {
    "plan": lambda report, _: {"plan.json": render(report)},
    "csv": lambda report, project: {"plan.csv": spreadsheet.as_csv(report, project)},
    "hugging-face": lambda report, project: hub_card.files(report, project or ""),
}
