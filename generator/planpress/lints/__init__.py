"""The checks that need the whole plan: references, rules, the state of each project, meetings. A file for each subject.

To add one, write it into the file of its subject or into a new one, add it to `ALL`, document it in kinds.md, and give
it a file of cases in tests/lints/cases/.
"""

from collections.abc import Iterator

from planpress.lints import (
    agendas,
    data_and_drivers,
    days_and_stages,
    dependencies,
    derived_metrics,
    easy_ratings,
    evidence_asked_for,
    left_blank,
    odd_values,
    references,
    rows_of_tables,
    rules_and_tables,
    status_and_teams,
    uncertain_values,
    unfinished_stages,
    unknown_names,
    unlike_passports,
    what_was_decided,
    wrong_numbers,
)
from planpress.lints.lint import Lint, ReportLint
from planpress.model.findings import Finding
from planpress.model.plan import Plan
from planpress.model.project import Project

ALL: tuple[Lint, ...] = (
    unknown_names.unknown_factor, wrong_numbers.rating_off_scale, unknown_names.unknown_metric,
    unknown_names.unknown_team, unknown_names.unknown_infrastructure, unknown_names.unknown_project,
    unknown_names.unknown_baseline, unknown_names.unknown_model, dependencies.dependency_circle,
    rules_and_tables.missing_column, rules_and_tables.incompatible_metrics, rules_and_tables.bad_formula,
    rules_and_tables.zero_weights, unknown_names.unknown_rule, unknown_names.unknown_scale,
    wrong_numbers.impossible_bounds, references.duplicate_baseline, references.people_without_human,
    rules_and_tables.bad_uncertainty, rules_and_tables.no_deciding_rule, wrong_numbers.value_out_of_range,
    rules_and_tables.no_rule, references.diagnosis_without_reference, references.incompatible_diagnosis,
    wrong_numbers.limit_out_of_range, rules_and_tables.bad_beta, wrong_numbers.bad_accuracy,
    derived_metrics.column_and_formula, odd_values.share_against_percent, odd_values.shares_beside_percents,
    odd_values.negated_score, odd_values.odd_interval, uncertain_values.no_count,
    uncertain_values.impossible_error, rows_of_tables.baseline_among_models, rows_of_tables.metrics_as_rows,
    rows_of_tables.summary_among_models, evidence_asked_for.two_sources, evidence_asked_for.evidence_behind,
    unlike_passports.unlike_averaged, unlike_passports.models_unlike,
    references.no_baseline, references.no_human_baseline,
    references.waiver_ended, days_and_stages.review_overdue, left_blank.factor_not_rated,
    days_and_stages.no_such_move, days_and_stages.wrong_reason, days_and_stages.stage_contradicts_lifecycle,
    days_and_stages.dates_out_of_order, left_blank.effort_missing, days_and_stages.dated_ahead,
    days_and_stages.milestone_overdue, rules_and_tables.rule_history_behind, wrong_numbers.design_saves_nothing,
    references.needless_waiver, wrong_numbers.impossible_effort, left_blank.screen_without_reason,
    left_blank.override_without_reason, days_and_stages.no_stage, dependencies.depends_on_screened_out,
    references.baseline_without_value, what_was_decided.decided_model_gone, status_and_teams.status_without_date,
    status_and_teams.depends_on_ended, what_was_decided.settles_without_end, what_was_decided.settles_nothing,
    status_and_teams.uneven_asks, status_and_teams.undivided_effort, what_was_decided.decisions_of_one_day,
    what_was_decided.name_with_two_meanings, unfinished_stages.left_planning_without,
    data_and_drivers.data_slower_than_effort,
    data_and_drivers.driver_out_of_place,
    unknown_names.unknown_answer, derived_metrics.no_derived_value, references.same_without_published,
    uncertain_values.nothing_says_how_sure,
    agendas.unknown_agenda_project, agendas.doubled_item, agendas.contested_number,
    agendas.doubled_number, agendas.decision_without_item, agendas.chair_not_attending, agendas.odd_minutes,
)  # fmt: skip
"""Every lint over what is written, in the order of its code."""

OF_REPORT: tuple[ReportLint, ...] = (
    rows_of_tables.chosen_baseline, unfinished_stages.deploying_unsettled, easy_ratings.easy_rating,
)  # fmt: skip
"""Every lint over what is concluded from it: of a plan with errors nothing is."""

EVERY: tuple[Lint | ReportLint, ...] = (*ALL, *OF_REPORT)


def must_be_judged(project: Project) -> bool:
    """Whether a lint over what is concluded is about a project."""
    return any(lint.about(project) for lint in OF_REPORT)


def run(plan: Plan) -> Iterator[Finding]:
    """What every lint finds in `plan`, in the order of their codes."""
    for lint in ALL:
        yield from lint.check(plan)
