"""The rendered pages say the same whichever engine builds them: Material for MkDocs, ProperDocs, Zensical."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conformance.reading import Said, read_page
from tests.conftest import copy_plan, made_once, run_planpress
from tests.site.test_hostile import QUOTES, SCRIPT, attacked_plan

pytestmark = pytest.mark.process

ENGINES = {
    "mkdocs": ["mkdocs", "build", "--quiet", "--strict"],
    "properdocs": ["properdocs", "build", "--quiet", "--strict"],
    "zensical": ["zensical", "build", "--strict"],
}
PLANS = ("demonstration", "hostile")


@pytest.fixture(scope="module", params=PLANS)
def built(
    request: pytest.FixtureRequest, demonstration: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The site of a plan by the plugin, and by every engine from the rendered pages."""
    if request.param == "demonstration":
        return built_once(tmp_path_factory, demonstration)
    folder = tmp_path_factory.mktemp(request.param)
    build_all(attacked_plan(folder / "plan", f"{SCRIPT} {QUOTES}"))
    return sites_in(folder)


def built_once(factory: pytest.TempPathFactory, demonstration: Path) -> dict[str, Path]:
    """The sites of the demonstration plan, with a repository to show in the head of each page; not to be changed."""

    def build(folder: Path) -> None:
        plan = copy_plan(folder / "plan", drawn=demonstration)
        with (plan / "mkdocs.yml").open("a", encoding="utf-8") as settings:
            settings.write("\nrepo_url: https://example.org/plan\nrepo_name: plan\n")
        build_all(plan)

    return sites_in(made_once(factory, "engines", build))


def sites_in(folder: Path) -> dict[str, Path]:
    return {"plugin": folder / "plan" / "site"} | {name: folder / name / "site" for name in ENGINES}


def build_all(plan: Path) -> None:
    """Build a plan by the plugin, and its rendered pages by every engine, in folders beside it."""
    for arguments in (("build",), ("render", plan.with_name("pages"))):
        done = run_planpress(*arguments, cwd=plan)
        assert done.returncode == 0, done.stderr
    for name, command in ENGINES.items():
        copy = plan.with_name(name)
        shutil.copytree(plan.with_name("pages"), copy)
        program = Path(sys.executable).with_name(command[0])
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        done_ = subprocess.run(
            [program, *command[1:]], cwd=copy, env=environment, capture_output=True, text=True, check=False
        )
        assert done_.returncode == 0, done_.stderr + done_.stdout


def pages(site: Path) -> dict[str, str]:
    """The pages of planpress by their names, with the file that each is in this site."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        key = name.removesuffix("/index.html").removesuffix(".html")
        if key not in ("404", "tags"):
            found[key] = name
    return found


def canonical(said: Said) -> Said:
    """Links by the page that they lead to: the plugin's site may have a folder for each page."""
    said.links = [(link.replace("/index.html", "").replace(".html", ""), title) for link, title in said.links]
    return said


def test_every_engine_has_the_same_pages(built: dict[str, Path]) -> None:
    """None is lost and none is added."""
    names = {engine: sorted(pages(site)) for engine, site in built.items()}
    assert names["plugin"] and all(found == names["plugin"] for found in names.values())


@pytest.mark.parametrize("engine", ["plugin", "properdocs", "zensical"])
def test_every_engine_says_the_same(built: dict[str, Path], engine: str) -> None:
    """Headings with their anchors, links, tables, charts, images, data for scripts, and all numbers in their order."""
    here, there = pages(built["mkdocs"]), pages(built[engine])
    counted = 0
    for name, path in here.items():
        one, other = canonical(read_page(built["mkdocs"], path)), canonical(read_page(built[engine], there[name]))
        for part in ("headings", "tables", "charts", "images", "data", "numbers", "text", "ids"):
            assert getattr(other, part) == getattr(one, part), (name, part)
        assert [link for link, _ in other.links] == [link for link, _ in one.links], name
        counted += len(one.charts) + len(one.tables)
    assert counted > 100


@pytest.mark.parametrize("engine", ["plugin", *ENGINES])
def test_every_link_leads_somewhere(built: dict[str, Path], engine: str) -> None:
    """Inside the site, each file and each anchor that a page links to is there."""
    site = built[engine]
    said = {path.relative_to(site).as_posix(): read_page(site, path.relative_to(site).as_posix())
            for path in site.rglob("*.html")}  # fmt: skip
    for path in pages(site).values():
        for link, _ in said[path].links:
            if ":" in link.split("/")[0]:
                continue
            target, _, anchor = link.partition("#")
            target = target.partition("?")[0]  # what a table is asked to show
            assert (site / target).is_file(), (path, link)
            if anchor and target.endswith(".html"):
                found = anchor in said[target].ids
                assert found or anchor in (site / target).read_text(encoding="utf-8"), (path, link)


def test_a_difference_is_seen(built: dict[str, Path], tmp_path: Path) -> None:
    """A number, a link, a heading and a chart that change are each found by the comparison."""
    whole = (built["mkdocs"] / "index.html").read_text(encoding="utf-8")
    before = read_page(built["mkdocs"], "index.html")
    changes = {
        "numbers": (before.numbers[-1] + "</", before.numbers[-1] + "7</"),
        "links": ('href="projects/pose', 'href="projects/prose'),
        "headings": ("Ranking", "Rankings"),
        "charts": ("<path d=", '<path class="x" d='),
    }
    for part, (old, new) in changes.items():
        assert old in whole, part
        (tmp_path / "index.html").write_text(whole.replace(old, new), encoding="utf-8")
        after = read_page(tmp_path, "index.html")
        assert getattr(after, part) != getattr(before, part), part
