"""How this plan is scored: the method with this plan's own factors, scales, weights and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from planpress import baselines
from planpress.model.page import Page
from planpress.model.plan import GROUPS, METHODS
from planpress.model.ranking import QUADRANT_LABELS
from planpress.model.report import Report
from planpress.model.stages import WAYS_BACK
from planpress.pages import site_paths as names
from planpress.pages.method import BASELINES, BOUNDS, WAYS, WHERE_FROM, WORDS, method, orders_caption
from planpress.pages.templates import Composer


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The page that explains the scores."""
    plan = report.plan
    yield composer.page(
        names.SCORING,
        "pages/scoring.md.j2",
        "How this plan is scored",
        plan=plan,
        report=report,
        said=method(plan),
        groups=[(group, plan.factors(group)) for group in GROUPS],
        factor_label=names.factor_label,
        methods=METHODS,
        method_words=WORDS,
        orders_caption=orders_caption(len(report.ranking.disagreements)),
        quadrants=QUADRANT_LABELS,
        kinds=baselines.ALL,
        kinds_caption=BASELINES,
        where_from=WHERE_FROM,
        bounds=BOUNDS,
        ways_back=WAYS_BACK,
        ways_caption=WAYS,
        names=report.names(),
        page_of=names.project_page,
    )
