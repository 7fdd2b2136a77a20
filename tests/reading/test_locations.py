"""Where the plan of a site lies, by its mkdocs.yml: what settings may say, and what is said of those that cannot be."""

from pathlib import Path

import pytest

from planpress.model.location import Location
from planpress.reading.locations import NoPlanError, find_root, located
from tests.case_files import cases
from tests.repositories import write

PLUGIN = "plugins:\n  - planpress: "


def test_an_absolute_docs_dir_is_taken_from_the_root(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": f"docs_dir: {tmp_path}/web\nplugins: [planpress]\n"})
    assert located(tmp_path).folder == "web"


def test_another_name_of_the_settings(tmp_path: Path) -> None:
    """MkDocs reads mkdocs.yaml where there is no mkdocs.yml."""
    write(tmp_path, {"mkdocs.yaml": PLUGIN + "{plan: docs/ml}\n"})
    assert located(tmp_path).folder == "docs/ml"
    write(tmp_path, {"mkdocs.yml": "plugins: [planpress]\n"})
    assert located(tmp_path).folder == "docs"


def test_a_folder_content_beside_settings_that_place_no_plan(tmp_path: Path) -> None:
    """It is the plan, until there is one where the settings have it."""
    write(tmp_path, {"mkdocs.yml": "plugins: [planpress]\n", "content/plan.yml": "x"})
    assert located(tmp_path) == Location()
    write(tmp_path, {"docs/plan.yml": "x"})
    assert located(tmp_path).folder == "docs"


def test_the_nearest_plan_upward_is_found(tmp_path: Path) -> None:
    """Whether it is a folder content or one that an mkdocs.yml places; sites without a plan are passed by."""
    write(tmp_path, {
        "mkdocs.yml": PLUGIN + "{plan: docs/ml}\n", "docs/ml/plan.yml": "x",
        "other/mkdocs.yml": "site_name: no plan\n", "other/deep/x": "",
        "inner/content/plan.yml": "x", "inner/below/x": "",
    })  # fmt: skip
    assert find_root(tmp_path / "docs/ml") == tmp_path.resolve()
    assert find_root(tmp_path / "other/deep") == tmp_path.resolve()
    assert find_root(tmp_path / "inner/below") == (tmp_path / "inner").resolve()


@pytest.mark.process
@pytest.mark.parametrize(("files", "message"), cases(__file__)["test_a_plan_that_is_not_there"])
def test_a_plan_that_is_not_there(files: dict[str, str], message: str, tmp_path: Path) -> None:
    write(tmp_path, files)
    with pytest.raises(NoPlanError) as problem:
        find_root(tmp_path)
    assert str(problem.value) == message.format(root=tmp_path.resolve())


def test_a_file_is_known_by_where_it_lies() -> None:
    """What is a part of the plan, of which project, and where it is published."""
    found = Location("docs/ml", "docs", "plans")
    assert found.project_of("docs/ml/projects/a/x/y.csv") == "a" and found.project_of("docs/projects/a/x") is None
    assert found.published("docs/ml/a.png") == "ml/a.png" and found.published("docsx/a.png") is None
    assert found.page("index.md") == "plans/index.md" and Location().page("index.md") == "index.md"
    for path in ("plans/scoring.md", "ml/a.png", "guide.md", "plansx/a.md"):
        assert found.linked(found.link(path)) == path
    belonging = ["docs/ml/plan.yml", "docs/ml/notes.md", "docs/ml/projects/a/models.csv", "docs/guide.md", "docs/ml/a.png"]
    assert list(map(found.belongs, belonging)) == [True, True, True, False, False]
