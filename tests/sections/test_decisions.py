"""What a project's page says of decisions: what is open first, then what was decided."""

from planpress.document.blocks import Bullets
from planpress.model.text import Text
from planpress.sections.planning import DECISIONS
from planpress.sections.section import Subject
from tests.planning import AXES, judged

METRICS = "metrics: {precision: {better: higher}, latency: {label: Latency, better: lower, unit: ms}}\n"
PROJECT = """\
impact: {worth: 0.5}
feasibility: {ease: 0.5}
models: {rows: [{model: net-1, precision: 0.7, latency: 20}, {model: net-2, precision: 0.8, latency: 40}]}
rules: {best: {rule: metric, metric: precision}}
requirements: [{metric: latency, at_most: 30}]
"""


def lines(project: str, *, paper: bool = False) -> list[str]:
    made = DECISIONS.of(Subject("p", judged(AXES + METRICS, {"p": PROJECT + project}), paper))
    return [
        f"{Text(line.lead)}: {Text(line.text)}"
        for block in (made.blocks if made else ())
        if isinstance(block, Bullets)
        for line in block.lines
    ]


def test_what_is_open_stands_before_what_was_decided() -> None:
    """With its day; a requirement that is missed stands under Requirements alone, unless it is open again."""
    assert lines("") == []
    milestones = "milestones: [{date: 2019-06-20, title: Which camera, decide: true}]\n"
    assert lines(milestones) == ["Open, 20 Jun 2019: Which camera"]
    decided = "decisions: [{date: 2019-05-02, decision: Good enough, settles: {missed-requirement: {latency: 35}}}]\n"
    again = "Latency: 40 ms with net-2, must be at most 30 ms (decided before; on 2 May 2019 it was 35, now 40)"
    assert lines(decided) == [f"Open: {again}", "2 May 2019: Good enough"]
    assert lines(milestones + decided, paper=True) == []
