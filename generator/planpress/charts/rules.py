"""# rules: who wins under which rule

The models of a project in rows, its rules in columns, and in each cell the rank and the score. The winner of a rule is
bold beside a full circle, a rejected model a cross with the word, one that was not evaluated a dash. The column of the
rule that decides is shaded and says so. Source: Full Stack Deep Learning, "Setting up machine learning projects"
(2019), the table of three models under three rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from planpress.charts.candidates import rough
from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import plotted
from planpress.charts.engine.plot import Plot
from planpress.charts.engine.text_metrics import clean, fit, note, shorten, text_width
from planpress.charts.engine.ticks import Axis, row_axis
from planpress.model.evaluation import Evaluation, RuleResult, Verdict
from planpress.model.figure import COLUMN, Cell, Figure, Frame, Row, Table
from planpress.model.plan import Plan
from planpress.model.wording import counted, few, number, with_unit

MOST = 20
"""The most models that have a row; the winners of every rule are among them, the table has all."""

_ROW = 24
_NARROWEST = 74
"""The width of a column that holds a cross and the word beside it."""
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_LONGEST = 48
"""A rule goes by what it measures where that is no longer, else by its label."""
_BEST = ("the highest ", "the lowest ", "the best ")


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The rules of one project against its models; None with fewer than two rules, or where none ranks a model."""
    every = evaluation.rules
    if len(every) < 2 or not any(one.rank for rule in every for one in rule.verdicts):
        return None
    models = _models(evaluation)
    shown = _shown(models, every)
    columns, left = _columns(every, shown, width)
    hidden = len(every) - len(columns)
    frame = Frame.within(width, len(shown) * _ROW, left=left, top=62, bottom=46 if hidden else 28)
    step = frame.width / len(columns)
    grid = product(range(len(columns)), range(len(shown)))
    cells = [(at, row, columns[at].verdict(shown[row])) for at, row in grid]
    datasets: dict[str, list[Row]] = {
        "bands": [{"x": at - 0.5, "x2": at + 0.5} for at, rule in enumerate(columns) if rule.decides],
        "rules": [],
        "points": [point for at, row, one in cells for point in _points(columns[at], one, at, row, step)],
        "labels": [_label(columns[at], one, at, row, step) for at, row, one in cells],
        "notes": [*_heads(columns, step), *_names(shown, evaluation, frame), *_key(every, hidden, frame)],
    }
    plot = Plot(Axis(-0.5, len(columns) - 0.5, (), ()), row_axis(len(shown)), frame)
    return plot.figure(CHART.name, _title(every), _alternative(every, models), datasets, _table(every, models))


def _models(evaluation: Evaluation) -> list[str]:
    """The models that the rules speak of, in the author's order."""
    judged = {one.model for rule in evaluation.rules for one in rule.verdicts}
    return [name for name in evaluation.project.models() if name in judged]


def _shown(models: Sequence[str], rules: Sequence[RuleResult]) -> list[str]:
    """The models that have a row: winners and nearest misses of any rule, then by their best rank; in given order."""

    def weight(model: str) -> tuple[bool, int]:
        winner = any(model in rule.winners or model == rule.nearest for rule in rules)
        return not winner, min((rule.verdict(model).rank or len(models) + 1) for rule in rules)

    wanted = set(sorted(models, key=weight)[:MOST])
    return [model for model in models if model in wanted]


def _columns(rules: Sequence[RuleResult], models: Sequence[str], width: float) -> tuple[list[RuleResult], float]:
    """The rules that have a column, the deciding one always, and the room for the names of the models."""
    names = min(max(text_width(name, bold=True) for name in models) + 20, width * 0.42)
    left = max(min(names, width - 6 - _NARROWEST * len(rules)), min(names, 110))
    most = int((width - 6 - left) // _NARROWEST)
    wanted = sorted(rules, key=lambda rule: not rule.decides)[:most]
    return [rule for rule in rules if rule in wanted], left


def _points(rule: RuleResult, one: Verdict, column: int, row: int, step: float) -> Iterator[Row]:
    """The mark of a cell; a model that is ranked and does not win has none."""
    won = one.model in rule.winners
    if won or one.status == "rejected":
        x = column - 0.5 + 14 / step
        yield {"x": x, "y": row, "role": "chosen" if won else "rejected", "id": one.model, "tip": _tip(rule, one)}


def _label(rule: RuleResult, one: Verdict, column: int, row: int, step: float) -> Row:
    won, ranked = one.model in rule.winners, one.rank is not None
    text = _cell(rule, one, step - 28) if ranked else "rejected" if one.status == "rejected" else "–"
    place = {"x": column - 0.5, "y": row, "dx": 26, "dy": 4.5, "align": "left"}
    look = {"tone": "ink" if ranked else "muted", "weight": "bold" if won else "normal"}
    return {**place, **look, "text": text, "id": one.model, "tip": _tip(rule, one)}


def _cell(rule: RuleResult, one: Verdict, room: float) -> str:
    """The rank and the score, with as many digits as there is room for: a number is never cut."""
    score = _score(rule, one)
    words = [f"{one.rank}. {number(value)}" for value in (score, float(f"{score:.3g}"), float(f"{score:.2g}"))]
    return next((text for text in words if text_width(text, bold=True) <= room), f"{one.rank}.")


def _score(rule: RuleResult, one: Verdict) -> float:
    """A score that was measured as it was written, one that a rule computed with four digits."""
    score = one.score or 0.0
    return rough(score) if rule.computed else score


def _scored(rule: RuleResult, one: Verdict) -> str:
    return with_unit(_score(rule, one), rule.unit)


def _tip(rule: RuleResult, one: Verdict) -> str:
    head = f"{shorten(one.model)} by {_short(rule)}"
    if one.rank is None:
        why = one.reasons
        return f"{head}: {one.status.replace('-', ' ')}{', ' if why else ''}{why}"
    place = "wins" if one.model in rule.winners else f"rank {one.rank}"
    tied = " with others" if one.model in rule.winners and len(rule.winners) > 1 else ""
    return f"{head}: {_scored(rule, one)}, {place}{tied}"


def _heads(columns: Sequence[RuleResult], step: float) -> Iterator[Row]:
    """The names of the rules over their columns, with the unit of the score and which way is better."""
    for at, rule in enumerate(columns):
        px = at * step + 7
        if rule.decides:
            yield note("decides", px, -44, tone="ink")
        yield note(fit(clean(rule.label), step - 12, bold=True), px, -26, "left", "ink", "bold")
        arrow = "↑" if rule.better == "higher" else "↓"
        yield note(fit(f"{arrow} {rule.unit or ''}".rstrip(), step - 12), px, -9)


def _names(shown: Sequence[str], evaluation: Evaluation, frame: Frame) -> Iterator[Row]:
    winners = evaluation.deciding.winners if evaluation.deciding else ()
    for row, model in enumerate(shown):
        won = model in winners
        text = fit(model, frame.left - 18, bold=won)
        yield note(text, -12, (row + 0.5) * _ROW + 4.5, "right", "ink", "bold" if won else "normal")


def _key(rules: Sequence[RuleResult], hidden: int, frame: Frame) -> Iterator[Row]:
    """What the marks and the numbers mean, under the drawing."""
    ways = {"higher": "↑ higher", "lower": "↓ lower"}
    better = " or ".join(words for way, words in ways.items() if any(rule.better == way for rule in rules))
    text = f"Rank and score   ● wins   {better} is better"
    yield note(text, frame.width, frame.height + 21, "right")
    if hidden:
        more = f"{counted(hidden, 'more rule')} {'is' if hidden == 1 else 'are'} in the table"
        yield note(more, frame.width, frame.height + 39, "right")


def _short(rule: RuleResult) -> str:
    """What a rule goes by: `precision with recall above 0.6`."""
    words = clean(rule.words)
    words = next((words.removeprefix(best) for best in _BEST if words.startswith(best)), words)
    return words if len(words) <= _LONGEST else shorten(rule.label, _LONGEST)


def _chosen(rule: RuleResult) -> str:
    """Whom a rule chooses, as a sentence names them; nobody where it has no winner."""
    return few([shorten(name, 32) for name in rule.winners], 2) or "nobody"


def _title(rules: Sequence[RuleResult]) -> str:
    groups: dict[tuple[str, ...], list[RuleResult]] = {}
    for rule in rules:
        groups.setdefault(rule.winners, []).append(rule)
    if len(groups) == 1:
        return _agreed(rules)
    found = len({name for names in groups for name in names})
    tied = " with ties" if any(len(names) > 1 for names in groups) else ""
    count = f"{_in_words(found).lower()} {'winner' if found == 1 else 'winners'}{tied}"
    # The choice of the rule that decides is always told.
    first = sorted(groups.values(), key=lambda group: not any(rule.decides for rule in group))[:3]
    shown = [group for group in groups.values() if group in first]
    told = [f"{_chosen(group[0])} by {few([_short(rule) for rule in group], 2)}" for group in shown]
    more = f"; {len(groups) - 3} more in the table" if len(groups) > 3 else ""
    return f"{_in_words(len(rules))} rules, {count}: {', '.join(told)}{more}"


def _agreed(rules: Sequence[RuleResult]) -> str:
    both = len(rules) == 2
    if len(rules[0].winners) > 1:
        return f"{_chosen(rules[0])} tie under {'both rules' if both else 'every rule'}"
    return f"{'Both rules choose' if both else 'Every rule chooses'} {_chosen(rules[0])}"


def _in_words(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _alternative(rules: Sequence[RuleResult], models: Sequence[str]) -> str:
    decides = next((rule for rule in rules if rule.decides), None)
    head = f"{counted(len(models), 'model')} under {counted(len(rules), 'rule')}"
    which = f"; {shorten(decides.label)} decides" if decides else "; none decides"
    return " ".join([f"{head}{which}.", *map(_told, rules)])


def _told(rule: RuleResult) -> str:
    ranked = sorted((one for one in rule.verdicts if one.rank), key=lambda one: (one.rank or 0, one.model))
    order = [f"{one.rank} {shorten(one.model)} ({_scored(rule, one)})" for one in ranked]
    rejected = sum(one.status == "rejected" for one in rule.verdicts)
    unknown = sum(one.status == "not-evaluated" for one in rule.verdicts)
    without = [f"{rejected} rejected"] * bool(rejected) + [f"{unknown} not evaluated"] * bool(unknown)
    told = "; ".join([few(order, 5) or "no model is ranked", *without])
    return f"{clean(shorten(rule.label))}, {shorten(rule.words, 80)}: {told}."


def _table(rules: Sequence[RuleResult], models: Sequence[str]) -> Table:
    heads: list[str] = ["model"]
    for rule in rules:
        label = clean(rule.label)
        # Two rules may have one label, and a label may be "model": their ids differ.
        label = label if sum(clean(other.label) == label for other in rules) == 1 else f"{label} ({rule.id})"
        heads += [f"{label}, score{f', {rule.unit}' if rule.unit else ''}", f"{label}, rank", f"{label}, verdict"]
    return Table(tuple(heads), tuple((name, *_cells(rules, name)) for name in models))


def _cells(rules: Sequence[RuleResult], model: str) -> Iterator[Cell]:
    for rule in rules:
        one = rule.verdict(model)
        won = "wins" if model in rule.winners else one.status.replace("-", " ")
        yield from (one.score, one.rank, f"{won}; {one.reasons}" if one.rank is None and one.because else won)


CHART = ChartKind("rules", figure, plotted(in_rows=True))
