"""`planpress explain`: what a finding means, and how a number was made."""

from planpress import lints
from planpress.explanations import explain, explain_loads
from planpress.model.errors import PlanpressError
from planpress.model.explanation import Explanation, Topic, where
from planpress.model.findings import FindingKind
from planpress.model.project_parts import LeftOut
from planpress.model.report import Report
from planpress.model.wording import counted, did_you_mean, few, quoted, visible
from planpress.reading import kinds

WIDTH = 90
"""The column at which places stand, where the words before them leave room."""

MOST = 12
"""The subjects of one topic that are listed: a table may have thousands of models."""

SCORES = ("priority", "impact", "feasibility", "rank", "rank_interval", "within_capacity")
"""What only a project in the order has."""


def all_kinds() -> tuple[FindingKind, ...]:
    """Every kind of finding, by its code."""
    found = (*kinds.ALL, *(lint.kind for lint in lints.EVERY))
    return tuple(sorted(found, key=lambda kind: kind.code))


def is_code(subject: str) -> bool:
    """Whether a subject looks like the code of a finding."""
    return subject.upper().startswith("PP") and subject[2:].isdigit()


def kind_of(code: str, way_out: str = "") -> FindingKind:
    """A kind of finding by its code, in small letters or not. Raises PlanpressError where there is none."""
    by_code = {kind.code: kind for kind in all_kinds()}
    if code.upper() not in by_code:
        raise PlanpressError(f"there is no finding {quoted(code)}{did_you_mean(code.upper(), list(by_code))}{way_out}")
    return by_code[code.upper()]


def explain_code(code: str) -> str:
    """The documentation of a finding. Raises PlanpressError for a code that does not exist."""
    kind = kind_of(code)
    title, _, rest = kind.documentation.strip().partition("\n")
    return f"{kind.code} {title.removeprefix('# ')} ({kind.level})\n{rest}"


def explain_number(subject: str, report: Report) -> str:
    """How a number such as `pose.priority` was made, with its inputs and where each is written.

    A project alone stands for its priority, and is told what else can be asked of it. Raises PlanpressError for a
    project or a number that does not exist.
    """
    name, _, what = subject.partition(".")
    if name == "teams" and name not in report.evaluations:
        return _of_team(what, report)
    if name not in report.evaluations:
        raise PlanpressError(f"there is no project {quoted(name)}{did_you_mean(name, list(report.evaluations))}")
    out = next((out for out in report.ranking.left_out if out.id == name), None)
    topics = tuple(explain(report, name))
    if not what:
        if out is not None:
            raise PlanpressError(_out_of_order(out))
        return f"{as_text(topics[0].explanations[0])}\n\n{_others(name, topics)}"
    by_name = {one.subject.removeprefix(f"{name}."): one for topic in topics for one in topic.explanations}
    # The priority by the method that decides is the priority.
    found = by_name.get("priority" if what == f"priority.{report.plan.priority.method}" else what)
    if found is not None:
        return as_text(found)
    if out is not None and what.split(".")[0] in SCORES:
        raise PlanpressError(_out_of_order(out))
    known = f"; known here: {few(list(by_name), 8)}" if by_name else "; nothing of it is"
    raise PlanpressError(f"{quoted(what)} of {name} is not explained{did_you_mean(what, list(by_name)) or known}")


def _of_team(team: str, report: Report) -> str:
    """What is asked of a team, or of each. Raises PlanpressError for a team that the plan does not have."""
    known = {one.subject.partition(".")[2]: one for one in explain_loads(report)}
    if team and team not in known:
        raise PlanpressError(f"there is no team {quoted(team)}{did_you_mean(team, list(known))}")
    return "\n".join(as_text(one) for name, one in known.items() if team in ("", name))


def as_text(explanation: Explanation) -> str:
    """An explanation as the terminal shows it: the head, `pose.priority = 0.74   rank 1 of 12`, and the lines below."""
    lines = ((f"{'  ' * line.depth}{line.text}", line.place) for line in explanation.lines)
    below = (text if place is None else f"{text.ljust(WIDTH)}  {where(place)}" for text, place in lines)
    subject, value, aside = explanation.head
    return "\n".join([f"{subject} = {value}{'   ' if aside else ''}{aside}", *below])


def _others(name: str, topics: tuple[Topic, ...]) -> str:
    """What else can be asked of a project, a line a topic; names of models are told once."""
    said = [f"planpress explain {name}.…"]
    for topic in topics:
        asked = [one.subject.removeprefix(f"{name}.") for one in topic.explanations]
        rest = f" and {counted(len(asked) - MOST, 'other')}" if len(asked) > MOST else ""
        said.append(visible(f"  {topic.title}: {', '.join(asked[:MOST])}{rest}"))
    return "\n".join(said)


def _out_of_order(out: LeftOut) -> str:
    said = out.reason if out.state == "screened out" and out.reason else out.words
    return f"{out.id} is not ranked: {visible(' '.join(said.split()))}"
