"""Read, check, judge, rank; and the day that a plan speaks of."""

from datetime import date
from pathlib import Path

import pytest

import planpress
from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding
from planpress.model.sources import Place
from planpress.workflows.check_plan import Checked, DefaultDay, InvalidPlanError, check_folder, conclude
from tests.conftest import ROOT
from tests.repositories import commit, git
from tests.small_plan import CSV, MODELS, PLAN, P, Q, T, write

pytestmark = pytest.mark.process

UNDATED = PLAN.replace("as_of: 2019-06-01\n", "")


@pytest.mark.parametrize(
    ("committed", "epoch", "day"),
    [
        ("2019-05-30T12:00:00+0000", "0", date(2019, 5, 30)),
        (None, "0", date(1970, 1, 1)),
        (None, "1559433599", date(2019, 6, 1)),
        (None, "", None),
        (None, None, None),
    ],
)
def test_the_day(committed: str | None, epoch: str | None, day: date | None, place: Path) -> None:
    """That of the last commit to content/, else the one in UTC that SOURCE_DATE_EPOCH names, else today."""
    if committed is not None:
        write(place, {})
        git(place, "init", "-q")
        commit(place, "x", committed)
    before = date.today()
    found = DefaultDay(place, {} if epoch is None else {"SOURCE_DATE_EPOCH": epoch})()
    assert found == day if day else found in (before, date.today())


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "1.5", "²", "9" * 12])
def test_a_source_date_epoch_that_is_none_is_an_error(place: Path, epoch: str) -> None:
    """A build that asks for a day and names none would not be reproducible, so that is said."""
    with pytest.raises(PlanpressError) as problem:
        DefaultDay(place, {"SOURCE_DATE_EPOCH": epoch})()
    assert str(problem.value) == f'SOURCE_DATE_EPOCH is "{epoch}"; set it to seconds since 1970, or unset it'


def test_a_day_that_is_written_asks_nobody(place: Path) -> None:
    """A plan that names its day is read without git and without the environment."""
    checked = check_folder(write(place, {}), {"SOURCE_DATE_EPOCH": "nonsense"})
    assert checked.plan is not None and checked.plan.as_of == date(2019, 6, 1)


@pytest.mark.parametrize(
    ("edit", "judged"), [(("planning", "deploying"), True), (("planning", "training"), False), (("planning", "doing"), False)]
)
def test_checking_judges_what_deploys_and_nothing_twice(edit: tuple[str, str], judged: bool, place: Path) -> None:
    """Nothing is judged of a plan with errors; what was judged to find what is wrong stands in the report as it is."""
    checked = check_folder(write(place, {Q: MODELS.replace(*edit), T: CSV}), {})
    assert list(checked.evaluations) == (["p"] if judged else [])
    if judged:
        report = conclude(checked)
        assert report.evaluations["p"] is checked.evaluations["p"]


def test_what_is_concluded_is_found_before_a_build(place: Path) -> None:
    """A model below its floor: the check says it, a build that takes warnings for errors stops; in training neither."""
    below = {Q: MODELS.replace("{precision: 0.5}", "{precision: 0.85}"), T: CSV}
    assert "PP433" not in {one.code for one in check_folder(write(place, below), {}).findings}
    deploying = check_folder(write(place, {**below, Q: below[Q].replace("planning", "deploying")}), {})
    assert "PP433" in {one.code for one in deploying.findings}
    assert "PP433" in {one.code for one in conclude(deploying).findings}
    with pytest.raises(InvalidPlanError, match="PP433 deploying, but net-1 does worse than the best baseline"):
        conclude(deploying, strict=True)


def test_findings_of_reading_and_of_lints_come_together(place: Path) -> None:
    """What is wrong with one project's form does not hide what another says of its metrics."""
    files = {
        Q: MODELS.replace("metric: precision}", "metric: precison}"),
        T: CSV,
        "content/projects/z/project.yml": "",
    }
    checked = check_folder(write(place, files), {})
    assert [(f.code, f.place.path.rsplit("/", 2)[1]) for f in checked.findings] == [("PP203", "p"), ("PP101", "z")]
    assert checked.projects == 2


def checked_with(level: str) -> Checked:
    findings = (Finding("PP999", "error" if level == "error" else "warning", Place("x"), "so"),)
    return Checked(planpress.load(ROOT).plan, findings if level else (), 1)


@pytest.mark.parametrize(
    ("level", "strict", "fails"),
    [("", False, False), ("", True, False), ("warning", False, False), ("warning", True, True), ("error", False, True)],
)
def test_what_stops_a_build(level: str, strict: bool, fails: bool) -> None:
    """An error stops it; a warning only with `strict`."""
    checked = checked_with(level)
    assert checked.failed(strict=strict) == fails
    if fails:
        with pytest.raises(InvalidPlanError) as problem:
            conclude(checked, strict=strict)
        assert problem.value.findings == checked.findings
        assert str(problem.value) == f"x: {level} PP999 so"
    else:
        assert conclude(checked, strict=strict).findings == checked.findings


def test_a_plan_is_loaded_from_below(place: Path) -> None:
    """`planpress.load` finds the root upward, gives frozen values, and raises where there are errors or no plan."""
    write(place, {})
    report = planpress.load(place / "content" / "projects")
    assert [project.id for project in report.plan.projects] == ["p"]
    with pytest.raises(AttributeError):
        report.plan.title = "other"  # type: ignore[misc]
    (place / P).write_text("")
    with pytest.raises(planpress.InvalidPlanError):
        planpress.load(place)
    (place / P).unlink()
    with pytest.raises(planpress.NoPlanError):
        planpress.load(place)
