"""`planpress build --untrusted`: no attack of a pull request comes through, and each is one where nothing guards."""

import json
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from tests import strangers
from tests.conftest import run_planpress
from tests.pages.test_content_security_policy import hash_of
from tests.repositories import git
from tests.site.test_build import files_of
from tests.site.test_links import pages_of

pytestmark = pytest.mark.process

COMMAND = Path(sys.executable).with_name("planpress")


def guarded(change: strangers.Change) -> subprocess.CompletedProcess[str]:
    """The command that CI runs, where CI runs it: as it is installed, in the folder of the change."""
    command = [COMMAND, "build", "--untrusted"]
    return subprocess.run(command, cwd=change.root, check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def change(machine: Path) -> strangers.Change:
    """The stranger's branch, committed."""
    change = strangers.begin(machine)
    strangers.attack(change)
    strangers.settle(change)
    return change


@pytest.fixture(scope="module")
def careless(change: strangers.Change, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that plain `planpress build` makes of the attacks on pages."""
    folder = tmp_path_factory.mktemp("careless") / "plan"
    shutil.copytree(change.root, folder)
    (folder / "content/Scoring.md").unlink()  # the one that a plain build refuses too (PP119)
    done = run_planpress("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def built(change: strangers.Change, careless: Path) -> tuple[strangers.Change, str]:
    """The change with attacks on the code around content/ too, built with --untrusted; and what was said."""
    del careless  # it was made of the change before the code of the build is attacked
    strangers.attack_code(change)
    strangers.settle(change)
    done = guarded(change)
    assert done.returncode == 0, done.stderr
    return change, done.stderr


@pytest.fixture(scope="module")
def site(built: tuple[strangers.Change, str]) -> Path:
    return built[0].root / "site"


@pytest.mark.parametrize("name", strangers.PAGES)
def test_no_page_does_what_it_tries(name: str, careless: Path, site: Path) -> None:
    """Each page does it in a plain build, and not in an untrusted one."""
    _, sign = strangers.PAGES[name]
    path = f"attacks/{name}.html"
    assert re.search(sign, (careless / path).read_text(encoding="utf-8")), "this is no attack"
    assert not re.search(sign, (site / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", strangers.FILES)
def test_no_file_is_published_that_acts(path: str, built: tuple[strangers.Change, str], site: Path) -> None:
    """The file is said to be left out, and what is at its address is the site's or the base's own."""
    _, said = built
    data = strangers.FILES[path]
    published = site / path
    assert not published.is_file() or published.read_bytes() != data
    assert f"content/{path}: warning PP701" in said
    if path in ("extra.css", "logo.svg"):
        assert published.read_text(encoding="utf-8") == strangers.BASE_FILES[f"content/{path}"]
    assert not (site / path).with_suffix(".html").is_file() or path.startswith(("404", "evil"))


def test_no_code_of_the_change_runs(built: tuple[strangers.Change, str], site: Path) -> None:
    """Hooks, settings, templates, the theme, Jinja in pages and modules beside the plan: not one leaves a mark."""
    change, _ = built
    assert sorted(path.name for path in change.marks.iterdir()) == []
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "OF THE BASE" in home
    assert "Pose" in home
    assert (site / "base-only.txt").is_file()


def test_each_attack_on_code_leaves_its_mark_where_nothing_guards(place: Path) -> None:
    """The twin: plain builds of the change run its hook, its settings, its theme and its templates."""
    change = strangers.begin(place)
    strangers.attack(change)
    (change.root / "content/Scoring.md").unlink()
    strangers.attack_code(change)
    run_planpress("build", cwd=change.root)
    for name in ("yaml", "mkdocs", "planpress", "sitecustomize"):
        (change.root / f"{name}.py").unlink()
    run_planpress("build", cwd=change.root)
    (change.root / "mkdocs.yml").write_text(strangers.SETTINGS, encoding="utf-8")
    run_planpress("build", cwd=change.root)
    marks = {path.name for path in change.marks.iterdir()}
    assert {"module-planpress", "hook", "settings", "theme", "template", "partial"} <= marks


def test_jinja_in_a_page_stays_text(site: Path) -> None:
    assert "{{ 7*191 }}" in unescape((site / "jinja.html").read_text(encoding="utf-8"))
    assert "1337" not in (site / "jinja.html").read_text(encoding="utf-8")


def test_the_base_keeps_its_own_pages_and_hooks_are_left_out(built: tuple[strangers.Change, str], site: Path) -> None:
    """A page that the base has word for word may hold what its team put there."""
    assert '<div onclick="own()">' in (site / "own.html").read_text(encoding="utf-8")
    assert "left out, as the change is not trusted: hooks: hooks.py, markdown_extensions: pymdownx.snippets" in built[1]


def test_honest_files_come_through(site: Path) -> None:
    """A page, a picture and a table of the change are in its preview."""
    for path in ("drawing.png", "projects/pose/more.csv"):
        assert (site / path).read_bytes() == strangers.HONEST[path]
    page = (site / "honest.html").read_text(encoding="utf-8")
    assert '<img alt="a drawing" src="drawing.png">' in page
    assert '<div class="admonition note">' in page and 'href="own.html"' in page
    assert "<title>Q&A ”quoted”" in page


def test_no_page_of_the_change_asks_another_host(site: Path, careless: Path) -> None:
    """Nothing that any page loads names another host; in a plain build some do."""
    assert [address for page in pages_of(site).values() for address in page.loaded if "//" in address] == []
    assert [address for page in pages_of(careless).values() for address in page.loaded if "//" in address] != []


def test_the_search_index_holds_no_markup_of_the_change(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    texts = [part for entry in index["docs"] for part in (entry["title"], entry["text"], *entry.get("tags", ()))]
    assert len(texts) > 50
    assert [text for text in texts if re.search(r"<(script|img|svg|iframe)", text, re.IGNORECASE)] == []


def test_the_policy_allows_nothing_of_the_change(site: Path, careless: Path) -> None:
    """No script or style of a stranger's page gets a hash; in a plain build the change writes the whole policy."""
    policies = [(folder / "content-security-policy.txt").read_text(encoding="utf-8") for folder in (site, careless)]
    assert hash_of(strangers.MINE) not in policies[0] and "unsafe" not in policies[0]
    assert policies[0].startswith("default-src 'self'; script-src 'self' 'sha256-")
    assert policies[1] == "default-src *"


def test_an_honest_change_builds_the_same(place: Path) -> None:
    """An edited rating, narrative and page give the same site with --untrusted as without, markup written alike."""
    change = strangers.begin(place)
    (change.root / "hooks.py").unlink()
    for name in ("content/own.md", "hooks.py"):
        (change.root / name).unlink(missing_ok=True)
    settings = strangers.SETTINGS.replace("hooks: [hooks.py]\n", "").replace("  - pymdownx.snippets\n", "")
    # The courses of projects over the commits, which the change may have written, are for plain builds.
    settings = settings.replace("planpress]", "{planpress: {history: false}}]")
    (change.root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    git(change.root, "checkout", "-q", "main")
    strangers.settle(change)
    git(change.root, "checkout", "-qB", "topic")
    pose = change.root / "content/projects/pose"
    (pose / "project.yml").write_text(strangers.BASE_FILES["content/projects/pose/project.yml"].replace("ease: 3", "ease: 4"))
    (pose / "plan.md").write_text("# Pose\n\nIn *another* way, <kbd>K</kbd>.\n\n| a |\n|---|\n| 1 |\n")
    (change.root / "content/about.md").write_text("# About\n\nWords & [pages](scoring.md).\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n!!! note\n    Said.\n")
    assert guarded(change).returncode == 0
    shutil.move(change.root / "site", place / "guarded")
    assert run_planpress("build", cwd=change.root).returncode == 0
    ours, plain = files_of(place / "guarded"), files_of(change.root / "site")
    assert ours.keys() == plain.keys()
    differing = {name for name in ours if ours[name] != plain[name]}
    assert differing <= {"about.html"}
    assert unescape(ours["about.html"].decode()) == unescape(plain["about.html"].decode())
