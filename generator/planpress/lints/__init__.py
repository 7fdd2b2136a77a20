"""The checks that need the whole plan: references, rules and the state of each project. One file each.

To add one, write its file, add it to `ALL`, and give it cases in tests/lints/cases/.
"""

from __future__ import annotations

from collections.abc import Iterator

from planpress.lints import (
    bad_beta,
    bad_formula,
    bad_uncertainty,
    dated_ahead,
    dates_out_of_order,
    dependency_circle,
    depends_on_screened_out,
    design_saves_nothing,
    diagnosis_without_reference,
    duplicate_baseline,
    effort_missing,
    factor_not_rated,
    impossible_bounds,
    impossible_effort,
    incompatible_diagnosis,
    incompatible_metrics,
    limit_out_of_range,
    milestone_overdue,
    missing_column,
    needless_waiver,
    no_baseline,
    no_deciding_rule,
    no_human_baseline,
    no_rule,
    no_stage,
    no_such_move,
    override_without_reason,
    people_without_human,
    rating_off_scale,
    review_overdue,
    rule_history_behind,
    screen_without_reason,
    stage_contradicts_lifecycle,
    unknown_baseline,
    unknown_factor,
    unknown_infrastructure,
    unknown_metric,
    unknown_model,
    unknown_project,
    unknown_rule,
    unknown_scale,
    unknown_team,
    value_out_of_range,
    waiver_ended,
    wrong_reason,
    zero_weights,
)
from planpress.lints.lint import Lint
from planpress.model.findings import Finding
from planpress.model.plan import Plan

ALL: tuple[Lint, ...] = (
    unknown_factor.LINT,
    rating_off_scale.LINT,
    unknown_metric.LINT,
    unknown_team.LINT,
    unknown_infrastructure.LINT,
    unknown_project.LINT,
    unknown_baseline.LINT,
    unknown_model.LINT,
    dependency_circle.LINT,
    missing_column.LINT,
    incompatible_metrics.LINT,
    bad_formula.LINT,
    zero_weights.LINT,
    unknown_rule.LINT,
    unknown_scale.LINT,
    impossible_bounds.LINT,
    duplicate_baseline.LINT,
    people_without_human.LINT,
    bad_uncertainty.LINT,
    no_deciding_rule.LINT,
    value_out_of_range.LINT,
    no_rule.LINT,
    diagnosis_without_reference.LINT,
    incompatible_diagnosis.LINT,
    limit_out_of_range.LINT,
    bad_beta.LINT,
    no_baseline.LINT,
    no_human_baseline.LINT,
    waiver_ended.LINT,
    review_overdue.LINT,
    factor_not_rated.LINT,
    no_such_move.LINT,
    wrong_reason.LINT,
    stage_contradicts_lifecycle.LINT,
    dates_out_of_order.LINT,
    effort_missing.LINT,
    dated_ahead.LINT,
    milestone_overdue.LINT,
    rule_history_behind.LINT,
    design_saves_nothing.LINT,
    needless_waiver.LINT,
    impossible_effort.LINT,
    screen_without_reason.LINT,
    override_without_reason.LINT,
    no_stage.LINT,
    depends_on_screened_out.LINT,
)
"""Every lint, in the order of its code."""


def run(plan: Plan) -> Iterator[Finding]:
    """What every lint finds in `plan`, in the order of their codes."""
    for lint in ALL:
        yield from lint.check(plan)
