"""Average precision of predictions in its definitions, held against that of detections on the same ranking."""

import math
import random
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pytest
from hypothesis import given

from planpress.sources.coco_precision import Ranked, Variant, average_precision
from tests.sources.reading import made
from tests.sources.test_predictions import PADILLA, Row, as_csv, examples, of, written

VARIANTS: tuple[Variant, ...] = ("11-point", "all-points", "coco-101", "step")
TIES = ("one-threshold", "pessimistic")
ALL = {f"{variant} {ties}": {"metric": "average-precision", "variant": variant, "ties": ties} for variant, ties in product(VARIANTS, TIES)}


def by_detections(rows: Sequence[Row], variant: Variant, ties: str) -> float:
    """Each example a detection of one image, and each positive one an object."""
    labels, scores = np.array([row[0] for row in rows], bool), np.array([row[1] for row in rows], float)
    order = np.lexsort((labels, -scores))
    right, scores = labels[order], scores[order]
    ends = np.flatnonzero(right)
    if ties == "one-threshold":
        ends = np.unique(np.searchsorted(-scores, -scores[ends], "right") - 1)
    right = right[: ends[-1] + 1] if len(ends) else right[:0]
    images = np.zeros(len(right), np.intp)
    starts = np.concatenate([[0], ends[:-1] + 1]).astype(np.intp)[: len(ends)]
    ranked = Ranked(images, starts, images[right], (np.cumsum(right) - right)[starts], np.zeros(labels.sum(), np.intp))
    return float(average_precision(ranked, np.ones((1, 1), np.uint8), variant)[0])


def agrees(folder: Path, rows: Sequence[Row]) -> None:
    found = of(ALL, *made(folder, {"p.csv": as_csv(written({"m": rows}))}), errors=False)
    for variant, ties in product(VARIANTS, TIES):
        evidence, expected = found.metrics[f"{variant} {ties}"], by_detections(rows, variant, ties)
        values = [one.value for one in evidence.models.values()]
        assert values == ([] if math.isnan(expected) else [pytest.approx(expected, rel=1e-12, abs=1e-12)]), (variant, ties)


@given(examples)
def test_definitions_are_those_of_detections(rows: list[Row]) -> None:
    """With ties, one class alone, a single example."""
    with TemporaryDirectory() as folder:
        agrees(Path(folder), rows)


@pytest.mark.parametrize("positives", [10, 100, 700])
def test_recalls_on_a_point_are_reached_as_other_tools_have_it(tmp_path: Path, positives: int) -> None:
    """With 10, or 100, positive examples each recall is a point, but for what floating point makes of it."""
    source = random.Random(positives)
    labels = [1] * positives + [0] * 2 * positives
    agrees(tmp_path, [(label, round(source.betavariate(2 + label, 3), 3)) for label in labels])


PUBLISHED = {"11-point": ".2381", "all-points": ".2235", "coco-101": ".2251"}


@pytest.mark.parametrize("variant", PUBLISHED)
def test_the_published_example(tmp_path: Path, variant: str) -> None:
    """24 boxes of which 7 are right, of 15 objects: the other 8 come last, below a million boxes that are none. Ties are pessimistic."""
    path = tmp_path / "p.parquet"
    boxes = ", ".join(f"('{box[0]}{at}', {int(box[-1] == 'T')}, {int(box[1:-1]) / 100})" for at, box in enumerate(PADILLA.split()))
    duckdb.sql(f"""
        SELECT id, 'm' AS model, label, CAST(score AS DOUBLE) AS score FROM (
            SELECT * FROM (VALUES {boxes}) AS boxes(id, label, score)
            UNION ALL SELECT concat('none', i), CASE WHEN i < 8 THEN 1 ELSE 0 END, CASE WHEN i < 8 THEN 0 ELSE 0.01 END FROM range(1000000) AS t(i)
        )
    """).write_parquet(str(path))
    found = of({"ap": {"metric": "average-precision", "variant": variant}}, path).metrics["ap"]
    assert f"{found.models['m'].value:.4f}".removeprefix("0") == PUBLISHED[variant]
    assert (found.passport.variant, found.passport.ties, found.models["m"].se) == (variant, "pessimistic", None)


def test_what_is_left_out_is_scikit_learns(tmp_path: Path) -> None:
    """Steps, with ties as one threshold, which have an error; a definition that looks at the best precision has none, and a remark says so."""
    rows = [(1, 0.9), (0, 0.8), (1, 0.8), (0, 0.1)]
    metrics = {"left-out": {"metric": "average-precision"}, "best": {"metric": "average-precision", "variant": "all-points", "ties": "one-threshold"}}
    found = of(metrics, *made(tmp_path, {"p.csv": as_csv(written({"m": rows}))}))
    assert (found.metrics["left-out"].passport.variant, found.metrics["left-out"].passport.ties) == ("step", "one-threshold")
    assert found.metrics["left-out"].models["m"].se is not None and found.metrics["best"].models["m"].se is None
    assert found.remarks == ("best: how sure its values are is not known: average-precision has no error",)
