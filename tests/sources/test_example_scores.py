"""Scores of examples: means, clustered errors, pairs, covariances and slices, and what is refused."""

import json
import math
import statistics
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.errors import PlanpressError
from planpress.model.evidence import Passport
from planpress.model.measured import Unsure
from planpress.sources.example_scores import ScoresSource
from planpress.sources.examples import Examples, of_examples
from planpress.sources.source import LONGEST_LINE
from planpress.statistics.differences import error_of_mean
from tests.sources.reading import brought, made
from tests.statistics.paired_examples import on_the_same

REFUSED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "example_scores_refused.yml").read_text("utf-8"))

MILLER = [("a", 1), ("a", 1), ("a", 1), ("b", 0), ("b", 0), ("b", 0), ("c", 1), ("c", 0), ("c", 1)]
"""The toy set of METHOD: three clusters of three, in which CR1 is .2940 and the error without clusters .1757."""


@pytest.mark.parametrize(("keys", "se"), [({"cluster": "lot"}, 0.2940), ({}, 0.1757)])
def test_the_published_errors_of_a_toy_set(tmp_path: Path, keys: dict[str, str], se: float) -> None:
    """CR1 over clusters, s / sqrt(n) without."""
    rows = "".join(f"{at},net,{score},{lot}\n" for at, (lot, score) in enumerate(MILLER))
    found = brought(ScoresSource, {"source": "scores", "metrics": {"acc": {}}, **keys}, *made(tmp_path, {"s.csv": f"id,model,score,lot\n{rows}"}))
    net = found.metrics["acc"].models["net"]
    assert (net.value, net.n, net.clusters) == (5 / 9, 9, 3 if keys else None)
    assert net.se == pytest.approx(se, abs=5e-5 if keys else 1e-3)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case["says"]))
def test_refuses_with_the_way_out(tmp_path: Path, case: dict[str, Any]) -> None:
    """Bad input is one message with its file and line."""
    data = case["text"].encode("latin-1" if "latin" in case else "utf-8")
    with pytest.raises(PlanpressError) as problem:
        brought(ScoresSource, {"source": "scores", "metrics": {"acc": {}}, **case.get("keys", {})}, *made(tmp_path, {case["file"]: data}))
    assert str(problem.value) == case["says"]


def test_an_endless_line_is_read_no_further(tmp_path: Path) -> None:
    """A line without an end is refused at its limit, so that a file of any size needs little memory."""
    with pytest.raises(PlanpressError, match="a line of more than 1,000,000 bytes"):
        brought(ScoresSource, {"source": "scores", "metrics": {"acc": {}}}, *made(tmp_path, {"s.jsonl": b"{" * (LONGEST_LINE + 9)}))


def test_formats_and_files_in_any_order_bring_the_same(tmp_path: Path) -> None:
    """CSV, TSV and JSON Lines; one file or three, in any order: the same evidence to the last digit."""
    rows = [(f"e{at}", model, (at * 7 + len(model)) % 5 / 3, f"lot{at % 12}") for at in range(60) for model in ("a", "bb")]
    heads = ("id", "model", "score", "lot")
    lines = [",".join(map(str, row)) for row in rows]
    whole = made(tmp_path, {
        "s.csv": "\n".join([",".join(heads), *lines]),
        "s.tsv": "\n".join(["\t".join(heads), *(line.replace(",", "\t") for line in lines)]),
        "s.jsonl": "\n".join(json.dumps(dict(zip(heads, row, strict=True))) for row in rows),
    })  # fmt: skip
    parts = made(tmp_path, {f"p{part}.csv": "\n".join([",".join(heads), *lines[part::3]]) for part in range(3)})
    asked = {"source": "scores", "cluster": "lot", "slices": ["lot"], "metrics": {"acc": {}}}
    expected = brought(ScoresSource, asked, whole[0])
    for files in ([whole[1]], [whole[2]], parts, parts[::-1]):
        assert brought(ScoresSource, asked, *files) == expected


scores = st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.0, 2.25]), st.sampled_from([0.0, 1.0, -3.5]), st.integers(0, 14)), min_size=3, max_size=40)


@given(scores, st.booleans())
def test_agrees_with_the_statistics(rows: list[tuple[float, float, int]], clustered: bool) -> None:
    """Values, errors and paired differences are those of `statistics`; covariances those of the two differences."""
    one, other = ({f"e{at}": row[index] for at, row in enumerate(rows)} for index in (0, 1))
    lots = [str(row[2]) for row in rows] if clustered else None
    clusters = {f"e{at}": lot for at, lot in enumerate(lots)} if lots else {}
    found = of_examples(
        Examples({"x": {"a": one, "b": other}, "y": {"a": other, "b": one}}, clusters),
        {"x": Passport(metric="mean"), "y": Passport(metric="mean")}, {"x": "higher", "y": "higher"},
    )  # fmt: skip
    values = [row[0] for row in rows]
    units = len({*lots}) if lots else len(rows)
    a = found["x"].models["a"]
    assert a.value == math.fsum(values) / len(values)
    if units > 1:
        assert a.se == pytest.approx(error_of_mean(values, lots)[0], rel=1e-9, abs=1e-12)
    [pair] = found["x"].pairs
    expected = on_the_same([row[0] - row[1] for row in rows], lots)
    if not isinstance(expected, Unsure):
        assert (pair.difference, pair.se) == (pytest.approx(expected.size), pytest.approx(expected.se, rel=1e-9))
    if units > 1 and pair.discordant is None:
        # The difference of y is that of x with its sign turned.
        assert pair.covariances["y"] == pytest.approx(-(pair.se**2), rel=1e-9, abs=1e-12)
    if not clustered:
        covariance = statistics.covariance(values, [row[1] for row in rows]) / len(rows)
        assert found["x"].covariances["a"]["y"] == pytest.approx(covariance, rel=1e-9, abs=1e-12)


def test_pairs_say_how_many_examples_they_share(tmp_path: Path) -> None:
    """An example that one model alone has counts for its value and not for the pair."""
    text = "id,model,score\n1,a,1\n2,a,0\n3,a,1\n2,b,1\n3,b,1\n4,b,0\n"
    found = brought(ScoresSource, {"source": "scores", "metrics": {"acc": {}}}, *made(tmp_path, {"s.csv": text})).metrics["acc"]
    assert [(one.n, one.value) for one in found.models.values()] == [(3, 2 / 3), (3, 2 / 3)]
    assert [(pair.n, pair.difference, pair.discordant) for pair in found.pairs] == [(2, -0.5, (0, 1))]


def test_slices_have_their_own_values(tmp_path: Path) -> None:
    """A part of the examples has its mean, its count and its error."""
    text = "id,model,score,site\n1,a,1,ulm\n2,a,0,ulm\n3,a,1,lyon\n"
    asked = {"source": "scores", "slices": ["site"], "metrics": {"acc": {}}}
    parts = brought(ScoresSource, asked, *made(tmp_path, {"s.csv": text})).metrics["acc"].slices["site"]
    assert {name: (one["a"].value, one["a"].n, one["a"].se) for name, one in parts.items()} == {"ulm": (0.5, 2, 0.5), "lyon": (1, 1, None)}
