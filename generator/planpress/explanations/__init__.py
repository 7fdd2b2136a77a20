"""Explains every number that is computed of a project: Report -> Explanation*. Neither drawn nor printed here."""

from collections.abc import Collection, Iterator

from planpress.explanations.certainty import explain_certainty
from planpress.explanations.data_working import explain_data
from planpress.explanations.diagnosis_working import explain_diagnosis
from planpress.explanations.gap_working import explain_cost, explain_requirements
from planpress.explanations.model_working import explain_baselines, explain_models
from planpress.explanations.outcome_working import explain_outcome
from planpress.explanations.passport_working import explain_passports
from planpress.explanations.score_working import explain_scores
from planpress.explanations.stage_working import explain_stage
from planpress.explanations.standing_working import explain_asks, explain_loads, explain_standing
from planpress.explanations.sureness_working import explain_sureness
from planpress.explanations.triage_working import explain_triage
from planpress.model.errors import concerning
from planpress.model.explanation import Topic
from planpress.model.report import Report

__all__ = ["explain", "explain_loads"]


def explain(
    report: Report, project_id: str, models: Collection[str] | None = None, compared: Collection[str] | None = None
) -> Iterator[Topic]:
    """The explanations of a project's numbers by topic, those without any left out.

    `models` are those whose verdicts are explained, `compared` those whose gains over the baselines are; None: all.
    Raises KeyError for a project that the report does not have.
    """
    evaluation, entry = report.evaluations[project_id], report.ranking.of(project_id)
    project, plan = evaluation.project, report.plan
    metrics = plan.metrics_of(project)
    rows = project.table.models if project.table else ()
    shown = tuple(model for model in rows if models is None or model.name in models)
    held = tuple(model for model in rows if compared is None or model.name in compared)
    with concerning(project.path):
        topics = (
            Topic("Priority", tuple(explain_scores(project, entry, report)) if entry else ()),
            Topic("Rank", tuple(explain_certainty(project, entry, report)) if entry else ()),
            Topic("Standing", tuple(explain_standing(evaluation, report))),
            Topic("The outcome", tuple(explain_outcome(evaluation))),
            Topic("Stage", tuple(explain_stage(evaluation, report))),
            Topic("Teams", tuple(explain_asks(project, report))),
            Topic("What accuracy costs", tuple(explain_cost(evaluation, plan))),
            Topic("Data", tuple(explain_data(project))),
            Topic("Requirements", tuple(explain_requirements(evaluation, metrics))),
            Topic("Triage of metrics", tuple(explain_triage(evaluation, metrics))),
            Topic("Models", tuple(explain_models(evaluation, metrics, shown))),
            Topic("What is measured", tuple(explain_passports(evaluation, metrics))),
            Topic("How sure", tuple(explain_sureness(evaluation, shown))),
            Topic("Baselines", tuple(explain_baselines(evaluation, metrics, held))),
            Topic("Diagnosis", tuple(explain_diagnosis(evaluation, metrics))),
        )
    yield from (topic for topic in topics if topic.explanations)
