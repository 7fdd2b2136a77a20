"""The checks that need the whole plan: references, rules, the state of each project, meetings. One file each.

To add one, write its file, add it to `ALL`, document it in kinds.md, and give it a file of cases in tests/lints/cases/.
"""

from collections.abc import Iterator

from planpress.lints.bad_beta import bad_beta
from planpress.lints.bad_formula import bad_formula
from planpress.lints.bad_uncertainty import bad_uncertainty
from planpress.lints.baseline_without_value import baseline_without_value
from planpress.lints.chair_not_attending import chair_not_attending
from planpress.lints.contested_number import contested_number
from planpress.lints.dated_ahead import dated_ahead
from planpress.lints.dates_out_of_order import dates_out_of_order
from planpress.lints.decision_without_item import decision_without_item
from planpress.lints.dependency_circle import dependency_circle
from planpress.lints.depends_on_screened_out import depends_on_screened_out
from planpress.lints.design_saves_nothing import design_saves_nothing
from planpress.lints.diagnosis_without_reference import diagnosis_without_reference
from planpress.lints.doubled_item import doubled_item
from planpress.lints.doubled_number import doubled_number
from planpress.lints.duplicate_baseline import duplicate_baseline
from planpress.lints.effort_missing import effort_missing
from planpress.lints.factor_not_rated import factor_not_rated
from planpress.lints.impossible_bounds import impossible_bounds
from planpress.lints.impossible_effort import impossible_effort
from planpress.lints.incompatible_diagnosis import incompatible_diagnosis
from planpress.lints.incompatible_metrics import incompatible_metrics
from planpress.lints.limit_out_of_range import limit_out_of_range
from planpress.lints.lint import Lint
from planpress.lints.milestone_overdue import milestone_overdue
from planpress.lints.missing_column import missing_column
from planpress.lints.needless_waiver import needless_waiver
from planpress.lints.no_baseline import no_baseline
from planpress.lints.no_deciding_rule import no_deciding_rule
from planpress.lints.no_human_baseline import no_human_baseline
from planpress.lints.no_rule import no_rule
from planpress.lints.no_stage import no_stage
from planpress.lints.no_such_move import no_such_move
from planpress.lints.odd_minutes import odd_minutes
from planpress.lints.override_without_reason import override_without_reason
from planpress.lints.people_without_human import people_without_human
from planpress.lints.rating_off_scale import rating_off_scale
from planpress.lints.review_overdue import review_overdue
from planpress.lints.rule_history_behind import rule_history_behind
from planpress.lints.screen_without_reason import screen_without_reason
from planpress.lints.stage_contradicts_lifecycle import stage_contradicts_lifecycle
from planpress.lints.unknown_agenda_project import unknown_agenda_project
from planpress.lints.unknown_baseline import unknown_baseline
from planpress.lints.unknown_factor import unknown_factor
from planpress.lints.unknown_infrastructure import unknown_infrastructure
from planpress.lints.unknown_metric import unknown_metric
from planpress.lints.unknown_model import unknown_model
from planpress.lints.unknown_project import unknown_project
from planpress.lints.unknown_rule import unknown_rule
from planpress.lints.unknown_scale import unknown_scale
from planpress.lints.unknown_team import unknown_team
from planpress.lints.value_out_of_range import value_out_of_range
from planpress.lints.waiver_ended import waiver_ended
from planpress.lints.wrong_reason import wrong_reason
from planpress.lints.zero_weights import zero_weights
from planpress.model.findings import Finding
from planpress.model.plan import Plan

ALL: tuple[Lint, ...] = (
    unknown_factor, rating_off_scale, unknown_metric, unknown_team, unknown_infrastructure, unknown_project,
    unknown_baseline, unknown_model, dependency_circle, missing_column, incompatible_metrics, bad_formula,
    zero_weights, unknown_rule, unknown_scale, impossible_bounds, duplicate_baseline, people_without_human,
    bad_uncertainty, no_deciding_rule, value_out_of_range, no_rule, diagnosis_without_reference,
    incompatible_diagnosis, limit_out_of_range, bad_beta, no_baseline, no_human_baseline, waiver_ended,
    review_overdue, factor_not_rated, no_such_move, wrong_reason, stage_contradicts_lifecycle, dates_out_of_order,
    effort_missing, dated_ahead, milestone_overdue, rule_history_behind, design_saves_nothing, needless_waiver,
    impossible_effort, screen_without_reason, override_without_reason, no_stage, depends_on_screened_out,
    baseline_without_value, unknown_agenda_project, doubled_item, contested_number, doubled_number,
    decision_without_item, chair_not_attending, odd_minutes,
)  # fmt: skip
"""Every lint, in the order of its code."""


def run(plan: Plan) -> Iterator[Finding]:
    """What every lint finds in `plan`, in the order of their codes."""
    for lint in ALL:
        yield from lint.check(plan)
