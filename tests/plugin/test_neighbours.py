"""Plugins that sites have, before and after planpress: the plan's page is whole, their work is done, no other page changes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from planpress.pages.content_security_policy import FILE, Policy
from tests.plugin.hosts import GUIDE, PAGE, build, summary, write_host
from tests.site.test_build import files_of

MAY_DIFFER = {"sitemap.xml", "sitemap.xml.gz", "search/search_index.json", "tags.json"}
"""What lists every page of a site."""
TODAY = re.compile(r"20(?!19-06-01|20-01-01)\d\d-\d\d-\d\d")


def text(site: Path, path: str) -> str:
    """A file of a site."""
    return (site / path).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Neighbour:
    """A plugin in a site: whether its work is done there, and which pages of its own list those of the plan."""

    plugins: Sequence[Any]
    done: Callable[[Path], bool]
    files: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()


# What summarises a site, as llmstxt does, takes whole pages from one event and writes them in another.
SUMMARISING = """\
pages = {}
def on_page_content(html, page, **_):
    pages[page.file.src_uri] = html
def on_post_build(config, **_):
    with open(f"{config.site_dir}/summary.txt", "w", encoding="utf-8") as file:
        file.write(pages["projects/sorting/index.md"])
"""
LANGUAGES = {"languages": [{"locale": "en", "default": True, "name": "English"}, {"locale": "fr", "name": "Français"}]}

NEIGHBOURS = {
    "awesome-nav": Neighbour(
        ["awesome-nav"], lambda site: ordered(text(site, "index.html"), "Manual", "Start"),
        {".nav.yml": "nav:\n  - Manual: guide.md\n  - Start: index.md\n"}, {"nav": None},
    ),
    "blog": Neighbour(
        ["blog"], lambda site: "A post" in text(site, "blog/2020/01/01/a-post/index.html"),
        {"blog/index.md": "# Blog\n", "blog/posts/a.md": "---\ndate: 2020-01-01\n---\n# A post\n\nText.\n"},
    ),
    "gen-files": Neighbour(
        [{"gen-files": {"scripts": ["make.py"]}}], lambda site: "Made" in text(site, "made/index.html"),
        {"../make.py": 'import mkdocs_gen_files\nwith mkdocs_gen_files.open("made.md", "w") as file:\n    file.write("# Made")\n'},
    ),
    "git-revision-date-localized": Neighbour(
        [{"git-revision-date-localized": {"type": "iso_date", "enable_creation_date": True, "enable_parallel_processing": False}}],
        lambda site: "2020-01-01" in text(site, "guide/index.html") and not TODAY.search(text(site, PAGE)),
    ),
    "glightbox": Neighbour(["glightbox"], lambda site: 'class="glightbox"' in text(site, "guide/index.html")),
    "i18n": Neighbour(
        [{"i18n": LANGUAGES}],
        lambda site: "Bienvenue" in text(site, "fr/index.html") and summary(site / "fr" / PAGE) == summary(site / PAGE)
        and "https://example.org/fr/projects/sorting/" in text(site, "sitemap.xml"),
        {"index.fr.md": "# Accueil\n\nBienvenue.\n"}, lists=frozenset({"404.html"}),  # with the languages of the last page
    ),
    "literate-nav": Neighbour(
        [{"literate-nav": {"nav_file": "SUMMARY.md"}}], lambda site: ordered(text(site, "index.html"), "Manual", "Start"),
        {"SUMMARY.md": "- [Manual](guide.md)\n- [Start](index.md)\n"}, {"nav": None},
    ),
    "macros": Neighbour(
        [{"macros": {"on_undefined": "strict", "on_error_fail": True}}],
        lambda site: "It is 42." in text(site, "guide/index.html") and "<title>Sorting {{ 6 * 7 }}" in text(site, PAGE), {"guide.md": f"{GUIDE}\nIt is {{{{ 6 * 7 }}}}.\n"},
    ),
    "minify": Neighbour(
        [{"minify": {"minify_html": True, "htmlmin_opts": {"remove_comments": True}}}],
        lambda site: "<!-- " not in (text(site, "guide/index.html") + text(site, PAGE)).replace("<!-- Font", ""), {"guide.md": f"{GUIDE}\n<!-- a comment -->\n"},
    ),
    "print-site": Neighbour(["print-site"], lambda site: "Guide" in text(site, "print_page/index.html")),
    "privacy": Neighbour(
        [{"privacy": {"assets": False, "links_attr_map": {"target": "_blank"}}}],
        lambda site: 'target="_blank"' in text(site, "guide/index.html"), {"guide.md": f"{GUIDE}\n[out](https://example.com)\n"},
    ),
    "redirects": Neighbour(
        [{"redirects": {"redirect_maps": {"old.md": "projects/sorting/index.md", "older.md": "guide.md"}}}],
        lambda site: "../projects/sorting/" in text(site, "old/index.html"), lists=frozenset({"old/index.html"}),
    ),
    "redirects and i18n": Neighbour(
        [{"redirects": {"redirect_maps": {"old.md": "projects/sorting/index.md", "older.md": "guide.md"}}}, {"i18n": LANGUAGES}],
        lambda site: "../projects/sorting/" in text(site, "old/index.html") and (site / "fr" / PAGE).is_file(),
        lists=frozenset({"old/index.html", "404.html"}),
    ),
    "rss": Neighbour(
        ["rss"],
        lambda site: "/guide/" in text(site, "feed_rss_created.xml") and "/sorting/" not in text(site, "feed_rss_updated.xml"),
        lists=frozenset({"feed_rss_created.xml", "feed_rss_updated.xml"}),  # with the moment of the build
    ),
    "section-index": Neighbour(
        ["section-index"], lambda site: "md-nav__container" in text(site, "index.html"),
        settings={"nav": [{"Home": "index.md"}, {"Docs": ["guide.md", {"Again": "index.md"}]}]},
    ),
    "summaries": Neighbour([], lambda site: text(site, "summary.txt").count("pp-figure\"") == 4, {"../sum.py": SUMMARISING}, {"hooks": ["sum.py"]}),
    "table-reader": Neighbour(
        ["table-reader"], lambda site: text(site, "guide/index.html").count("<table>") == 2,
        {"guide.md": f"{GUIDE}\n{{{{ read_csv('content/t.csv') }}}}\n", "t.csv": "a,b\n1,2\n"},
    ),
    "tags": Neighbour(
        ["tags"], lambda site: "Sorting" in text(site, "tags/index.html"), {"tags.md": "# Tags\n\n<!-- material/tags -->\n"},
        lists=frozenset({"tags/index.html"}),
    ),
}  # fmt: skip


def ordered(html: str, *words: str) -> bool:
    """Whether the navigation has these words one after the other."""
    nav = html[html.index("md-nav--primary") :]
    places = [nav.find(word) for word in words]
    return min(places) > -1 and places == sorted(places)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with planpress and no neighbour, and its charts; not to be changed."""
    folder = write_host(tmp_path_factory.mktemp("alone"), ["search", "planpress"])
    build(folder)
    return folder


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The site of a neighbour without a plan, built once for each."""
    built: dict[str, Path] = {}

    def site(name: str) -> Path:
        if name not in built:
            folder = tmp_path_factory.mktemp(f"without-{name}")
            build(with_neighbour(folder, name, ["search", *NEIGHBOURS[name].plugins], plan=False))
            built[name] = folder / "site"
        return built[name]

    return site


def with_neighbour(folder: Path, name: str, plugins: Sequence[Any], **options: Any) -> Path:
    """A site with a neighbour, all of it committed on a day of 2020."""
    neighbour = NEIGHBOURS[name]
    files = neighbour.files
    if not options.get("plan", True):  # what leads to the plan's pages leads nowhere
        plugins = [one if "redirects" not in one else {"redirects": {"redirect_maps": {"older.md": "guide.md"}}} for one in plugins]
    write_host(folder, plugins, files, **options, **(neighbour.settings if options.get("plan", True) or name != "summaries" else {}))
    if name in ("git-revision-date-localized", "rss"):
        git = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "begin", "--date", "2020-01-01T12:00:00+0000"]):
            subprocess.run([*git, *command], check=True, env={"GIT_COMMITTER_DATE": "2020-01-01T12:00:00+0000", "PATH": "/usr/bin:/bin"})
    return folder


def forbidden(site: Path) -> list[str]:
    """The pages of a site with something inline that its policy does not allow."""
    allowed = set(text(site, FILE).replace(";", "").split())
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
    plugins = ["planpress", *neighbour.plugins] if order == "before" else [*neighbour.plugins, "planpress"]
    folder = with_neighbour(tmp_path, name, ["search", *plugins], drawn=alone)
    config, said = build(folder)
    site = folder / "site"
    assert Path(config.site_dir) == site
    assert summary(site / PAGE) == summary(alone / "site" / PAGE)
    assert neighbour.done(site)
    hosts, now = files_of(without(name)), files_of(site)
    assert {path for path in hosts if now.get(path) != hosts[path]} <= MAY_DIFFER | neighbour.lists
    assert forbidden(site) == []
    assert [words for words in said.of("WARNING", "ERROR") if "should be defined as the *last*" not in words] == []
