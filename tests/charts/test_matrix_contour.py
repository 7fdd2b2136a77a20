"""The line of the matrix on which all places have the lowest priority that there is capacity for."""

from dataclasses import replace

import pytest

from planpress.charts import MATRIX
from planpress.charts.matrix_contour import contour, cut_off
from planpress.model.plan import PriorityMethod
from planpress.model.ranking import RankedProject
from tests.charts import samples


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 1.0])
@pytest.mark.parametrize("score", [0.0, 0.04, 0.3, 0.64, 1.0])
def test_each_place_has_the_score(share: float, score: float) -> None:
    """Whatever the method, from the left on and within the square; the geometric mean of nothing has no line."""
    weighted = contour(PriorityMethod("weighted-sum", share), score)
    assert all(share * y + (1 - share) * x == pytest.approx(score, abs=1e-9) for x, y in weighted)
    geometric = contour(PriorityMethod("geometric", share), score)
    assert all(y**share * x ** (1 - share) == pytest.approx(score) for x, y in geometric)
    assert weighted and bool(geometric) == (score > 0 or share in (0, 1))
    for places in (weighted, geometric):
        assert list(places) == sorted(places, key=lambda place: (place[0], -place[1]))
        assert all(-1e-9 <= end <= 1 + 1e-9 for place in places for end in place)
    assert contour(PriorityMethod("topsis", share), score) == ()


def test_the_cut_off_parts_the_order() -> None:
    """It is the score of the last that is in; there is none where all are, or where one beyond has as much."""
    plan, ranking = samples.portfolio()
    scores = [entry.priority.score or 0.0 for entry in ranking.ordered]
    assert cut_off(ranking.ordered) == scores[3] and ranking.ordered[3].line == "on-the-line"
    assert cut_off(ranking.ordered[:4]) is None
    mixed = [replace(ranking.ordered[0], line="out"), *ranking.ordered[1:]]
    assert cut_off(mixed) is None
    figure, other = MATRIX.figure(plan, ranking), MATRIX.figure(plan, replace(ranking, ordered=tuple(mixed)))
    assert figure and figure.datasets["cutoff"] and "cut-off 0.50" in str(figure.datasets["notes"])
    assert other and not other.datasets["cutoff"] and "cut-off 0" not in str(other.datasets["notes"])


def test_only_what_is_too_close_has_its_range_drawn() -> None:
    """Ranges of many projects would run into one line."""
    plan, ranking = samples.portfolio()

    def drawn(*entries: RankedProject) -> set[object]:
        figure = MATRIX.figure(plan, replace(ranking, ordered=entries))
        assert figure
        return {row["id"] for row in figure.datasets["intervals"]}

    first, *rest = ranking.ordered
    sure = [replace(one, line="out", within_capacity=0.0) for one in rest]
    assert drawn(replace(first, within_capacity=1.0), *sure) == set()
    assert drawn(replace(first, within_capacity=0.5), *sure) == {first.id}
