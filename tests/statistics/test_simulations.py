"""What is promised of many worlds: the truly best model is in the set, noise is not called clear, test sets of the size
that is said find the difference.

A few hundred worlds a case in every run of the tests, 2,000 by `make slow`. All are seeded.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy
import pytest

from planpress.comparing.winner import how_clear
from planpress.model.measured import Measured, Unsure
from planpress.model.report import Report
from planpress.statistics.best_sets import choice_certainty
from planpress.statistics.differences import right_or_wrong
from planpress.statistics.intervals import of_cases, of_error
from tests.planning import AXES, judged
from tests.statistics.worlds import Random, World, examples, seeds, shares, stated

ALPHA, SLACK = 0.05, 0.015
MATTERS = 0.05
FEW, MANY = 200, 2_000


def _tied(k: int) -> Iterator[World]:
    """Models that are equally good: all that is called clear of them is wrong."""
    for cases in ((10,), (30,), (200,), (10, 1000), (50, 500, 5000)):
        yield World(f"{k} shares of {cases}", [0.8] * k, shares(*cases))
    yield World(f"{k} shares near 1", [0.98] * k, shares(20, 500))
    yield World(f"{k} errors alike", [0.8] * k, stated(0.02))
    yield World(f"{k} errors apart", [0.8] * k, stated(0.001, 0.02, 0.1), better="lower")
    yield World(f"{k} errors that go together", [0.8] * k, stated(0.02, 0.05, correlation=0.8))
    for runs in ((2,), (3,), (4, 8), (8, 5)):
        yield World(f"{k} means of {runs} runs", [0.8] * k, seeds(runs, (0.05, 0.01)))
    yield World(f"{k} right or wrong", [0.8] * k, examples(100))
    yield World(f"{k} right or wrong in 10 clusters", [0.8] * k, examples(150, 10))
    yield World(f"{k} right or wrong in unequal clusters", [0.8] * k, examples(400, 40, unequal=True))
    yield World(f"{k} scored", [0.8] * k, examples(40, right=False))
    yield World(f"{k} scored in 12 clusters", [0.8] * k, examples(100, 12, right=False))


def _apart(k: int) -> Iterator[World]:
    """Models that are not equally good, the first one best."""
    near = [0.8 - 0.01 * at for at in range(k)]
    yield World(f"{k} near shares", near, shares(200))
    yield World(f"{k} near shares, unequal", near, shares(20, 1000))
    yield World(f"{k} near errors", [-one for one in near], stated(0.02, 0.005), better="lower")
    yield World(f"{k} near means of runs", near, seeds((3, 5), (0.02, 0.01)))
    yield World(f"{k} near on the same", near, examples(100))


def _mattering(k: int) -> Iterator[World]:
    """One or all but one model are worse by just what matters: wherever one of them is left, equivalent is wrong."""
    for many in {1, k - 1}:
        truth = [0.8] * (k - many) + [0.8 - MATTERS] * many
        for part in (4, 2.5):
            size = MATTERS / part
            yield World(f"{k} of which {many} worse, {part}", truth, stated(size / 1.4), matters=MATTERS)
            yield World(f"{k} of which {many} worse, apart, {part}", truth, stated(size / 9, size), matters=MATTERS)
            cases = round(2 * 0.8 * 0.2 / size**2)
            yield World(f"{k} of which {many} worse, shares, {part}", truth, shares(cases, 3 * cases), matters=MATTERS)


WORLDS = [world for k in (2, 3, 6, 20) for kind in (_tied, _apart, _mattering) for world in kind(k)]
QUICK = [world for k in (2, 6) for world in (*_tied(k), *_apart(k), *_mattering(k))][::2]


@dataclass
class Shares:
    """In which share of the worlds the truly best model is in the set, one is called clear that ties with others, and
    models are called equivalent of which one is worse by what matters."""

    held: float = 0.0
    clear: float = 0.0
    equivalent: float = 0.0


def simulated(world: World, many: int, certainty: float = 0.95) -> Shares:
    random, found = numpy.random.default_rng(20_261), Shares()
    for _ in range(many):
        truth, said = world.drawn(random, certainty)
        if said.could_be_best is None:
            found.held += 1 / many
            continue
        members = [int(name[1:]) for name in said.could_be_best]
        found.held += (int(truth.argmax()) in members) / many
        found.clear += (said.verdict == "clear" and truth.min() == truth.max()) / many
        worse = world.matters is not None and truth.max() - truth[members].min() > world.matters * 0.999
        found.equivalent += (said.verdict == "equivalent" and worse) / many
    return found


def _holds(found: Shares, many: int) -> bool:
    """By chance 2,000 worlds go up to the slack astray, and fewer go farther."""
    slack = SLACK * math.sqrt(MANY / many)
    return found.held >= 1 - ALPHA - slack and max(found.clear, found.equivalent) <= ALPHA + slack


@pytest.mark.parametrize("world", QUICK, ids=lambda world: world.name)
def test_some_worlds(world: World) -> None:
    found = simulated(world, FEW)
    assert _holds(found, FEW), found


@pytest.mark.slow
@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_worlds(world: World) -> None:
    found = simulated(world, MANY)
    assert _holds(found, MANY), found


def test_a_set_that_is_too_small_is_found() -> None:
    """With one-sided quantiles two models that tie are called clear in one of ten worlds."""
    found = simulated(World("one-sided", [0.8] * 2, stated(0.02)), MANY, 0.90)
    assert not _holds(found, MANY)
    assert found.clear == pytest.approx(0.10, abs=0.02)


SIZES = [
    ((0.84, 0.82), 400),
    ((0.95, 0.90), 100),
    ((0.6, 0.5), 50),
    ((0.999, 0.99), 500),
    ((1.0, 0.95), 100),
    ((0.84, 0.82, 0.82), 400),
    ((0.84, 0.82, 0.8, 0.7, 0.6, 0.5), 400),
]


def _out(scores: Mapping[str, Measured | Unsure], name: str) -> bool:
    ordered = dict(sorted(scores.items(), key=lambda one: -one[1].value if isinstance(one[1], Measured) else 0))
    found = choice_certainty(ordered, [next(iter(ordered))], "higher", 0.95)
    assert found is not None
    assert found.could_be_best is not None
    return name not in found.could_be_best


def _shares(values: tuple[float, ...], cases: int) -> dict[str, Measured | Unsure]:
    return {f"m{at}": of_cases(value, cases, 1.0, 0.95) for at, value in enumerate(values)}


def power(truth: tuple[float, ...], today: int, many: int) -> float:
    """In which share of the worlds a test set of the size that is said tells the second model from the first."""
    said = choice_certainty(_shares(truth, today), ["m0"], "higher", 0.95)
    assert said is not None
    needed = said.models["m1"].needed_n
    assert needed is not None
    random = numpy.random.default_rng(7)
    draws = random.binomial(needed, truth, (many, len(truth))) / needed
    return sum(_out(_shares(tuple(draw), needed), "m1") for draw in draws.tolist()) / many


@pytest.mark.parametrize(("truth", "today"), SIZES)
def test_a_test_set_of_the_stated_size_finds_the_difference(truth: tuple[float, ...], today: int) -> None:
    assert power(truth, today, MANY) == pytest.approx(0.8, abs=0.05)


@pytest.mark.parametrize(("discordant", "size"), [(0.10, 0.02), (0.2, 0.05), (0.05, 0.04), (0.3, 0.02), (0.4, 0.15)])
def test_a_test_set_of_the_stated_size_finds_a_paired_difference(discordant: float, size: float) -> None:
    today = 1_000
    ahead = round((discordant + size) / 2 * today)
    scores = {"a": of_error(0.8, 0.01, 0.95), "b": of_error(0.8 - size, 0.01, 0.95)}

    def said(ahead: int, behind: int, cases: int) -> tuple[tuple[str, ...], int | None]:
        pairs = {("a", "b"): right_or_wrong(ahead, behind, cases)}
        found = choice_certainty(scores, ["a"], "higher", 0.95, pairs=pairs)
        assert found is not None
        return found.could_be_best or (), found.models["b"].needed_n

    _, needed = said(ahead, round(discordant * today) - ahead, today)
    assert needed is not None
    counts = numpy.random.default_rng(11).multinomial(
        needed, [(discordant + size) / 2, (discordant - size) / 2, 1 - discordant], MANY
    )
    found = sum("b" not in said(one, other, needed)[0] for one, other, _ in counts.tolist()) / MANY
    assert found == pytest.approx(0.8, abs=0.05)


RULES = """\
metrics: {acc: {better: higher, range: [0, 1]}}
rules: {best: {rule: metric, metric: acc}}
decide_by: best
models:
"""


def _table(random: Random, k: int, kind: str) -> Report:
    """A plan with models of one true quality, measured anew."""
    if kind == "n":
        rows = [f"{{model: m{at}, acc: {one / 200}, n: 200}}" for at, one in enumerate(random.binomial(200, 0.8, k))]
    else:
        runs = random.normal(0.8, 0.02, (k, 4))
        cells = [(one.mean(), " ".join(f"{value:.5f}" for value in one)) for one in runs]
        rows = [f'{{model: m{at}, acc: {mean:.5f}, runs: "{cell}"}}' for at, (mean, cell) in enumerate(cells)]
    given = "n: n" if kind == "n" else "seeds: runs"
    return judged(AXES, {"p": f"{RULES}  rows: [{', '.join(rows)}]\n  uncertainty: {{acc: {{{given}}}}}\n"})


def changes_called_clear(many: int) -> tuple[int, int]:
    """How many changes of nothing but chance turn the choice, and how many of these are called clear."""
    random, turned, clear = numpy.random.default_rng(400), 0, 0
    for at in range(many):
        k, kind = (2, 2, 3, 6)[at % 4], ("n", "seeds")[at // 4 % 2]
        old, new = _table(random, k, kind), _table(random, k, kind)
        chosen = [report.evaluations["p"].deciding for report in (old, new)]
        if chosen[0] and chosen[1] and chosen[0].winners != chosen[1].winners:
            turned += 1
            clear += how_clear(old, "p", new, "p").clear is True
    return turned, clear


def test_some_changes_of_chance_alone() -> None:
    turned, clear = changes_called_clear(40)
    assert turned >= 15
    assert clear <= 2


@pytest.mark.slow
def test_changes_of_chance_alone() -> None:
    turned, clear = changes_called_clear(400)
    assert turned >= 150
    assert clear <= 23
