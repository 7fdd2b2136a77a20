"""How projects are found, and what makes problems hard: the questions of the lecture, with its examples."""

from collections.abc import Iterator

from planpress.document.blocks import Block, Bullets, Cell, Column, Line, Paragraph, Row
from planpress.document.blocks import table as table_of
from planpress.document.labels import label
from planpress.model.feasibility import HARD_LABELS
from planpress.model.metrics import TIE
from planpress.model.report import Report
from planpress.model.site_pages import SCORING
from planpress.model.text import Name, Styled, Text
from planpress.model.wording import fixed, listed

HIGH = 0.75
"""From this utility on a project rates high on a factor of impact (ours)."""

_WAYS = {
    "Cheap prediction": ("Which decisions would be made far more often if prediction cost next to nothing?",
                         "As in looking at every part on the belt, not at one in twenty."),
    "Hand-written rules": ("Where does a pipeline of hand-written rules do the work?",
                           "As in sixty limits for each family of parts."),
    "Friction": ("Where does the product make people wait, type or search?", "As in typing in a scanned invoice."),
    "What others do": ("What do others in the field do already?", "As in papers and engineering blogs."),
}  # fmt: skip

_HARD = {
    "output": "3D reconstruction, dialogue, open-ended recommendation",
    "reliability": "Poses to a millimetre, failing safely on odd inputs",
    "generalisation": "Edge cases of driving, planning, a few hundred examples",
}


def find_projects() -> Iterator[Block]:
    """Four short questions, each with an example."""
    yield Paragraph("Four questions that find projects worth doing (Full Stack Deep Learning, 2019 and 2021):")
    yield Bullets(tuple(Line(Text(asked, " ", Styled(such, "note")), way) for way, (asked, such) in _WAYS.items()))


def hard_problems() -> Iterator[Block]:
    """The rule of thumb with what speaks against it, and the three kinds of things that make problems hard."""
    rule = Styled("What a person does in a second of thought can be automated now", "stress")
    yield Paragraph(Text(rule, " (Andrew Ng, 2016): images, speech, simple grasps. It is a rule of thumb, which the"
                         " lecturer himself disputes: it fails on sarcasm and humour, manipulation within the hand, and"
                         " new scenarios (Full Stack Deep Learning, 2019 and 2022)."))  # fmt: skip
    rows = (Row((Cell(words.capitalize(), f"hard: [{one}]"), Cell(_HARD[one]))) for one, words in HARD_LABELS.items())
    columns = [Column("Hard is"), Column("For example")]
    yield from table_of("What makes problems hard (Full Stack Deep Learning, 2022)", columns, rows)


def nothing_high(report: Report) -> Iterator[Block]:
    """One sentence where no project in the order rates high on some factors of impact."""
    low = [label(name, factor) for name, factor in report.plan.impact.items() if not _any_high(name, report)]
    if low and (report.ranking.ordered or report.ranking.unscored):
        how = Name("how to find projects", f"{SCORING}#find-projects")
        words = f"No project rates high ({fixed(HIGH)} and more of 1) on {listed(low, 'or')}: "
        yield Paragraph(Text(words, how, "."))


def _any_high(factor: str, report: Report) -> bool:
    entries = (*report.ranking.ordered, *report.ranking.unscored)
    scores = (one for entry in entries for one in entry.impact.factors if one.factor == factor)
    return any(one.utility is not None and one.utility >= HIGH - TIE for one in scores)
