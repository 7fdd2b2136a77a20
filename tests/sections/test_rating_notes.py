"""What stands where one rates: questions where there is no rating, and what is known beside those that there are."""

from planpress.document.blocks import Block, Bullets, Table
from planpress.sections.factors import SECTION
from planpress.sections.rating_notes import to_rate
from planpress.sections.section import Subject
from tests.planning import judged

PLAN = """\
scales: {unit: {bounds: [0, 1]}}
impact: {worth: {scale: unit}, use: {scale: unit, question: Who uses it?}}
feasibility: {ease: {scale: unit, driver: difficulty, question: Can people do it?, ask: [Is it well defined?, "<b>?"]}}
"""
RATED = "impact: {worth: 0.5}\nfeasibility: {ease: {value: 0.5, hard: [output]}}\n"
UNRATED = "impact: {worth: 0.5, use: 1}\nrequirements: [{metric: m, below: 1}]\nmetrics: {m: {better: lower}}\n"
STOPPED = "status: {state: stopped, since: 2019-05-01}\n"


def _blocks(project: str) -> tuple[Block, ...]:
    made = SECTION.of(Subject("p", judged(PLAN, {"p": project})))
    return made.blocks if made else ()


def _ratings(project: str) -> list[tuple[str, str]]:
    tables = (block for block in _blocks(project) if isinstance(block, Table))
    return [(str(row.cells[1].text), str(row.cells[1].note)) for table in tables for row in table.rows]


def test_questions_stand_where_nothing_is_rated() -> None:
    """The question of the factor, then what else it asks, as they are written; none where it is rated."""
    assert _ratings(RATED) == [("0.5", ""), ("not rated", "Who uses it?"), ("0.5", "")]
    assert _ratings(UNRATED)[-1] == ("not rated", "Can people do it? Is it well defined? <b>?")
    assert _ratings(RATED + STOPPED) == []


def test_what_is_known_stands_below_the_ratings() -> None:
    """By the label of the factor; a project that was stopped has none."""
    lists = [block.lines for block in _blocks(RATED) if isinstance(block, Bullets)]
    said = "no published baseline; no people measured; hard: complex or ambiguous output."
    assert [[(str(one.lead), str(one.text)) for one in lines] for lines in lists] == [[("ease", said)]]
    assert not any(isinstance(block, Bullets) for block in _blocks(RATED + STOPPED))


def test_a_meeting_has_the_questions_of_what_is_to_be_rated() -> None:
    """Each factor that is not rated, has a weight and asks something."""

    def asked(project: str, plan: str = PLAN) -> list[tuple[str, str]]:
        return [(str(one.lead), str(one.text)) for one in to_rate(Subject("p", judged(plan, {"p": project}), True))]

    assert asked(RATED) == [("To rate use", "Who uses it?")]
    assert asked(UNRATED) == [("To rate ease", "Can people do it? Is it well defined? <b>?")]
    assert asked(RATED, PLAN.replace("scale: unit, question", "scale: unit, weight: 0, question")) == []
    assert asked(RATED + STOPPED) == []
