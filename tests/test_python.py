"""planpress from Python: the judged plan as frozen values, and its frames."""

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pytest

import planpress
from tests.conftest import ROOT, copy_plan

pytestmark = pytest.mark.process

PLAN_JSON = dict[str, object]


@pytest.fixture(scope="module")
def report() -> planpress.Report:
    return planpress.load(ROOT)


@pytest.fixture(scope="module")
def exported(report: planpress.Report) -> dict[str, object]:
    from planpress.formats.plan_json import render

    return dict(json.loads(render(report)))


def test_a_plan_is_loaded_from_its_folder_or_one_below(report: planpress.Report) -> None:
    """The nearest folder upward that has a plan, as the commands find it."""
    assert planpress.load(ROOT / "content" / "projects" / "pose") == report


def test_what_is_loaded_is_frozen(report: planpress.Report) -> None:
    """Nobody changes a conclusion after it was drawn."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.ranking.ordered[0].priority.score = 1.0  # type: ignore[misc]


def test_no_plan_and_a_broken_plan_are_errors(tmp_path: Path) -> None:
    """Each is one of planpress's own, with the way out or all the findings."""
    with pytest.raises(planpress.NoPlanError, match="planpress init"):
        planpress.load(tmp_path)
    folder = copy_plan(tmp_path / "plan")
    path = folder / "content" / "projects" / "pose" / "project.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\nnonsense: 1\n", encoding="utf-8")
    with pytest.raises(planpress.InvalidPlanError) as caught:
        planpress.load(folder)
    assert "PP110" in [finding.code for finding in caught.value.findings]


def test_the_ranking_is_that_of_plan_json(report: planpress.Report, exported: PLAN_JSON) -> None:
    """One row a project, in the same order, with the same numbers."""
    frame = planpress.frames.ranking(report)
    projects: list[dict[str, object]] = exported["projects"]  # type: ignore[assignment]
    assert list(frame["id"]) == [project["id"] for project in projects]
    for row, project in zip(frame.to_dict("records"), projects, strict=True):
        priority: dict[str, object] | None = project["priority"]  # type: ignore[assignment]
        if priority is None:
            assert row["screened_out"] == project["screened_out"] is not None
        else:
            assert row["priority"] == priority["score"] and row["rank"] == priority["rank"]
            assert row["within_capacity"] == priority["within_capacity"]
    assert str(frame["rank"].dtype) == "Int64"


def test_the_models_are_those_of_plan_json(report: planpress.Report, exported: PLAN_JSON) -> None:
    """One row for each project, rule and model."""
    frame = planpress.frames.models(report)
    expected = {
        (project["id"], rule["id"], verdict["model"]): (verdict["status"], verdict["score"])
        for project in exported["projects"]  # type: ignore[attr-defined]
        for rule in project["rules"]
        for verdict in rule["models"]
    }
    frame = frame.assign(score=frame["score"].astype(object).where(frame["score"].notna(), None))
    found = {(r["project"], r["rule"], r["model"]): (r["status"], r["score"]) for r in frame.to_dict("records")}
    assert found == expected and len(frame) == len(expected)


def test_the_gains_are_those_of_plan_json(report: planpress.Report, exported: PLAN_JSON) -> None:
    """One row for each project, baseline, model and metric; positive is better."""
    frame = planpress.frames.baselines(report)
    expected = {
        (project["id"], baseline["id"], model, metric): gain["absolute"]
        for project in exported["projects"]  # type: ignore[attr-defined]
        for baseline in project["baselines"]
        for model, gains in baseline["gains"].items()
        for metric, gain in gains.items()
    }
    found = {(r["project"], r["baseline"], r["model"], r["metric"]): r["gain"] for r in frame.to_dict("records")}
    assert found == expected and len(frame) == len(expected)


def test_the_findings_are_those_of_plan_json(report: planpress.Report, exported: PLAN_JSON) -> None:
    """One row a finding, in file order."""
    frame = planpress.frames.findings(report)
    expected = [(finding["code"], finding["line"]) for finding in exported["findings"]]  # type: ignore[attr-defined]
    assert list(zip(frame["code"], frame["line"], strict=True)) == expected


@pytest.mark.parametrize("name", ["ranking", "models", "values", "baselines", "findings"])
def test_missing_texts_are_none_and_missing_numbers_nan(name: str, report: planpress.Report) -> None:
    """With every pandas: what `if row.chosen` asks is answered as an author would."""
    frame = getattr(planpress.frames, name)(report)
    assert len(frame)
    for column in frame.columns:
        if frame[column].dtype == object:
            assert {type(value) for value in frame[column]} <= {str, type(None)}, column
        else:
            assert str(frame[column].dtype) in ("float64", "Int64", "bool"), column
    if name == "ranking":
        last = frame.iloc[-1]
        assert last.screened_out and last.line is None and last.chosen is None and last.priority != last.priority


def test_the_values_are_those_of_the_tables(report: planpress.Report) -> None:
    """One row a value, with its unit; and the table of one project, as it was written."""
    frame = planpress.frames.values(report)
    pose = report.evaluations["pose"].project.table
    assert pose is not None
    written = {("pose", model.name, name): value for model in pose.models for name, value in model.values.items()}
    found = {(row.project, row.model, row.metric): row.value for row in frame.itertuples()}
    assert written.items() <= found.items() and len(found) == len(frame)
    assert set(frame[frame.metric == "position_error"].unit) == {"cm"}
    table = planpress.frames.table(report, "pose")
    assert (tuple(table.index), tuple(table.columns)) == (pose.names(), pose.columns)
    assert {("pose", model, name): table.loc[model, name] for _, model, name in written} == written
    assert str(planpress.frames.table(report, "caller-mood").dtypes.to_dict()) == "{}"
    with pytest.raises(planpress.PlanpressError, match='there is no project "pse" \\(did you mean "pose"'):
        planpress.frames.table(report, "pse")


def test_the_report_in_a_notebook(report: planpress.Report) -> None:
    """One line, and the public names for who looks for them."""
    assert repr(report) == '<Report "Robotics and language ML plan": 14 projects, 13 of them ranked, 3 warnings, as of 2019-06-01>'
    assert dir(planpress) == sorted(planpress.__all__)
    assert all(getattr(planpress, name) for name in dir(planpress))


def test_pandas_is_imported_for_a_frame_alone() -> None:
    """`import planpress` is quick: nothing heavy comes with it, and pandas comes with the first frame."""
    program = (
        "import sys, planpress\n"
        "print(sorted({'pandas', 'numpy', 'pydantic', 'altair', 'mkdocs', 'jinja2', 'yaml'} & set(sys.modules)))\n"
        f"report = planpress.load({str(ROOT)!r})\n"
        "print('pandas' in sys.modules)\n"
        "planpress.frames.ranking(report)\n"
        "print('pandas' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:3] == ["[]", "False", "True"]


def test_an_unknown_name_is_no_name() -> None:
    """What is not public says so in Python's own words."""
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = planpress.nonsense  # type: ignore[attr-defined]
