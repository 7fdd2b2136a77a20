"""The statistics against scipy, statsmodels and scikit-learn, which know nothing of planpress.

They are imported where they are used: it takes seconds, and a run of other tests need not wait for it.
"""

import math
from collections.abc import Sequence

import numpy
import pytest

from planpress.model.measured import Measured, MeasuredDifference
from planpress.model.metrics import Bound
from planpress.reading.table_models import spread_of
from planpress.statistics.best_sets import choice_certainty
from planpress.statistics.differences import (
    apart,
    critical,
    error_of_mean,
    holm,
    mcnemar,
    over_folds,
    right_or_wrong,
)
from planpress.statistics.distributions import binomial_cdf, incomplete_beta, t_cdf, t_quantile, z_quantile
from planpress.statistics.intervals import of_cases, of_runs, wilson
from planpress.statistics.limits import keeps

DEGREES = (1, 1.3, 2, 2.9, 3, 5, 9.5, 19, 49.7, 50.1, 99, 400, 999.5, 5_000, 99_999, 100_000, 3e6, 1e9, 1e12, math.inf)
PROBABILITIES = (1e-9, 1e-6, 0.0004, 0.025, 0.2, 0.49, 0.5, 0.51, 0.7, 0.9, 0.975, 0.9987, 1 - 1e-6)


@pytest.mark.parametrize("degrees", DEGREES)
def test_t(degrees: float) -> None:
    from scipy import stats

    for probability in PROBABILITIES:
        wanted = float(stats.t.ppf(probability, degrees))
        assert t_quantile(probability, degrees) == pytest.approx(wanted, rel=1e-9, abs=1e-12), probability
        assert t_cdf(wanted, degrees) == pytest.approx(float(stats.t.cdf(wanted, degrees)), rel=1e-9)
    for value in (0.0, 1e-9, 0.003, 0.7, 2.0, 9.0, 60.0):
        for at in (value, -value):
            assert t_cdf(at, degrees) == pytest.approx(float(stats.t.cdf(at, degrees)), rel=1e-9)


def test_incomplete_beta() -> None:
    from scipy import special

    sizes = (0.5, 0.9, 1, 3, 12.5, 49, 51, 300, 20_000)
    cases = [(a, b, x) for a in sizes for b in sizes for x in (0.0, 1e-8, 0.02, 0.3, 0.5, 0.8, 0.999, 1.0)]
    for a, b, x in cases:
        assert incomplete_beta(a, b, x) == pytest.approx(float(special.betainc(a, b, x)), rel=1e-9, abs=1e-250)


@pytest.mark.parametrize("trials", [1, 2, 5, 20, 117, 1_000, 40_001, 1_000_000])
def test_binomial(trials: int) -> None:
    from scipy import stats

    deviation = math.sqrt(trials) / 2
    places = {round(trials / 2 + by * deviation) for by in (-9, -4, -2, -0.5, 0, 0.5, 2, 4, 9)}
    for successes in {0, trials, *places} & {*range(trials + 1)}:
        wanted = float(stats.binom.cdf(successes, trials, 0.5))
        assert binomial_cdf(successes, trials) == pytest.approx(wanted, rel=1e-9, abs=1e-250)


@pytest.mark.parametrize(("successes", "cases"), [(0, 1), (1, 1), (0, 20), (3, 7), (840, 1000), (999_999, 1_000_000)])
@pytest.mark.parametrize("certainty", [0.8, 0.95, 0.999])
def test_wilson(successes: int, cases: int, certainty: float) -> None:
    from statsmodels.stats.proportion import proportion_confint

    wanted = proportion_confint(successes, cases, alpha=1 - certainty, method="wilson")
    assert wilson(successes / cases, cases, certainty) == pytest.approx(wanted, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("one", "other"), [((10, 10), (6, 10)), ((0, 5), (0, 9)), ((840, 1000), (790, 1000)), ((3, 40), (900, 1000))]
)
def test_agresti_caffo(one: tuple[int, int], other: tuple[int, int]) -> None:
    from statsmodels.stats.proportion import confint_proportions_2indep

    found = apart(_of_cases(*one), _of_cases(*other))
    half = critical(found, 0.05) * found.se
    wanted = confint_proportions_2indep(*one, *other, method="agresti-caffo", compare="diff")
    assert (found.size - half, found.size + half) == pytest.approx(wanted, rel=1e-9)


def _of_cases(successes: float, cases: float) -> Measured:
    found = of_cases(successes / cases, cases, 1.0, 0.95)
    assert isinstance(found, Measured)
    return found


def _of_runs(values: Sequence[float]) -> Measured:
    spread = spread_of(values)
    assert spread.runs is not None
    found = of_runs(math.fsum(values) / len(values), spread.se, spread.runs, 0.95)
    assert isinstance(found, Measured)
    return found


@pytest.mark.parametrize(("few", "many"), [(2, 2), (2, 9), (3, 5), (10, 40)])
def test_runs_and_welch(few: int, many: int) -> None:
    from scipy import stats

    random = numpy.random.default_rng(few * many)
    one, other = random.normal(0.8, 0.03, few).tolist(), random.normal(0.7, 0.01, many).tolist()
    interval = stats.ttest_1samp(one, 0).confidence_interval(0.95)
    assert (_of_runs(one).low, _of_runs(one).high) == pytest.approx((interval.low, interval.high), rel=1e-9)
    found, wanted = apart(_of_runs(one), _of_runs(other)), stats.ttest_ind(one, other, equal_var=False)
    assert (found.size / found.se, found.degrees) == pytest.approx((wanted.statistic, wanted.df), rel=1e-9)
    assert 2 * t_cdf(-abs(found.size) / found.se, found.degrees) == pytest.approx(wanted.pvalue, rel=1e-9)


def test_means_on_the_same_examples() -> None:
    from scipy import stats

    random = numpy.random.default_rng(3)
    one, other = random.normal(0.8, 0.3, 60), random.normal(0.7, 0.3, 60)
    (se, degrees), wanted = error_of_mean((one - other).tolist()), stats.ttest_rel(one, other)
    assert ((one - other).mean() / se, degrees) == pytest.approx((wanted.statistic, wanted.df), rel=1e-9)


@pytest.mark.parametrize("sizes", [(4,) * 15, (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)])
def test_clusters_cr1(sizes: tuple[int, ...]) -> None:
    from statsmodels.regression.linear_model import OLS

    random = numpy.random.default_rng(len(sizes))
    groups = numpy.repeat(numpy.arange(len(sizes)), sizes)
    values = random.normal(0, 1, len(sizes))[groups] + random.normal(0, 1, len(groups))
    fitted = OLS(values, numpy.ones(len(values))).fit(cov_type="cluster", cov_kwds={"groups": groups})
    found, degrees = error_of_mean(values.tolist(), [str(group) for group in groups])
    assert found == pytest.approx(float(fitted.bse[0]), rel=1e-9)
    assert degrees == len(sizes) - 1


@pytest.mark.parametrize(("ahead", "behind"), [(0, 0), (1, 0), (5, 5), (6, 5), (150, 86), (3, 17), (900, 1100)])
def test_mcnemar(ahead: int, behind: int) -> None:
    from statsmodels.stats.contingency_tables import mcnemar as oracle

    assert mcnemar(ahead, behind) == pytest.approx(
        float(oracle([[9, ahead], [behind, 9]], exact=True).pvalue), rel=1e-9
    )


@pytest.mark.parametrize("many", [1, 2, 7, 40])
def test_holm(many: int) -> None:
    from statsmodels.stats.multitest import multipletests

    found = numpy.random.default_rng(many).beta(0.3, 3, many).round(3).tolist()
    assert holm(found) == pytest.approx(multipletests(found, method="holm")[1].tolist(), rel=1e-9)


@pytest.mark.parametrize(("failures", "cases", "limit"), [(0, 20, 0.05), (3, 40, 0.05), (8, 400, 0.03)])
def test_limits_of_shares(failures: int, cases: int, limit: float) -> None:
    from statsmodels.stats.proportion import proportions_ztest

    found = keeps(Bound("failures", "<=", limit), _of_cases(failures, cases), 1.0)
    _, against = proportions_ztest(failures, cases, limit, alternative="larger", prop_var=limit)
    assert found is not None
    assert found.probability == pytest.approx(against, rel=1e-9)


@pytest.mark.parametrize(("ahead", "behind", "cases"), [(12, 8, 200), (25, 15, 200), (150, 86, 1600)])
def test_connor(ahead: int, behind: int, cases: int) -> None:
    from statsmodels.stats.power import normal_sample_size_one_tail

    share, size = (ahead + behind) / cases, (ahead - behind) / cases
    alike = (math.sqrt(share), math.sqrt(share - size**2))
    wanted = normal_sample_size_one_tail(size, 0.8, 0.025, *alike)
    pairs = {("a", "b"): right_or_wrong(ahead, behind, cases)}
    scores = {"a": _of_cases(0.5 * cases + ahead, cases), "b": _of_cases(0.5 * cases + behind, cases)}
    found = choice_certainty(scores, ["a"], "higher", 0.95, pairs=pairs)
    assert found is not None
    assert found.models["b"].needed_n == math.ceil(wanted)


def test_corrected_t_of_a_cross_validation() -> None:
    """scikit-learn's "Statistical comparison of models using grid search": what the naive error makes sure is nothing."""
    from sklearn.datasets import make_moons
    from sklearn.model_selection import RepeatedStratifiedKFold, cross_val_score
    from sklearn.svm import SVC

    inputs, labels = make_moons(noise=0.352, random_state=1, n_samples=100)
    folds = RepeatedStratifiedKFold(n_splits=10, n_repeats=10, random_state=0)
    one, other = (
        cross_val_score(SVC(kernel=kernel, random_state=0), inputs, labels, scoring="roc_auc", cv=folds)
        for kernel in ("rbf", "linear")
    )
    naive, corrected = error_of_mean((one - other).tolist()), over_folds((one - other).tolist(), 10 / 90)
    assert isinstance(corrected, MeasuredDifference)
    statistics = (corrected.size / naive[0], corrected.size / corrected.se)
    assert [round(found, 3) for found in statistics] == [2.611, 0.750]
    assert corrected.degrees == naive[1] == 99
    assert [round(1 - t_cdf(found, 99), 3) for found in statistics] == [0.005, 0.227]


def test_the_package_itself_imports_none_of_them() -> None:
    from tests.conftest import ROOT

    for path in (ROOT / "generator").rglob("*.py"):
        assert not {"scipy", "statsmodels", "sklearn"} & {*path.read_text("utf-8").replace(".", " ").split()}, path


def test_normal() -> None:
    from scipy import stats

    for probability in PROBABILITIES:
        assert z_quantile(probability) == pytest.approx(float(stats.norm.ppf(probability)), rel=1e-9, abs=1e-12)
