"""`planpress render`: what it writes, what it keeps its hands off, and that it says what it leaves out."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from planpress.model.errors import PlanpressError
from planpress.reading.locations import settings_of
from planpress.workflows.check_plan import load
from planpress.workflows.publish_site import publish
from planpress.workflows.render_site import standalone
from tests.case_files import cases
from tests.conftest import call_planpress, copy_plan, run_planpress
from tests.site.test_build import CIRCUMSTANCES, broken, differing, files_of

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def plan(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration plan with its pages rendered into pages/; not to be changed."""
    folder = copy_plan(tmp_path_factory.mktemp("plan"), drawn=demonstration)
    done = call_planpress("render", "pages", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def fresh(plan: Path, folder: Path) -> Path:
    """A copy of the plan with its drawn charts, and without rendered pages."""
    return Path(shutil.copytree(plan, folder, ignore=shutil.ignore_patterns("pages")))


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, plan: Path) -> None:
    """Another folder, time zone, locale, hash seed and day, and charts drawn anew, change no byte. Nothing is on standard
    output, and after the findings one line says how much there is and what to do next."""
    folder = copy_plan(tmp_path / "another folder, ünïcode")
    environment = {name: value for change in CIRCUMSTANCES.values() for name, value in change.items()}
    done = run_planpress("render", "other/pages", cwd=folder, env=environment)
    assert done.returncode == 0, done.stderr
    assert differing(plan / "pages", folder / "other" / "pages") == []
    pages = len(list((plan / "pages" / "docs").rglob("*.md"))) - len({"about.md", "tags.md"})
    charts = len(list((plan / "pages" / "docs" / "assets" / "charts").iterdir()))
    said = f"{pages} pages and {charts} charts; next: cd other/pages && mkdocs build"
    assert (done.stdout, done.stderr.splitlines()[-1]) == ("", said)


def test_no_page_has_a_placeholder_or_an_address_of_the_package(plan: Path) -> None:
    """Everything is filled in: the folder needs planpress no more."""
    for path in (plan / "pages" / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert "<!-- planpress:" not in text and '"page:' not in text, path
    assert "planpress" not in yaml.safe_load((plan / "pages" / "mkdocs.yml").read_text(encoding="utf-8"))["plugins"]


def test_every_chart_is_a_file_that_stands_alone(plan: Path) -> None:
    """Well-formed SVG with its words inside, on white, a colour behind every variable: no style sheet goes with it."""
    drawings = publish(load(plan), plan).drawings
    files = dict(standalone(drawings))
    assert len(files) == len(drawings), "two charts have one name"
    for name, text in files.items():
        assert (plan / "pages" / "docs" / name).read_text(encoding="utf-8") == text
        root = ElementTree.fromstring(text)
        words = {part.tag.rpartition("}")[2]: part.text for part in root}
        assert words["title"] and words["desc"], name
        assert re.findall(r"var\(--[\w-]+\)", text) == [], name
        ground = root.find("{http://www.w3.org/2000/svg}rect")
        assert ground is not None and ground.attrib == {"width": "100%", "height": "100%", "fill": "#fff"}


def test_pages_of_an_earlier_time_are_replaced_and_what_an_engine_made_of_them_stays(
    tmp_path: Path, plan: Path
) -> None:
    """Also where no list of them is kept, as after a copy. What the engine made it will make anew."""
    folder = fresh(plan, tmp_path / "plan")
    shutil.copytree(plan / "pages", folder / "pages")
    (folder / "pages" / "docs" / "stale.md").write_text("# Stale\n", encoding="utf-8")
    (folder / "pages" / "site").mkdir()
    (folder / "pages" / "site" / "index.html").write_text("an engine's", encoding="utf-8")
    for _ in range(2):
        assert call_planpress("render", "pages", cwd=folder).returncode == 0
        assert (folder / "pages" / "site" / "index.html").read_text(encoding="utf-8") == "an engine's"
        (folder / "pages" / "notes.txt").write_text("mine", encoding="utf-8")
    shutil.rmtree(folder / "pages" / "site")
    (folder / "pages" / "notes.txt").unlink()
    assert differing(plan / "pages", folder / "pages") == []


def a_thesis(folder: Path) -> Path:
    (folder / "thesis").mkdir()
    (folder / "thesis" / "thesis.txt").write_text("years of work", encoding="utf-8")
    return folder / "thesis"


def a_rendering_with_notes(folder: Path) -> Path:
    shutil.copytree(folder.parent / "rendered", folder / "pages")
    (folder / "pages" / "notes.txt").write_text("mine", encoding="utf-8")
    return folder / "pages"


def a_link(folder: Path) -> Path:
    (folder / "link").symlink_to(a_thesis(folder))
    return folder / "link"


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "somebody's files": (a_thesis, "holds files that planpress did not write; empty it or choose another DIR"),
    "a rendering with notes": (a_rendering_with_notes, "holds files that planpress did not write"),
    "a link": (a_link, "is a symbolic link; remove it or make DIR the folder that it points to"),
    "the plan itself": (lambda folder: folder, "holds files that planpress did not write"),
    "its content": (lambda folder: folder / "content", "lies in the plan's content/"),
    "a folder in its content": (lambda folder: folder / "content" / "out", "lies in the plan's content/"),
    "a folder in its templates": (lambda folder: folder / "templates" / "out", "lies in the plan's templates/"),
    "a site": (lambda folder: folder / "site", "holds files that planpress did not write"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_folder_of_somebody_else_is_refused(kind: str, tmp_path: Path, plan: Path, demonstration: Path) -> None:
    """Nothing in it, nor beside it, is touched, and the message says the way out."""
    shutil.copytree(plan / "pages", tmp_path / "rendered")
    folder = fresh(plan, tmp_path / "plan")
    shutil.copytree(demonstration / "site", folder / "site")
    make, message = REFUSED[kind]
    target = make(folder)
    before = files_of(folder)
    done = call_planpress("render", target, cwd=folder)
    assert done.returncode == 2
    assert message in done.stderr.splitlines()[-1], done.stderr
    assert files_of(folder) == before


def test_an_error_of_the_plan_stops_before_anything_is_touched(tmp_path: Path, plan: Path) -> None:
    folder = fresh(plan, tmp_path / "plan")
    shutil.copytree(plan / "pages", folder / "pages")
    broken(folder)
    done = call_planpress("render", "pages", cwd=folder)
    assert done.returncode == 1 and 'PP110 unknown key "nonsense"' in done.stderr
    assert differing(plan / "pages", folder / "pages") == []
    assert call_planpress("render", "new", cwd=folder).returncode == 1
    assert not (folder / "new").exists()


def linked(folder: Path) -> None:
    """Put links into content/: two out of the plan, one to a folder of the plan, one round in a circle; a dead link."""
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "shared").mkdir()
    (folder / "shared" / "note.txt").write_text("a note", encoding="utf-8")
    content = folder / "content"
    (content / "secret.txt").symlink_to(outside / "secret.txt")
    (content / "outside").symlink_to(outside)
    (content / "shared").symlink_to("../shared")
    narrative = content / "projects" / "pose" / "plan.md"
    narrative.write_text(narrative.read_text(encoding="utf-8") + "\n[gone](gone.pdf)\n", encoding="utf-8")


SAID = {
    "secret.txt": "content/secret.txt is a link out of the plan's folder and is not published; put the file itself here",
    "gone.pdf": "content/projects/pose/plan.md: a link leads to content/projects/pose/gone.pdf, and there is no such page or file",
}


@pytest.mark.parametrize(("command", "published"), [(("build",), "site"), (("render", "pages"), "pages/docs")])
def test_nothing_from_outside_the_plan_is_published(
    command: tuple[str, ...], published: str, tmp_path: Path, plan: Path
) -> None:
    """A link out of the plan is left out and named, by both commands; a link to a folder of the plan is followed."""
    folder = fresh(plan, tmp_path / "plan")
    linked(folder)
    done = call_planpress(*command, cwd=folder)
    assert done.returncode == 0, done.stderr
    files = files_of(folder / published)
    assert [name for name, data in files.items() if data == b"secret"] == []
    assert files["shared/note.txt"] == b"a note"
    for said in SAID.values():
        assert said in done.stderr
    assert "content/outside" in done.stderr


def test_with_strict_what_is_left_out_is_an_error(tmp_path: Path, plan: Path) -> None:
    """As in a build: the folder stays as it was. The plan's own warnings are taken out first."""
    folder = tmp_path / "small"
    assert call_planpress("init", folder, cwd=tmp_path).returncode == 0
    assert call_planpress("render", "--strict", "pages", cwd=folder).returncode == 0
    (folder / "content" / "secret.txt").symlink_to(plan / "mkdocs.yml")
    before = files_of(folder / "pages")
    done = call_planpress("render", "--strict", "pages", cwd=folder)
    assert done.returncode == 2 and "1 warning; pages is as it was" in done.stderr
    assert files_of(folder / "pages") == before


def test_a_circle_of_links_is_not_followed(tmp_path: Path, plan: Path) -> None:
    folder = fresh(plan, tmp_path / "plan")
    (folder / "content" / "round").symlink_to(".")
    (folder / "content" / "self").symlink_to("self")
    assert call_planpress("render", "pages", cwd=folder).returncode == 0
    assert differing(plan / "pages", folder / "pages") == []


SETTINGS = """\
INHERIT: base.yml
site_name: Ours
repo_url: https://example.org/plan
site_author: !ENV [AUTHOR, Nobody]
theme: {name: material, custom_dir: own}
plugins: {search: {}, planpress: {strict: false}}
nav: [{Start: index.md}]
hooks: [hook.py]
"""


def test_the_settings_of_a_plan_are_kept(tmp_path: Path, plan: Path) -> None:
    """What it inherits, what it says to its engine, and its changes to the theme; not the plugin and not its hooks."""
    folder = fresh(plan, tmp_path / "plan")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (folder / "base.yml").write_text("copyright: us\ntheme: {language: ko}\nsite_name: Theirs\n", encoding="utf-8")
    (folder / "own" / "partials").mkdir(parents=True)
    (folder / "own" / "main.html").write_text(
        '{% extends "base.html" %}{% block announce %}Announced{% endblock %}', encoding="utf-8"
    )
    done = call_planpress("render", "pages", cwd=folder)
    assert done.returncode == 0, done.stderr
    text = (folder / "pages" / "mkdocs.yml").read_text(encoding="utf-8")
    assert re.search(r"site_author: !ENV\n- AUTHOR\n- Nobody\n", text)
    settings = yaml.safe_load(text.replace("!ENV", ""))
    assert settings["theme"] == {"name": "material", "language": "ko", "custom_dir": "overrides", "font": False}
    assert settings["plugins"] == [{"search": {}}]
    assert (settings["site_name"], settings["copyright"], settings["nav"]) == ("Ours", "us", [{"Start": "index.md"}])
    assert "hooks" not in settings and "INHERIT" not in settings
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"],
        cwd=folder / "pages",
        check=False,
        capture_output=True,
    )
    assert built.returncode == 0, built.stderr
    assert "Announced" in (folder / "pages" / "site" / "index.html").read_text(encoding="utf-8")


WRONG = cases(__file__)["WRONG"]


@pytest.mark.parametrize("text", WRONG)
def test_settings_that_cannot_be_used_are_named_in_a_line(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    assert call_planpress("init", folder, cwd=tmp_path).returncode == 0
    (folder / "mkdocs.yml").write_text(f"{text}\n", encoding="utf-8")
    done = call_planpress("render", "pages", cwd=folder)
    assert done.returncode == 2
    assert WRONG[text] in done.stderr and "Traceback" not in done.stderr
    assert not (folder / "pages").exists()


def test_settings_of_another_encoding_are_named(tmp_path: Path) -> None:
    with pytest.raises(PlanpressError, match=r"^mkdocs\.yml: not UTF-8; save it as UTF-8$"):
        settings_of("site_name: Gr\u00fcn".encode("latin-1"))


def test_a_plan_without_settings_is_rendered_with_those_that_pages_need(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    assert call_planpress("init", folder, cwd=tmp_path).returncode == 0
    (folder / "mkdocs.yml").unlink()
    assert call_planpress("render", "pages", cwd=folder).returncode == 0
    settings = yaml.safe_load((folder / "pages" / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["theme"]["name"] == "material" and "md_in_html" in settings["markdown_extensions"]
