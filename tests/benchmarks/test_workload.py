"""The synthetic plans of the benchmarks."""

from pathlib import Path

from benchmarks.workload import BRIEF_MODELS, METRICS, MODELS, write_plan
from planpress.workflows.check_plan import check_folder, load


def test_a_plan_has_no_error(tmp_path: Path) -> None:
    """Three projects, each with its models and metrics, and with a chosen one by its deciding rule or a reason."""
    write_plan(tmp_path, 3)
    checked = check_folder(tmp_path, {})
    assert not checked.findings
    report = load(tmp_path)
    assert len(report.plan.projects) == 3
    for project in report.plan.projects:
        assert project.table is not None
        assert len(project.table.models) == MODELS
        assert set(METRICS) <= set(project.table.columns)
        assert report.evaluations[project.id].deciding is not None


def test_the_same_number_gives_the_same_plan(tmp_path: Path) -> None:
    """Byte for byte; another number gives other models."""
    for name, projects in (("a", 2), ("b", 2), ("c", 3)):
        write_plan(tmp_path / name, projects)
    assert _files(tmp_path / "a") == _files(tmp_path / "b")
    table = "content/projects/project-0000/models.csv"
    assert _files(tmp_path / "a")[table] != _files(tmp_path / "c")[table]


def test_a_brief_plan_has_less_of_each_project(tmp_path: Path) -> None:
    """As many projects, fewer models, no rules, and nothing that is an error."""
    write_plan(tmp_path, 2, brief=True)
    projects = load(tmp_path).plan.projects
    assert len(projects) == 2
    assert {len(project.models()) for project in projects} == {BRIEF_MODELS}
    assert not any(project.rules for project in projects)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
