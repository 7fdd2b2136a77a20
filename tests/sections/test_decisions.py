"""What a project's page says of decisions: what is open first, then what was decided."""

from planpress.document.blocks import Bullets
from planpress.model.text import Text
from planpress.packets.project_summaries import open_points
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
        f"{Text(line.lead)}: {Text(line.text)}" + (f" ({Text(line.note)})" if line.lead == "Open" and line.note else "")
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
    again = "Latency: 40 ms with net-2, must be at most 30 ms (decided earlier; on 2 May 2019 it was 35, now 40)"
    assert lines(decided) == [f"Open: {again}", "2 May 2019: Good enough"]
    assert lines(milestones + decided, paper=True) == ["2 May 2019: Good enough"]


def test_hints_stand_with_the_key_that_answers_them() -> None:
    """On paper they are open points, without that key; a decision takes them away."""
    hard = "baselines: [{id: crew, kind: human, rung: domain-experts, label: Crew, values: {latency: 900}}]\n"
    said = "people at their best miss 1 of 1 requirement; Latency 900 ms with Crew, must be at most 30 ms; is the task too hard?"
    assert lines(hard) == [f"Open: {said} (Answer: settles: {{hint: task-too-hard}})"]
    assert open_points("p", judged(AXES + METRICS, {"p": PROJECT + hard})) == [said]
    decided = "decisions: [{date: 2019-05-02, decision: Go on, settles: {hint: task-too-hard}}]\n"
    assert lines(hard + decided) == ["2 May 2019: Go on"]
    assert lines(hard + "status: {state: paused, since: 2019-05-20}\n") == []
