"""Plugins that sites have, before and after planpress: the plan's page is whole, their work is done, no other page changes."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from planpress.model.site_pages import POLICY
from planpress.pages.content_security_policy import Policy
from tests.plugin.hosts import GUIDE, PAGE, build, summary, write_host
from tests.repositories import commit, git
from tests.site.test_build import files_of

pytestmark = pytest.mark.process

MAY_DIFFER = {"sitemap.xml", "sitemap.xml.gz", "search/search_index.json", "tags.json"}
"""What lists every page of a site."""
TODAY = re.compile(r"20(?!19-06-01|20-01-01)\d\d-\d\d-\d\d")


def text(site: Path, path: str) -> str:
    """A file of a site."""
    return (site / path).read_text(encoding="utf-8")


NEIGHBOURS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "neighbours.yml").read_text(encoding="utf-8"))


def undone(name: str, site: Path) -> list[Any]:
    """What should be in a site when a neighbour has done its work, and is not; and what should not be and is."""
    neighbour, words = NEIGHBOURS[name], []
    for path, texts in neighbour.get("has", {}).items():
        words += [each for each in texts if each not in text(site, path)]
    for path, texts in neighbour.get("lacks", {}).items():
        shown = TODAY.sub("A DAY OF TODAY", text(site, path)).replace("<!-- Font", "")
        words += [each for each in texts if each in shown]
    for path, counts in neighbour.get("counts", {}).items():
        words += [each for each, count in counts.items() if text(site, path).count(each) != count]
    if "navigation" in neighbour:
        words += [] if ordered(text(site, "index.html"), *neighbour["navigation"]) else neighbour["navigation"]
    return words + (neighbour["same"] if len({str(summary(site / path)) for path in neighbour.get("same", ())}) > 1 else [])


def ordered(html: str, *words: str) -> bool:
    """Whether the navigation has these words one after the other."""
    nav = html[html.index("md-nav--primary") :]
    places = [nav.find(word) for word in words]
    return min(places) > -1 and places == sorted(places)


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The site of a neighbour without a plan, built once for each."""
    built: dict[str, Path] = {}

    def site(name: str) -> Path:
        if name not in built:
            folder = tmp_path_factory.mktemp(f"without-{name}")
            build(with_neighbour(folder, name, ["search", *NEIGHBOURS[name]["plugins"]], plan=False))
            built[name] = folder / "site"
        return built[name]

    return site


def with_neighbour(folder: Path, name: str, plugins: Sequence[Any], **options: Any) -> Path:
    """A site with a neighbour, all of it committed on a day of 2020."""
    neighbour = NEIGHBOURS[name]
    files = {path: written.replace("GUIDE\n", f"{GUIDE}\n") for path, written in neighbour.get("files", {}).items()}
    if not options.get("plan", True):  # what leads to the plan's pages leads nowhere
        plugins = [one if "redirects" not in one else {"redirects": {"redirect_maps": {"older.md": "guide.md"}}} for one in plugins]
    write_host(folder, plugins, files, **options, **(neighbour.get("settings", {}) if options.get("plan", True) or name != "summaries" else {}))
    if name in ("git-revision-date-localized", "rss"):
        git(folder, "init", "-q")
        commit(folder, "begin", "2020-01-01T12:00:00+0000")
    return folder


def forbidden(site: Path) -> list[str]:
    """The pages of a site with something inline that its policy does not allow."""
    allowed = set(text(site, POLICY).replace(";", "").split())
    found = []
    for page in sorted(site.rglob("*.html")):
        policy = Policy()
        policy.look_at(page.read_text(encoding="utf-8"))
        if not set(policy.header().replace(";", "").split()) <= allowed:
            found.append(page.relative_to(site).as_posix())
    return found


@pytest.mark.parametrize("order", ["before", "after"])
@pytest.mark.parametrize("name", NEIGHBOURS)
def test_a_plan_and_its_neighbour_do_their_work(
    name: str, order: str, alone: Path, without: Callable[[str], Path], tmp_path: Path
) -> None:
    """In both orders: the plan's page is whole, as it is alone; the neighbour did its work; the host's pages are the same
    to the byte; the policy allows what is there; nothing is warned of."""
    neighbour = NEIGHBOURS[name]
    plugins = ["planpress", *neighbour["plugins"]] if order == "before" else [*neighbour["plugins"], "planpress"]
    folder = with_neighbour(tmp_path, name, ["search", *plugins], drawn=alone)
    config, said = build(folder)
    site = folder / "site"
    assert Path(config.site_dir) == site
    assert summary(site / PAGE) == summary(alone / "site" / PAGE)
    assert undone(name, site) == []
    hosts, now = files_of(without(name)), files_of(site)
    assert {path for path in hosts if now.get(path) != hosts[path]} <= MAY_DIFFER | set(neighbour.get("list", ()))
    assert forbidden(site) == []
    assert [words for words in said.of("WARNING", "ERROR") if "should be defined as the *last*" not in words] == []
