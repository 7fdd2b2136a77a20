"""METHOD section 1: the 2x2, the pyramid of cost drivers, ties, screens, and a hand-computed example of each method."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from planpress.model.plan import Cut, Method, PriorityMethod
from planpress.model.project_parts import Screen
from planpress.priorities.order import quadrant, rank_scores
from planpress.priorities.score_methods import geometric, topsis, weighted_sum
from tests.case_files import cases
from tests.explanations.evaluating import evaluate
from tests.priorities.building import PLAN, only, plain, project, ranked

CASES = cases(__file__)

CONTENT = Path(__file__).resolve().parents[2] / "content"


@pytest.mark.parametrize(("impact", "feasibility", "name"), CASES["test_the_2x2"])
def test_the_2x2(impact: float | None, feasibility: float | None, name: str | None) -> None:
    """Right means cheaper, up means more impact; a value at the cut counts as high, whatever rounding did to it."""
    assert quadrant(impact, feasibility, Cut()) == name


def test_the_cut_is_the_plan_s() -> None:
    """Each axis has its own cut."""
    cut = Cut(impact=0.8, feasibility=0.2)
    entry = only(plain("a", 0.79, 0.2), priority=PriorityMethod(cut=cut))
    assert entry.quadrant == "easy"
    assert only(plain("a", 0.8, 0.19), priority=PriorityMethod(cut=cut)).quadrant == "cheaper-first"


def test_the_pyramid_s_base_matters_most() -> None:
    """Data availability weighs 3, the accuracy requirement 2, the problem's difficulty 1; the demonstration has it so."""
    written = yaml.safe_load((CONTENT / "plan.yml").read_text(encoding="utf-8"))["feasibility"]
    weights = {"data_availability": 3, "accuracy_requirement": 2, "problem_difficulty": 1}
    assert {name: factor["weight"] for name, factor in written.items()} == weights
    best = {"data": 1, "accuracy": 1, "difficulty": 1}
    values = [only(project("a", {"cheap": 3}, {**best, name: 5}), plan=PLAN).feasibility.value for name in best]
    assert values == pytest.approx([3 / 6, 2 / 6, 1 / 6])


# Impact factors 4, 3, 2 of 1 to 5: utilities 0.75, 0.5, 0.25. Feasibility 5, 3, 1, weights 3, 2, 1: 1, 0.5, 0.
EXAMPLE = project("a", {"cheap": 4, "pipeline": 3, "friction": 2}, {"data": 5, "accuracy": 3, "difficulty": 1})


def test_impact_and_feasibility_by_hand() -> None:
    """(0.75 + 0.5 + 0.25) / 3 = 0.5 and (3 * 1 + 2 * 0.5 + 1 * 0) / 6 = 2/3."""
    entry = only(EXAMPLE, plan=PLAN)
    assert (entry.impact.value, entry.feasibility.value) == (0.5, pytest.approx(2 / 3))
    assert [factor.utility for factor in entry.impact.factors] == [0.75, 0.5, 0.25]
    assert [factor.utility for factor in entry.feasibility.factors] == [1, 0.5, 0]


@pytest.mark.parametrize(("method", "share", "score"), CASES["test_the_three_methods_by_hand"])
def test_the_three_methods_by_hand(method: Method, share: float, score: str) -> None:
    """`impact^a * feasibility^(1-a)`, `a * impact + (1-a) * feasibility`, and TOPSIS to the declared ideal."""
    entry = only(EXAMPLE, plan=PLAN, priority=PriorityMethod(method, share))
    assert entry.priority.score == pytest.approx(evaluate(score), abs=1e-12)
    assert entry.by_method[method] == entry.priority


@pytest.mark.parametrize(("impact", "feasibility", "scores"), CASES["test_the_corners"])
def test_the_corners(impact: float, feasibility: float, scores: list[float]) -> None:
    """Hopeless on one axis is last for the geometric mean; the others let one axis make up for the other."""
    nearness = topsis([(1.0, impact)], [(1.0, feasibility)], 0.5)
    both = geometric(impact, feasibility, 0.5), weighted_sum(impact, feasibility, 0.5)
    assert [*both, nearness] == pytest.approx(scores)


@pytest.mark.parametrize(("share", "score"), [(0, 0.8), (1, 0.0)])
def test_an_axis_that_does_not_count(share: float, score: float) -> None:
    """With `a` at 0 an impact of 0 takes nothing away: 0 to the power of 0 is 1. With `a` at 1 only impact counts."""
    entry = only(plain("a", 0, 0.8), priority=PriorityMethod(impact_share=share))
    assert [priority.score for priority in entry.by_method.values()] == [pytest.approx(score)] * 3


@pytest.mark.parametrize("scale", [1, 0.001, 1e49])
def test_weights_need_not_sum_to_1(scale: float) -> None:
    """Only the proportions of weights matter, and huge ones do not overflow."""
    factors = {name: replace(factor, weight=factor.weight * scale) for name, factor in PLAN.feasibility.items()}
    by_method = only(EXAMPLE, plan=PLAN, feasibility=factors).by_method
    for method, priority in only(EXAMPLE, plan=PLAN).by_method.items():
        assert by_method[method].score == pytest.approx(priority.score, rel=1e-12)


@pytest.mark.parametrize(("scores", "ranks"), CASES["test_ties_share_a_rank"])
def test_ties_share_a_rank(scores: list[float], ranks: list[int]) -> None:
    """Priorities that are equal to 1e-9 share a rank: 1, 2, 2, 4."""
    names = "abcdef"[: len(scores)]
    assert rank_scores(dict(zip(names, scores, strict=True))) == dict(zip(names, ranks, strict=True))


def test_display_order_never_breaks_a_tie() -> None:
    """Tied projects stand by their ids, whatever order they are read in, and have one rank."""
    projects = [plain(name, 0.5, 0.5) for name in "cab"] + [plain("z", 0.9, 0.9)]
    for order in (projects, projects[::-1]):
        found = ranked(*order)
        assert [(entry.id, entry.priority.rank) for entry in found.ordered] == [("z", 1), ("a", 2), ("b", 2), ("c", 2)]


def test_a_screen_takes_a_project_out_before_scoring() -> None:
    """A project that fails a must-have has no rank, and leaves the others' ranks as if it were not there."""
    failed = (Screen("privacy review", passed=False, because="no consent"),)
    found = ranked(plain("best", 1, 1, screens=failed), plain("next", 0.8, 0.8))
    assert [(out.id, out.reason) for out in found.screened_out] == [("best", "privacy review: no consent")]
    assert [(entry.id, entry.priority.rank) for entry in found.ordered] == [("next", 1)]
    assert found.of("best") is None


def test_methods_that_disagree_are_said() -> None:
    """The other orders stand beside the one that decides; the projects that they place elsewhere are named."""
    # Geometric: even first. Weighted sum: uneven first.
    uneven, even, last = plain("uneven", 1, 0.2), plain("even", 0.55, 0.55), plain("last", 0.1, 0.1)
    found = ranked(uneven, even, last)
    assert [entry.id for entry in found.ordered] == ["even", "uneven", "last"]
    assert found.disagreements == ("even", "uneven")
    ranks = {entry.id: {method: each.rank for method, each in entry.by_method.items()} for entry in found.ordered}
    assert ranks["uneven"] == {"geometric": 2, "weighted-sum": 1, "topsis": 1}
    assert ranked(even, last).disagreements == ()
    assert ranked(uneven, even, last, priority=PriorityMethod("weighted-sum")).ordered[0].id == "uneven"
