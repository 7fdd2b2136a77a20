"""Sums of numbers are exact: `sum` of floats gives other last digits from Python 3.12 on, and then other bytes."""

import ast
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "generator" / "planpress"
WHOLE = {
    "packets/table_blocks.py": 1,  # lines
    "reading/table_names.py": 1,  # blank cells
    "reading/table_rows.py": 1,  # further rows
    "charts/lifecycle.py": 2,  # days, answers to a question
    "comparing/comparison_text.py": 1,  # answers to a question
    "deciding/unrated.py": 1,  # numbers of factors and groups
    "packets/text/convert_pictures.py": 1,  # numbers of elements
    "priorities/draws.py": 2,  # arrays of numpy's, two of them
    "reading/depth.py": 1,  # numbers of signs
    "rules/mean.py": 1,  # fractions
    "rules/mean_envelope.py": 1,  # fractions
    "sources/binary_tables.py": 1,  # bytes
    "sources/examples.py": 1,  # whole numbers of hashes
    "sources/lm_eval_results.py": 1,  # numbers of samples
    "sources/class_averages.py": 4,  # whole numbers
    "sources/prediction_reading.py": 1,  # numbers of rows
    "sources/ranked_metrics.py": 1,  # fractions
    "sources/predictions.py": 1,  # numbers of rows
    "workflows/narrow_findings.py": 1,  # numbers of projects
}
"""How many sums a file has that are no sums of floats, and are not seen to be numbers of something."""


def bare(source: str) -> Iterator[int]:
    """The lines at which something else than answers to a question, or than lengths, is added up by `sum`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sum":
            added = node.args[0]
            if not (isinstance(added, ast.GeneratorExp) and _counts(added.elt)):
                yield node.lineno


def _counts(part: ast.expr) -> bool:
    if isinstance(part, ast.BoolOp):
        return all(map(_counts, part.values))
    if isinstance(part, ast.Call):
        return isinstance(part.func, ast.Name) and part.func.id in ("bool", "isinstance", "len")
    return isinstance(part, ast.Compare) or (isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not))


def test_no_floats_are_added_up_by_sum() -> None:
    """math.fsum gives the same on every Python."""
    files = sorted(PACKAGE.rglob("*.py"))
    found = Counter(
        {path.relative_to(PACKAGE).as_posix(): len(list(bare(path.read_text(encoding="utf-8")))) for path in files}
    )
    assert len(files) > 250
    assert +found == +Counter(WHOLE)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("sum(weights)", 1),
        ("sum(one.weight for one in every)", 1),
        ("sum(x > 1 and y for x, y in every)", 1),
        ("sum(x > 1 and not y for x, y in every)", 0),
        ("sum(len(one) for one in every)", 0),
        ("math.fsum(weights)", 0),
    ],
)
def test_a_bare_sum_is_noticed(source: str, lines: int) -> None:
    """Numbers of things are none."""
    assert len(list(bare(source))) == lines
