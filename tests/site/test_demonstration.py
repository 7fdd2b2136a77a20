"""The demonstration plan shows what it is there to show, with figures that say where they come from."""

import json
from itertools import pairwise

import pytest

import planpress
from planpress import baselines, rules
from planpress.model.project import ARCHETYPE_LABELS
from planpress.model.ranking import QUADRANTS
from planpress.model.stages import STAGES, WAYS_BACK
from planpress.workflows.evidence_asked import asking_projects, where_to
from planpress.workflows.refresh_evidence import refreshed
from tests.conftest import ROOT

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def report() -> planpress.Report:
    return planpress.load(ROOT)


def test_it_covers_every_stage_archetype_and_quadrant(report: planpress.Report) -> None:
    """At least ten projects, over all of them."""
    projects = report.plan.projects
    assert len(projects) >= 10
    assert {project.current_stage for project in projects} == set(STAGES)
    assert {project.archetype for project in projects} >= set(ARCHETYPE_LABELS)
    assert {entry.quadrant for entry in report.ranking.ordered} == set(QUADRANTS)


def test_it_covers_every_rule_baseline_and_form_of_a_rating(report: planpress.Report) -> None:
    """A kind that nobody shows is a kind that nobody sees."""
    projects = report.plan.projects
    assert {type(rule) for project in projects for rule in project.rules.values()} == set(rules.ALL)
    assert {baseline.kind for project in projects for baseline in project.baselines} == set(baselines.BY_ID)
    forms = {rating.form for project in projects for group in ("impact", "feasibility")
             for rating in project.ratings(group).values()}  # fmt: skip
    assert forms == {"number", "interval", "triple", "raters"}
    suffixes = {project.table.path.rsplit(".", 1)[1] for project in projects if project.table}
    assert suffixes == {"csv", "tsv", "json", "yml", "md"}


def test_it_has_the_odd_ones(report: planpress.Report) -> None:
    """Screened out, a missing factor, nothing that qualifies, two human rungs, sent back twice, a tie."""
    assert [one.state for one in report.ranking.left_out] == ["paused", "stopped", "done"]
    assert sum(project.screened_out is not None for project in report.plan.projects) == 1
    assert "PP405" in {finding.code for finding in report.findings}
    nobody = [e for e in report.evaluations.values() if e.deciding and not e.deciding.winners and e.deciding.nearest]
    assert len(nobody) == 1
    rungs = [[b.rung for b in project.baselines if b.rung] for project in report.plan.projects]
    assert max(map(len, rungs)) == 2
    assert max(sum(stay.back for stay in e.sojourns) for e in report.evaluations.values()) == 2
    ranks = [entry.priority.rank for entry in report.ranking.ordered]
    assert len(set(ranks)) < len(ranks)


def test_it_has_every_way_back(report: planpress.Report) -> None:
    """Each of the six, with a note that says what happened."""
    stays = [pair for one in report.evaluations.values() for pair in pairwise(one.sojourns)]
    assert {(before.stage, after.stage) for before, after in stays if after.back} == set(WAYS_BACK)
    assert all(after.note for _, after in stays if after.back)


def test_pose_estimation_has_the_lectures_figures(report: planpress.Report) -> None:
    """Position within 1 cm is kept with 0.75 to 1.25 cm measured, 60 degrees against 5, 300 ms against 100."""
    evaluation = report.evaluations["pose"]
    assert evaluation.project.table is not None and evaluation.chosen is not None
    positions = [model.values["position_error"] for model in evaluation.project.table.models]
    assert (min(positions), max(positions)) == (0.75, 1.25)
    found = {str(result.bound): (result.status, result.value) for result in evaluation.requirements}
    assert found["position_error < 1"][0] == "met"
    assert found["angular_error < 5"] == ("missed", 60.0)
    assert found["inference_time <= 100"] == ("missed", 300.0)


def test_the_lectures_three_models_have_three_winners(report: planpress.Report) -> None:
    """Three rules, three winners."""
    winners = {rule.id: rule.winners for rule in report.evaluations["three-models"].rules}
    assert winners == {"average": ("Model 3",), "threshold": ("Model 2",), "domain": ("Model 1",)}


def test_its_evidence_is_what_its_sources_say() -> None:
    """Each source is read again: the table is the same to the byte, and the evidence to the last digits of errors, which
    go by the processor. Five kinds of sources are there, an engine's and boxes among them."""
    where = where_to(ROOT, planpress.__version__)
    asking = asking_projects(where.tree)
    kinds = {source.source for project in asking for source in project.models.sources}
    assert kinds == {"predictions", "coco", "mlflow", "scores", "files"}
    for project in asking:
        made = refreshed(project, where)
        (table, text), (evidence, data) = made.new.items()
        assert text == made.old[table], project.id
        before, again = (json.loads(one or b"{}") for one in (made.old[evidence], data))
        assert again["sources"] == before["sources"]
        told, read = stated(before["metrics"]), stated(again["metrics"])
        known = {path: value for path, value in told.items() if isinstance(value, float)}
        assert {path: read.pop(path) for path in known} == pytest.approx(known, rel=1e-9, abs=1e-15)
        assert read == {path: value for path, value in told.items() if path not in known}


def stated(data: object, path: str = "") -> dict[str, object]:
    """What stands in JSON, by where it stands."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    return {path: data} if parts is None else dict(
        pair for key, part in parts for pair in stated(part, f"{path}.{key}").items()
    )  # fmt: skip


def test_invented_figures_say_so_and_published_ones_have_a_source(report: planpress.Report) -> None:
    """Every narrative says which figures are illustrative; every baseline has a source."""
    for project in report.plan.projects:
        assert project.narrative is not None, project.id
        assert "llustrative" in project.narrative.text, project.id
        for baseline in project.baselines:
            assert baseline.source, (project.id, baseline.id)
