"""Where findings point to in real YAML, line and column, in each way of writing that the format allows."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from planpress import lints
from planpress.model.metrics import estimate
from planpress.model.sources import NodePosition, Places
from planpress.rules.metric import MetricRule
from tests.lints.building import plan, project


@pytest.mark.parametrize("case", yaml.safe_load(Path(__file__).with_name("places.yml").read_text("utf-8")), ids=lambda case: case["title"])
def test_a_finding_points_to(case: dict[str, Any]) -> None:
    node = yaml.compose(case["text"])
    assert node is not None
    if "rule" in case:
        changes: dict[str, Any] = {"rules": {case["rule"]: MetricRule("metric", "bleu")}}
    else:
        changes = {"feasibility": {"data_availability": estimate(case["rating"])}}
    written = plan(project(places=Places("pose", _mark(node)), **changes))
    assert [[found.place.line, found.place.column] for found in lints.run(written)] == [case["at"]]


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
