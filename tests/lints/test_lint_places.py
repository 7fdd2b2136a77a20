"""Where findings point to in real YAML, line and column, in each way of writing that the format allows."""

from __future__ import annotations

from typing import Any

import yaml

from planpress import lints
from planpress.model.metrics import estimate
from planpress.model.sources import NodePosition, Places
from planpress.rules.metric import MetricRule
from tests.lints.building import plan, project


def test_rating_as_a_plain_list() -> None:
    """The finding is at the end of an interval that is off the scale."""
    assert _rated([2, 9], "  data_availability: [2, 9]") == [(2, 26)]


def test_rating_with_a_reason() -> None:
    """A number under `value` is pointed to."""
    assert _rated(9, "  data_availability: {value: 9, why: x}") == [(2, 30)]


def test_rating_under_ratings() -> None:
    """Under `ratings`, the rater who is off the scale is pointed to."""
    assert _rated({"lead": 4, "reviewer": 9}, "  data_availability: {ratings: {lead: 4, reviewer: 9}}") == [(2, 52)]


def test_rating_by_raters() -> None:
    """Raters may stand without `ratings`."""
    assert _rated({"lead": 9, "reviewer": 4}, "  data_availability: {lead: 9, reviewer: 4}") == [(2, 29)]


def test_rating_the_wrong_way_round() -> None:
    """An interval that runs from high to low is pointed to as a whole."""
    assert _rated([4, 2], "  data_availability: {value: [4, 2]}") == [(2, 30)]


def test_metric_as_a_key_of_a_mean() -> None:
    """The key of the unknown metric is pointed to, not that of its namesake elsewhere."""
    text = "rules:\n  bleu: {rule: bleu, label: bleu, of: {precision: 1, bleu: 2}}"
    assert _unknown(text, "bleu", "bleu") == [(2, 54)]


def test_metric_as_a_value() -> None:
    """The value that names the unknown metric is pointed to."""
    assert _unknown("rules:\n  r: {rule: metric, metric: bleu}", "r", "bleu") == [(2, 29)]


def test_metric_inside_an_expression() -> None:
    """The text that names the metric as a word is pointed to, not one that only contains its letters."""
    text = 'rules:\n  r:\n    optimise: bleu_4\n    subject_to: ["bleus > 1", "bleu > 0.6"]'
    assert _unknown(text, "r", "bleu") == [(4, 31)]


def test_metric_that_is_nowhere_written() -> None:
    """A metric that a rule needs without naming it is said at the rule's own key."""
    assert _unknown("rules:\n  r: {rule: f1}", "r", "bleu") == [(2, 3)]


def _rated(value: object, line: str) -> list[tuple[int, int]]:
    return _found(f"feasibility:\n{line}", feasibility={"data_availability": estimate(value)})


def _unknown(text: str, rule: str, metric: str) -> list[tuple[int, int]]:
    return _found(text, rules={rule: MetricRule("metric", metric)})


def _found(text: str, **changes: Any) -> list[tuple[int, int]]:
    node = yaml.compose(text)
    assert node is not None
    places = Places("pose", _mark(node))
    return [(found.place.line, found.place.column) for found in lints.run(plan(project(places=places, **changes)))]


def _mark(node: yaml.Node) -> NodePosition:
    start = node.start_mark
    mark = NodePosition(start.line + 1, start.column + 1, node.value if isinstance(node, yaml.ScalarNode) else None)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            mark.keys[key.value] = (key.start_mark.line + 1, key.start_mark.column + 1)
            mark.children[key.value] = _mark(value)
    elif isinstance(node, yaml.SequenceNode):
        mark.children.update((index, _mark(value)) for index, value in enumerate(node.value))
    return mark
