"""`planpress render`: what is written, what is refused, and what becomes of the settings."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from planpress.model.errors import PlanpressError
from planpress.writing.site_settings import read_settings, rendered_settings
from tests.conftest import copy_plan, run_planpress


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration plan, with rendered pages beside it."""
    folder = copy_plan(tmp_path_factory.mktemp("rendering"))
    done = run_planpress("render", folder / "pages", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "mkdocs build" in done.stderr.splitlines()[-1] and done.stdout == ""
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_pages_are_markdown_and_nothing_is_left_to_fill(plan: Path) -> None:
    """Every placeholder and every link between pages is resolved; definitions are not published."""
    written = files(plan / "pages")
    assert {"mkdocs.yml", "docs/index.md", "docs/plan.json", "docs/projects/pose/index.md", "docs/about.md",
            "docs/assets/planpress/planpress.css", "docs/projects/pose/models.csv"} <= written.keys()  # fmt: skip
    assert not [path for path in written if path.endswith(("project.yml", "plan.md", "plan.yml"))]
    for path, content in written.items():
        if path.endswith(".md"):
            assert b"<!-- planpress:" not in content and b'="page:' not in content, path


def test_every_chart_is_a_file_that_stands_alone(plan: Path) -> None:
    """Well-formed, with its title and its alternative text, and with a colour where the site's variables are missing."""
    charts = sorted((plan / "pages" / "docs" / "assets" / "charts").glob("*.svg"))
    assert len(charts) > 50
    for path in charts:
        text = path.read_text(encoding="utf-8")
        root = ElementTree.fromstring(text)
        words = [(child.tag.rpartition("}")[2], child.text) for child in list(root)[:2]]
        assert [tag for tag, _ in words] == ["title", "desc"] and all(said for _, said in words), path.name
        assert root.get("role") == "img" and root.get("aria-hidden") is None
        assert text.count("var(--") == text.count(", #") + text.count(", rgb"), path.name


def test_rendered_again_the_bytes_are_the_same_and_the_folder_is_whole(plan: Path) -> None:
    """An earlier rendering is replaced, what an engine made of it included; two runs write the same."""
    before = files(plan / "pages")
    (plan / "pages" / "site").mkdir(exist_ok=True)
    (plan / "pages" / "docs" / "stale.md").write_text("old", encoding="utf-8")
    done = run_planpress("render", plan / "pages", cwd=plan)
    assert done.returncode == 0, done.stderr
    assert files(plan / "pages") == before


@pytest.mark.parametrize("stranger", ["notes.txt", "docs/mine.md", ".git/HEAD"])
def test_a_folder_of_somebody_else_is_refused(plan: Path, tmp_path: Path, stranger: str) -> None:
    """What planpress did not write is never replaced."""
    mine = tmp_path / "mine" / stranger
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    done = run_planpress("render", tmp_path / "mine", cwd=plan)
    said = "git working tree" if stranger.startswith(".git") else "planpress did not write"
    assert done.returncode == 2 and said in done.stderr, done.stderr
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_plan_with_errors_writes_nothing(tmp_path: Path) -> None:
    """Errors stop it before anything is touched."""
    folder = copy_plan(tmp_path)
    (folder / "content" / "plan.yml").write_text("schema: 1\n", encoding="utf-8")
    done = run_planpress("render", tmp_path / "pages", cwd=folder)
    assert done.returncode == 1 and "error" in done.stderr
    assert not (tmp_path / "pages").exists()


def test_the_settings_are_the_plans_own_without_the_plugin(plan: Path) -> None:
    """Palette, extensions and links stay; pages are files, and the style sheet and scripts are named."""
    own = yaml.safe_load((plan / "mkdocs.yml").read_text(encoding="utf-8"))
    settings = yaml.safe_load((plan / "pages" / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["theme"]["palette"] == own["theme"]["palette"]
    assert settings["markdown_extensions"] == own["markdown_extensions"]
    assert settings["plugins"] == [plugin for plugin in own["plugins"] if plugin != "planpress"]
    assert settings["use_directory_urls"] is False
    for path in (*settings["extra_css"], *(script["path"] for script in settings["extra_javascript"])):
        assert (plan / "pages" / "docs" / path).is_file()


def test_tags_of_an_engine_are_kept_and_never_obeyed(tmp_path: Path) -> None:
    """An environment variable, or a name of Python, is written as it was read."""
    text = "site_url: !ENV [SITE, none]\nplugins: {search: {}, planpress: {strict: true}}\nx: !!python/name:os.system\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    written = rendered_settings(read_settings(tmp_path), "T", ["index.md"], "a.css", ["a.js"], overrides=False)
    assert "site_url: !ENV" in written and "!!python/name:os.system" in written
    assert "planpress" not in written.split("\n", 1)[1] and "- search: {}" in written


def test_without_settings_the_pages_have_what_they_need(tmp_path: Path) -> None:
    """A plan without an mkdocs.yml can be rendered; Material and its search are taken."""
    written = yaml.safe_load(rendered_settings({}, "Plan: A", ["index.md"], "a.css", [], overrides=False))
    assert written["site_name"] == "Plan: A" and written["theme"]["name"] == "material" and written["nav"] == ["index.md"]


@pytest.mark.parametrize(("text", "said"), [("- a\n", "holds no settings"), ("a: [", "mkdocs.yml: ")])
def test_settings_that_are_none_are_told(tmp_path: Path, text: str, said: str) -> None:
    """What cannot be read as settings is said, with the file's name."""
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(PlanpressError, match=said):
        read_settings(tmp_path)
