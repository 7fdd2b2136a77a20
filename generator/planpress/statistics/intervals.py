"""From what is written of a value to its interval and its standard error, one kind of source after the other."""

import math
import re

from planpress.model.measured import NOTHING, Measured, Source, Unsure
from planpress.model.metrics import Metric
from planpress.model.tables import Spread
from planpress.statistics.differences import FEWEST_CLUSTERS
from planpress.statistics.distributions import both_sides

_NO_COUNT = re.compile(
    r"(?<![a-z])(?:w?f\d{1,2}|f1score|f[ -]?(?:beta|score|measure)|[a-z]{0,5}auc|auroc|auprc|roc|m?ap\d{0,3}|mrr|n?dcg|"
    r"average precision|[a-z]{0,4}iou|jaccard|dice|mcc|kappa|r ?[2\u00b2]|mae|mse|rmse|mape|loss|nll|entropy|brier|ece|"
    r"perplexity|bleu|rouge|meteor|chrf|[wc]er|ssim|psnr|pearson|spearman|correlation|gini|balanced|macro|weighted|geometric)"
    r"(?![a-z])"
)
"""What is no count out of n although it may run from 0 to 1, by words of its id, its label or its variant."""


def measured(value: float, spread: Spread | None, scale: float | None, certainty: float) -> Measured | Unsure:
    """How sure a value is by what is written of it, at a certainty between 0 and 1; `scale` is what stands for all
    cases. What is not known is never 0."""
    if spread is None or spread.why:
        return Unsure(spread.why if spread else NOTHING)
    if spread.of is not None:
        return of_units(value, spread, certainty)
    if spread.cases is not None:
        return of_cases(value, spread.cases, scale, certainty)
    if spread.runs is not None:
        return of_runs(value, spread.se, spread.runs, certainty)
    if spread.ends is not None:
        return of_ends(value, spread.ends, spread.level, certainty)
    return of_error(value, spread.se, certainty)


def of_cases(value: float, cases: float, scale: float | None, certainty: float) -> Measured | Unsure:
    """A count out of `cases`, as a share of `scale` (1, or 100 of percentages): Wilson's interval (1927), and the error
    of `p' = (x + 1) / (n + 2)` (Agresti and Caffo 2000)."""
    if scale is None or not 0 <= value <= scale:
        return Unsure("it is no count out of n")
    if cases < 1:
        return Unsure(f"it rests on {cases:g} cases")
    low, high = wilson(value / scale, cases, certainty)
    centre = (value / scale * cases + 1) / (cases + 2)
    se = math.sqrt(centre * (1 - centre) / (cases + 2))
    single = value * (scale - value)
    return Measured(value, centre * scale, se * scale, low * scale, high * scale, "cases", math.inf, cases, single)


def wilson(share: float, cases: float, certainty: float) -> tuple[float, float]:
    """The score interval of a share of so many cases (Wilson 1927; Newcombe 1998, method 3)."""
    z = both_sides(1 - certainty)
    middle = share + z * z / (2 * cases)
    half = z * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    whole = 1 + z * z / cases
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def of_error(value: float, se: float | None, certainty: float) -> Measured | Unsure:
    """A standard error as it is written: the normal interval."""
    if se is None or se <= 0:
        return Unsure(NOTHING if se is None else "its error is 0" if se == 0 else "its error is below 0")
    half = both_sides(1 - certainty) * se
    return Measured(value, value, se, value - half, value + half, "stated")


def of_ends(value: float, ends: tuple[float, float], level: float, certainty: float) -> Measured | Unsure:
    """An interval at a level, drawn again at the plan's certainty: each side by the ratio of the normal quantiles."""
    low, high = ends
    if not low <= value <= high or low == high:
        return Unsure("its interval has no width" if low == high else "it is outside its interval")
    z = both_sides(1 - level)
    ratio = both_sides(1 - certainty) / z
    low, high = value - (value - low) * ratio, value + (high - value) * ratio
    return Measured(value, value, (ends[1] - ends[0]) / (2 * z), low, high, "stated")


def of_runs(value: float, se: float | None, runs: int, certainty: float) -> Measured | Unsure:
    """A mean over runs whose error is `s / sqrt(k)`: Student's t with `k - 1` degrees of freedom."""
    if runs < 2 or se is None:
        return Unsure("it is of one run")
    if se <= 0:
        return Unsure("its runs do not differ")
    return by_t(value, se, runs - 1, certainty, "runs", runs)


def of_units(value: float, spread: Spread, certainty: float) -> Measured | Unsure:
    """A value whose error was estimated of examples, clusters of these or folds: Student's t with one degree less than
    there are units. Fewer than ten clusters say nothing."""
    units = spread.units or 0
    if spread.of in ("clusters", "redrawn clusters") and units < FEWEST_CLUSTERS:
        return Unsure(f"it is of fewer than {FEWEST_CLUSTERS} clusters")
    if units < 2 or spread.se is None:
        return Unsure(f"it is of one {str(spread.of)[:-1]}")
    if spread.se <= 0:
        return Unsure(f"its {spread.of} do not differ")
    return by_t(value, spread.se, units - 1, certainty, spread.of or "examples", spread.count or units)


def by_t(value: float, se: float, degrees: float, certainty: float, source: Source, count: float) -> Measured:
    """A value whose error was estimated, with its interval by Student's t."""
    half = both_sides(1 - certainty, degrees) * se
    return Measured(value, value, se, value - half, value + half, source, degrees, count, count * se * se)


def scale_of(name: str, metric: Metric) -> float | None:
    """The value of a metric that stands for all cases: 1 of a share, 100 of a percentage; None of what is no count out
    of n, as an F-measure, an area under a curve or an error in a unit."""
    words = " ".join(filter(None, (name, metric.label, metric.variant))).casefold().replace("_", " ")
    if _NO_COUNT.search(words) or metric.unit not in (None, "%"):
        return None
    scale = 100.0 if metric.unit == "%" or metric.range == (0, 100) else 1.0
    within = metric.range is None or 0 <= metric.range[0] < metric.range[1] <= scale
    return scale if within else None
