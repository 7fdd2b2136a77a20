"""planpress from Python: the judged plan as frozen values, and its frames."""

import json
import subprocess
import sys
from typing import Any

import pytest

import planpress
from planpress.formats.plan_json import render
from tests.conftest import ROOT

pytestmark = pytest.mark.process

@pytest.fixture(scope="module")
def report() -> planpress.Report:
    return planpress.load(ROOT)


COLUMNS = {"ranking": "id priority rank within_capacity screened_out", "models": "project rule model status score",
           "values": "project model metric value", "baselines": "project baseline model metric gain",
           "open_items": "kind project text when number", "teams": "team weeks asked carried", "findings": "code line"}  # fmt: skip
Rows = list[tuple[object, ...]]


def rows_of(exported: dict[str, Any]) -> dict[str, Rows]:
    """What each frame has in these columns, by plan.json."""
    projects = exported["projects"]
    placed = [(one, one["priority"] or dict.fromkeys(("score", "rank", "within_capacity"))) for one in projects]
    return {
        "ranking": [
            (one["id"], place["score"], place["rank"], place["within_capacity"], one["screened_out"]) for one, place in placed
        ],
        "models": [
            (one["id"], rule["id"], verdict["model"], verdict["status"], verdict["score"])
            for one in projects for rule in one["rules"] for verdict in rule["models"]
        ],
        "values": [
            (one["id"], model, metric, value)
            for one in projects for model, values in one["values"].items() for metric, value in values.items()
        ],
        "baselines": [
            (one["id"], baseline["id"], model, metric, gain["absolute"])
            for one in projects for baseline in one["baselines"]
            for model, gains in baseline["gains"].items() for metric, gain in gains.items()
        ],
        "open_items": [
            (item["kind"], project, item["text"], item["when"], item["number"])
            for item in exported["open"] for project in item["projects"] or (None,)
        ],
        "teams": [(team["id"], team["weeks"], team["asked"], team["carried"]) for team in exported["teams"]],
        "findings": [(finding["code"], finding["line"]) for finding in exported["findings"]],
    }  # fmt: skip


@pytest.mark.parametrize("name", COLUMNS)
def test_frames_have_what_plan_json_has(name: str, report: planpress.Report) -> None:
    """Every row once, the ranking and findings in their order, with the same numbers; what is missing is none."""
    frame = getattr(planpress.frames, name)(report)[COLUMNS[name].split()].astype(object)
    found = [tuple(row) for row in frame.where(frame.notna(), None).to_numpy()]
    expected = rows_of(json.loads(render(report)))[name]
    if name not in ("ranking", "findings"):  # the others are in the order of the plan
        found, expected = sorted(found, key=str), sorted(expected, key=str)
    assert found == expected


@pytest.mark.parametrize("name", ["ranking", "models", "values", "baselines", "open_items", "teams", "findings"])
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
        assert last.status != "active" and last.line is None and last.priority != last.priority


def test_the_table_of_a_project_is_as_it_was_written(report: planpress.Report) -> None:
    """Models and metrics in the author's order, a value without a unit; the unit stands with the values."""
    pose = report.evaluations["pose"].project.table
    assert pose is not None
    table, values = planpress.frames.table(report, "pose"), planpress.frames.values(report)
    assert (tuple(table.index), tuple(table.columns)) == (pose.names(), pose.columns)
    assert [dict(row.dropna()) for _, row in table.iterrows()] == [dict(model.values) for model in pose.models]
    assert set(values[values.metric == "position_error"].unit) == {"cm"}
    assert str(planpress.frames.table(report, "caller-mood").dtypes.to_dict()) == "{}"
    with pytest.raises(planpress.PlanpressError, match='there is no project "pse" \\(did you mean "pose"'):
        planpress.frames.table(report, "pse")


def test_the_report_in_a_notebook(report: planpress.Report) -> None:
    """One line, and the public names for who looks for them."""
    assert repr(report) == '<Report "Robotics and language ML plan": 14 projects, 11 of them ranked, 5 warnings, as of 2019-06-01>'
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


def test_values_have_their_errors(report: planpress.Report) -> None:
    """As they stand in their cells: 27.4 ± 0.8."""
    values = planpress.frames.values(report).set_index(["project", "model", "metric"])
    assert tuple(values.loc[("demand", "gbm-1", "wape"), ["value", "se"]]) == (27.4, 0.8)
    assert values.loc[("demand", "gbm-1", "run_time"), ["se", "low", "high", "runs"]].isna().all()
