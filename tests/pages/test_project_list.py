"""The projects on the left of each page: in the order of the ranking, and no more of them in a larger plan."""

import re
from datetime import date
from functools import cache

import pytest

from planpress.model.site_pages import project_page
from planpress.pages.project_list import BESIDE, FIRST, MOST, ProjectList
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import check, conclude
from tests.planning import AXES, HEAD, judged

STOPPED = "status: {state: stopped, since: 2019-05-01}\n"


@cache
def listed(count: int, capacity: str = "capacity: 3\n", *, stopped: int = 0) -> ProjectList:
    """The list of a plan of so many projects, p001 the first in rank, and the last ones stopped."""
    texts = {
        f"p{at:03}": f"impact: {{worth: {1 - at / 1000}}}\nfeasibility: {{ease: 0.5}}\n"
        + (STOPPED if at > count - stopped else "")
        for at in range(1, count + 1)
    }
    return ProjectList(judged(AXES + capacity, texts), lambda path: path.replace(".md", ".html"), "index.md")


def said(html: str) -> list[str]:
    """What each row says to those who see it."""
    html = re.sub('<span class="pp-hidden">.*?</span>', "", html)
    return [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in html.split("<li")[1:]]


def names(html: str) -> list[str]:
    return re.findall(r'title="(p\d+)"', html)


def test_the_order_is_the_ranking_s() -> None:
    """A rule where the room ends, another above those that are not ranked, which say why to those who listen."""
    html = listed(5, stopped=1).html("index.md", "..")
    rows = [row.partition(">")[2].strip() for row in said(html)]
    assert rows == ["1 ● p001", "2 ● p002", "3 ● p003", "room ends here", "4 ○ p004", "not ranked", "– p005"]  # fmt: skip
    assert ", stopped</span>" in html and ", among the first 3</span>" in html
    assert "aria-current" not in html


def test_the_page_s_own_project_is_told() -> None:
    """Links lead by the way to the top of the site."""
    html = listed(5).html(project_page("p002"), "../..")
    assert re.findall(r'href="([^"]+)" aria-current="page"', html) == ["../../projects/p002/index.html"]


@pytest.mark.parametrize("size", [MOST, 41, 300])
def test_a_page_does_not_grow_with_the_number_of_projects(size: int) -> None:
    """Up to forty are all listed; of more those within capacity and the neighbours, with a way to all of them."""
    html = listed(size).html(project_page("p030"), "../..")
    if size == MOST:
        assert len(names(html)) == MOST
        assert "All " not in html
    else:
        assert names(html) == ["p001", "p002", "p003", *(f"p{at:03}" for at in range(30 - BESIDE, 30 + BESIDE + 1))]
        assert html.count("pp-projects__gap") == 1
        assert f'<a class="md-nav__link" href="../../index.html">All {size} projects</a>' in html
    assert len(html) < 300 * MOST


def test_a_large_plan_without_a_capacity_lists_the_first_ones() -> None:
    html = listed(60, "").html("index.md", ".")
    assert names(html) == [f"p{at:03}" for at in range(1, FIRST + 1)]
    assert "room ends here" not in html


def test_room_for_many_is_no_long_list() -> None:
    """At most forty within capacity, whatever the room is."""
    assert len(names(listed(300, "capacity: 200\n").html("index.md", "."))) == MOST


def test_the_last_of_a_large_plan_has_its_neighbours() -> None:
    html = listed(300).html(project_page("p300"), "../..")
    assert names(html) == ["p001", "p002", "p003", "p298", "p299", "p300"]


def test_a_title_is_text() -> None:
    """Nothing that an author wrote is markup, not in an attribute either."""
    definition = "schema: 1\ntitle: 'A \"quoted\" <b>name</b>'\nstage: planning\nimpact: {worth: 1}\nfeasibility: {ease: 1}\n"
    files = [("content/plan.yml", HEAD + AXES), ("content/projects/p/project.yml", definition)]
    report = conclude(check(MemoryTree.of(files), lambda: date(2019, 6, 1)))
    html = ProjectList(report, lambda path: path, "index.md").html("index.md", ".")
    assert "<b>" not in html
    assert 'title="A &#34;quoted&#34; &lt;b&gt;name&lt;/b&gt;"' in html
