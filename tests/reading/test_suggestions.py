"""Every line that a finding about a table suggests is written into project.yml, and the plan is checked again."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.reading.prose import Case
from tests.reading.test_shapes import CASES, files_of, read

LINE = re.compile(r"`([^`]+)`")
OF_MODELS = {"key", "path", "head", "where", "repeats", "missing", "uncertainty", "long", "orientation"}


def suggestions() -> Iterator[tuple[Case, str, tuple[str, ...]]]:
    """Each finding of a case with the lines of each of its ways out."""
    for case in CASES:
        for finding in case.expected.splitlines():
            ways = [tuple(LINE.findall(way)) for way in re.split(r",? or (?=`)", finding)]
            yield from ((case, finding, way) for way in ways if way and re.match(r"\S+: (?:error|warning) PP", finding))


SUGGESTED = list(suggestions())


def applied(definition: dict[str, Any], finding: str, line: str) -> None:
    """Write one line where the finding says that it goes."""
    if line.startswith("{id:"):
        definition.setdefault("baselines", []).append(yaml.safe_load(line))
        return
    ((key, value),) = yaml.safe_load(line).items()
    named = re.findall(r'"([^"]+)"', finding)
    if key in OF_MODELS:
        definition["models"][key] = value
    elif key == "column":
        definition["metrics"][named[1]][key] = value
    elif key == "unit":
        definition["metrics"][next(name for name in named if name in definition["metrics"])][key] = value
    elif key == "row":
        baseline = next(one for one in definition["baselines"] if one["id"] == named[1])
        del baseline["values"]
        baseline[key] = value
    else:  # a metric of another name
        old = value["column"]
        definition["metrics"][key] = {**definition["metrics"].pop(old), **value}
        for rule in definition["rules"].values():
            rule["formula"] = rule["formula"].replace(old, key)


@pytest.mark.parametrize(("case", "finding", "lines"), SUGGESTED, ids=lambda part: str(part)[:60])
def test_a_suggestion_works(case: Case, finding: str, lines: tuple[str, ...], tmp_path: Path) -> None:
    """What was found is no longer found, and no line is refused."""
    files = files_of(case.input)
    definition = yaml.safe_load(files["project.yml"])
    for line in lines:
        applied(definition, finding, line)
    after = read(tmp_path, {**files, "project.yml": yaml.safe_dump(definition, allow_unicode=True)})
    _, message = re.match(r"\S+: \w+ (PP\d+) (.+)", finding).groups()  # type: ignore[union-attr]
    assert message not in after
    assert not re.search(r"PP(?:110|112|308|325) ", after)


def test_there_are_suggestions() -> None:
    assert len(SUGGESTED) > 20
