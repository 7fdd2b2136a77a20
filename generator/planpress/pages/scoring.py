"""How this plan is scored: the method with this plan's own factors, scales, weights and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from planpress import baselines
from planpress.model.lifecycle import STAGE_LABELS, STAGES, WAYS_BACK
from planpress.model.page import Page
from planpress.model.plan import GROUPS, METHODS
from planpress.model.ranking import QUADRANT_LABELS
from planpress.model.report import Report
from planpress.pages import names
from planpress.pages.composing import Composer
from planpress.priorities.draws import CONCENTRATION, DRAWS

WORDS = {
    "geometric": "Geometric mean",
    "weighted-sum": "Weighted sum",
    "topsis": "TOPSIS",
}
FORMULAS = {
    "geometric": "impact ^ a × feasibility ^ (1 − a)",
    "weighted-sum": "a × impact + (1 − a) × feasibility",
    "topsis": "d− / (d+ + d−), the distances to all utilities at 1 and all at 0",
}


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The page that explains the scores."""
    plan = report.plan
    yield composer.page(
        names.SCORING,
        "pages/scoring.md.j2",
        "How this plan is scored",
        plan=plan,
        report=report,
        groups=[(group, plan.factors(group)) for group in GROUPS],
        factor_label=names.factor_label,
        methods=METHODS,
        method_words=WORDS,
        formulas=FORMULAS,
        quadrants=QUADRANT_LABELS,
        kinds=baselines.ALL,
        stages=[(stage, STAGE_LABELS[stage]) for stage in STAGES],
        ways_back=WAYS_BACK,
        draws=DRAWS,
        concentration=CONCENTRATION,
        names=report.names(),
        page_of=names.project_page,
    )
