"""The plan may lie anywhere in somebody's docs, and its pages anywhere in the site: every command says the real paths."""

import json
import posixpath
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from planpress.model.meeting import AgendaItem
from planpress.model.numbering import numbers
from planpress.reading.disk import DiskTree
from planpress.reading.locations import located
from tests.conftest import call_planpress
from tests.plugin.hosts import DOT, MODELS, PLAN, PROJECT, build
from tests.repositories import commit, git, write
from tests.site.test_links import faults

pytestmark = pytest.mark.process

NARRATIVE = """\
## Why

![A rig](rig.png), as [the guide](GUIDE) says, and not as [the other one](../packing/plan.md) does.
"""
OTHER = "schema: 1\ntitle: Packing\nstage: planning\nimpact: {worth: 0.2}\n"
LINE = next(at for at, line in enumerate(PROJECT.split("\n"), 1) if "recall > 0.6" in line)
MEETING = "schema: 1\ntitle: Planning\nagenda:\n  - {project: sorting}\n  - {page: notes.md}\n"


@dataclass(frozen=True)
class Layout:
    """Where things are: the site's root in the repository, its docs, and from the root the plan; the pages' prefix."""

    name: str
    root: str
    docs: str
    folder: str
    pages: str
    settings: dict[str, Any] | None = None

    @property
    def place(self) -> str:
        """The plan's folder from the top of the repository."""
        return posixpath.normpath(f"{self.root}/{self.folder}")

    @property
    def written(self) -> str:
        """The plan's folder in the site."""
        return self.folder.removeprefix(self.docs).lstrip("/")

    def site(self, path: str) -> str:
        return f"{self.pages}/{path}" if self.pages else path


LAYOUTS = (
    Layout("content", ".", "content", "content", ""),
    Layout("the top of docs", ".", "docs", "docs", ""),
    Layout("a folder of docs", ".", "docs", "docs/ml", "ml", {"plan": "docs/ml"}),
    Layout("pages of their own", ".", "docs", "docs", "ml/plan", {"pages": "ml/plan"}),
    Layout("pages at the top", ".", "docs", "docs/ml", "", {"plan": "docs/ml/", "pages": "."}),
    Layout("a monorepo", "sites/ours", "docs", "docs/ml", "ml", {"plan": "./docs/ml"}),
    Layout("docs beside mkdocs.yml", "site-of-ours", "../docs", "../docs/ml", "ml", {"plan": "../docs/ml"}),
)


def write_layout(top: Path, layout: Layout) -> Path:
    """A site with a plan in a repository; the root of the site."""
    root = top / layout.root
    guide = "../" * (2 + layout.folder.count("/") - layout.docs.count("/")) + "guide.md"
    plugin = "planpress" if layout.settings is None else {"planpress": layout.settings}
    settings = {
        "site_name": "Host",
        "site_url": "https://example.org/",
        "repo_url": "https://github.com/example/host",
        "edit_uri": f"edit/main/{posixpath.normpath(f'{layout.root}/{layout.docs}')}/",
        "docs_dir": layout.docs,
        "use_directory_urls": False,
        "theme": {"name": "material", "font": False, "features": ["content.action.edit"]},
        "plugins": ["search", plugin],
        "validation": {"nav": {"omitted_files": "ignore"}},
    }
    write(root, {
        "mkdocs.yml": yaml.safe_dump(settings),
        f"{layout.docs}/index.md": "# Home\n",
        f"{layout.docs}/guide.md": "# Guide\n",
        f"{layout.folder}/plan.yml": PLAN,
        f"{layout.folder}/notes.md": "# Notes\n\nOurs.\n",
        f"{layout.folder}/projects/index.md": "# Our projects, by hand\n",
        f"{layout.folder}/projects/by-hand/index.md": "# A page of the host's\n",
        f"{layout.folder}/projects/sorting/project.yml": PROJECT,
        f"{layout.folder}/projects/sorting/models.csv": MODELS,
        f"{layout.folder}/projects/sorting/plan.md": NARRATIVE.replace("GUIDE", guide),
        f"{layout.folder}/projects/packing/project.yml": OTHER,
        f"{layout.folder}/meetings/2019-06-03-planning.yml": MEETING,
    })  # fmt: skip
    (root / layout.folder / "projects/sorting/rig.png").write_bytes(DOT)
    return root


@pytest.fixture(scope="module", params=LAYOUTS, ids=lambda layout: layout.name)
def layout(request: pytest.FixtureRequest) -> Layout:
    found: Layout = request.param
    return found


@pytest.fixture(scope="module")
def root(machine: Path, layout: Layout) -> Path:
    """The root of a site, committed."""
    top = machine / layout.name.replace(" ", "-")
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    made = write_layout(top, layout)
    commit(top, "begin", "2019-06-01T12:00:00+0000")
    return made.resolve()


@contextmanager
def edited(root: Path, files: Mapping[str, str]) -> Iterator[None]:
    """Files with other texts meanwhile."""
    before = {path: (root / path).read_text(encoding="utf-8") for path in files}
    write(root, files)
    try:
        yield
    finally:
        write(root, before)


def ran(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return call_planpress(*arguments, cwd=root)


def test_the_location_is_what_the_settings_say(root: Path, layout: Layout) -> None:
    found = located(root)
    assert (found.folder, found.docs, found.pages) == (layout.folder, layout.docs, layout.pages)


def test_check_names_the_real_places(root: Path, layout: Layout) -> None:
    """From the root of the site on; for a forge, from the top of the repository. Pages of the host's are no projects."""
    done = ran(root, "check")
    assert done.returncode == 0 and "in 2 projects" in done.stdout
    assert f"{layout.folder}/projects/packing/project.yml:1:1: warning PP405" in done.stdout
    assert "by-hand" not in done.stdout and "PP118" not in done.stdout
    annotated = ran(root, "check", "--format", "github").stdout
    assert f"file={layout.place}/projects/packing/project.yml" in annotated


def test_the_plan_is_found_from_below(root: Path, layout: Layout) -> None:
    """Wherever in its folders somebody stands, unless docs lie beside the settings."""
    if layout.docs.startswith("../"):
        assert ran(root / layout.folder, "check").returncode == 2
        return
    inside, above = ran(root / layout.folder / "projects/sorting", "check"), ran(root, "check")
    assert (inside.returncode, inside.stdout, inside.stderr) == (above.returncode, above.stdout, above.stderr)


def test_explain_names_the_real_places(root: Path, layout: Layout) -> None:
    assert f"{layout.folder}/projects/sorting/models.csv:3" in ran(root, "explain", "sorting.gains.script.net-2.recall").stdout


def test_an_edit_is_compared_under_its_real_path(root: Path, layout: Layout) -> None:
    """In the working tree, between two revisions, and in the history; hand-written pages are pages of the site."""
    path = f"{layout.folder}/projects/sorting/project.yml"
    easier = (root / path).read_text(encoding="utf-8").replace("recall > 0.6", "recall > 0.4")
    assert "(nothing was edited)" in ran(root, "diff", "HEAD").stdout
    with edited(root, {path: easier, f"{layout.folder}/notes.md": "# Notes\n\nOthers.\n"}):
        said = json.loads(ran(root, "diff", "HEAD", "--format", "json").stdout)
        assert [edit["path"] for edit in said["edits"]] == [f"{layout.folder}/projects/sorting/project.yml"]
        pages = {page["path"] for page in said["pages"]}
        assert layout.site("projects/sorting/index.md") in pages and f"{layout.written}/notes.md".lstrip("/") in pages
        assert f"{layout.folder}/projects/sorting/project.yml:{LINE}" in ran(root, "diff", "HEAD").stdout
        linked = ran(root, "diff", "HEAD", "--format", "markdown", "--site-url", "https://example.org/x").stdout
        assert f"https://example.org/x/{layout.site('projects/sorting/index.html')}" in linked
        assert "projects/sorting" in linked and f"`{layout.folder}" not in linked and f"`sorting/project.yml:{LINE}`" in linked


def test_the_site_is_whole(root: Path, layout: Layout) -> None:
    """Every link leads somewhere; plan.json stands with the pages; sources and edits lead to the real files."""
    _, said = build(root)
    assert said.of("WARNING", "ERROR") == []
    site = root / "site"
    assert faults(site) == []
    page = (site / layout.site("projects/sorting/index.html")).read_text(encoding="utf-8")
    assert f'href="https://github.com/example/host/blob/main/{layout.place}/projects/sorting/models.csv' in page
    assert f'href="https://github.com/example/host/edit/main/{layout.place}/projects/sorting/project.yml"' in page
    home = "index.html" if layout.pages else "portfolio.html"
    assert (site / layout.site("plan.json")).is_file() and (site / layout.site(home)).is_file()
    assert (site / layout.written / "projects/by-hand/index.html").is_file()
    assert not list(site.rglob("plan.yml")) and not list(site.rglob("project.yml")) and not list(site.rglob("20*.yml"))


def test_a_meeting_decides_about_the_real_files(root: Path, layout: Layout, tmp_path: Path) -> None:
    number = numbers([AgendaItem(0, project="sorting").subject, AgendaItem(0, page="notes.md").subject])[0]
    answers = tmp_path / "answers.yml"
    answers.write_text(f"schema: 1\ndecisions:\n  - {{number: {number}, decision: 'yes'}}\n", encoding="utf-8")
    done = ran(root, "decide", "planning", "--from", str(answers), "--dry-run")
    assert f"+++ b/{layout.folder}/meetings/2019-06-03-planning.decisions.yml" in done.stdout, done.stderr


def test_the_same_plan_anywhere_is_the_same_plan(root: Path, layout: Layout, machine: Path) -> None:
    """plan.json differs in paths alone: those that begin with the plan's folder."""
    text = ran(root, "export").stdout
    assert json.loads(text)["folder"] == layout.folder
    usual = machine / "usual"
    if not usual.exists():
        write_layout(usual, LAYOUTS[0])
    mine = text.replace(f'"{layout.folder}/', '"content/').replace(f'"folder": "{layout.folder}"', '"folder": "content"')
    assert mine == ran(usual, "export").stdout


def test_advice_names_the_real_files(root: Path, layout: Layout) -> None:
    """Where to write what is missing, and where a meeting would be."""
    with edited(root, {f"{layout.folder}/projects/packing/project.yml": OTHER + "uses: {teams: [nobody]}\n"}):
        assert f"in {layout.folder}/plan.yml" in ran(root, "check").stdout
    (root / layout.folder / "meetings/2019-06-03-planning.yml").unlink()
    try:
        assert f"write {layout.folder}/meetings/2019-06-01-name.yml" in ran(root, "decide", "board").stderr
    finally:
        write(root, {f"{layout.folder}/meetings/2019-06-03-planning.yml": MEETING})


def test_a_tree_on_disk_lists_the_files_of_its_place(root: Path, layout: Layout) -> None:
    tree = DiskTree(root, location=located(root))
    assert tree.listing().folders == ("packing", "sorting")
    assert all(path.startswith(f"{layout.folder}/") for path in (*tree.listing().paths, *tree.ids("sha1")))
