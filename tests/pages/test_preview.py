"""Pages of a preview: old values beside new ones, marks in lists, and the page of all that changes."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from planpress.files.bundled_templates import bundled_templates
from planpress.model.site_pages import CHANGES, HOME
from planpress.pages.fragments import NOINDEX, announced
from planpress.pages.templates import Composer
from planpress.workflows.check_plan import check_folder, conclude
from planpress.workflows.compare_plans import preview
from tests.comparing.building import BASE, CALLS, INVOICES, POSE, edited
from tests.golden.renew import composed
from tests.repositories import alone, start, write

pytestmark = pytest.mark.process

NEW = "content/projects/new/project.yml"
HOSTILE = '"</del><script>alert(1)</script> & **{{ 7 * 7 }}** [x](javascript:x)"'
CHANGED = {
    POSE: (("recall > 0.60", "recall > 0.75"), ("reach: 3", "reach: 2")),
    CALLS: (("title: Calls", f"title: {HOSTILE}"), ("worth: 2", "worth: 1")),
    "content/projects/pose/models.csv": (("net-2,0.80,0.70,90\n", "net-2,0.80,0.70,95\nnet-4,0.50,0.95,70\n"),),
    NEW: "schema: 1\ntitle: New\nstage: data\neffort: {person_weeks: 9}\nimpact: {worth: 5, reach: 1}\nfeasibility: {ease: 5}\n",
    INVOICES: None,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The pages of a change, as HTML in Markdown, without their charts."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("preview")
        alone(home / "home", patch)
        root = home / "plan"
        start(root, BASE)
        shutil.rmtree(root / "content")
        write(root, edited(CHANGED))
        report = conclude(check_folder(root))
        found = preview(report, root, "main")
        return composed(report, Composer([str(bundled_templates())], preview=found))


def row(page: str, name: str) -> str:
    """The row of a table that names something."""
    return next(found for found in re.findall(r"<tr[^>]* data-id=.*?</tr>", page, re.DOTALL) if f">{name}<" in found)


def test_a_changed_number_has_its_old_value_beside_it(made: Mapping[str, str]) -> None:
    """In the list of projects and on the project's own page, in words too: Pose's impact was (4-1 + 3-1)/8 = 0.625."""
    for path in (HOME, "projects/pose/index.md"):
        assert re.search(r'now</span>.*?0\.50.*?</ins> <del class="pp-was"><span class="pp-hidden">was</span> 0\.62</del>', made[path])
    assert '<del class="pp-was"><span class="pp-hidden">was</span> 3</del>' in made["projects/pose/index.md"]  # the rating


def test_a_changed_sentence_stands_above_the_earlier_one(made: Mapping[str, str]) -> None:
    said = re.search(r'pp-verdict__headline">.*?</p>', made["projects/pose/index.md"])
    assert said is not None
    assert 'pp-now pp-said">' in said[0]
    assert "</strong> Best model: net-3." in said[0]
    assert '<del class="pp-was pp-said"><span class="pp-hidden">was</span> Best model: net-2.' in said[0]


def test_values_of_models_are_marked_and_new_models_named(made: Mapping[str, str]) -> None:
    """A value by its model and column; a new model has no earlier values."""
    page = made["projects/pose/index.md"]
    assert ">95</span></ins>" in row(page, "net-2").replace('pp-now__text">95', ">95")
    assert "was</span> 90</del>" in row(page, "net-2")
    assert 'pp-badge--new">new</span>' in page[page.index('data-id="net-4"') :].partition("</tr>")[0]
    assert "<del" not in page[page.index('data-id="net-4"') :].partition("</tr>")[0]
    assert "<del" not in row(page, "net-3").partition('data-cell="value.')[2].partition('data-cell="verdict"')[0]


def test_lists_mark_the_pages_that_the_change_reaches(made: Mapping[str, str]) -> None:
    """By a word: the new one, the edited ones; a new project has no earlier numbers."""
    assert 'pp-badge--edited">edited</span>' in row(made[HOME], "Pose")
    assert 'pp-badge--new">new</span>' in row(made[HOME], "New")
    assert "<del" not in row(made[HOME], "New")
    assert "pp-badge--edited" in made["boards/teams.md"]


def test_changed_projects_come_first_and_the_ranking_stays_in_order(made: Mapping[str, str]) -> None:
    page = made[HOME]
    first = page.index("## What this change does")
    assert first < page.index("pp-news") < page.index("## Ranking")
    assert page.index("choice of the rule") < page.index("pp-news")
    ranks = re.findall(r'data-cell="rank" data-sort="(\d+)"', page)
    assert ranks == sorted(ranks, key=int)
    assert ranks


def test_the_page_of_changes_says_all(made: Mapping[str, str]) -> None:
    """Conclusions with both sides and the cause, goalposts, definitions, scores with shares, findings, edits, pages."""
    page = made[CHANGES]
    assert '<del class="pp-was">net-2</del>' in page
    assert '<ins class="pp-now">net-3</ins>' in page
    assert "alone does it" in page
    for heading in ("Conclusions", "Goalposts that moved", "Definitions that were edited", "Scores that moved"):
        assert f"\n## {heading}\n" in page
    assert "\n## Edits of inputs and texts\n" in page
    assert "With 0.60 the choice stays net-2." in page or "With 0.6 the choice stays net-2." in page
    assert "reach rating 3 → 2" in page
    assert '<a href="page:projects/pose/index.md">Pose</a>' in page
    assert '<th scope="row" class="pp-name">Invoices</th>' in page  # it is gone, and has no page to lead to
    assert "page:projects/invoices" not in page


def test_what_authors_write_is_shown_and_does_nothing(made: Mapping[str, str]) -> None:
    """A title made to end the marks ends none, on any page; it is shown."""
    for path, page in made.items():
        assert "<script>alert" not in page, path
        assert 'href="javascript' not in page, path
        assert page.count("<del") == page.count("</del>"), path
        assert page.count("<ins") == page.count("</ins>"), path
    assert "&lt;/del&gt;&lt;script&gt;" in made[CHANGES]


def test_without_a_preview_nothing_is_marked(tmp_path: Path) -> None:
    """Neither a mark, nor the page; what a template shows under a key is what stands there."""
    write(tmp_path, edited(CHANGED))
    found = composed(conclude(check_folder(tmp_path)))
    assert CHANGES not in found
    for path, page in found.items():
        assert not re.search(r"<(ins|del)\b|pp-badge--|pp-change|What this change does", page), path


PAGE = "<!doctype html><html><HEAD><title>x</title></HEAD><body class='a'>\n{}<p>text</p></body></html>"


@pytest.mark.parametrize("room", ["", '<div data-md-component="skip"></div><div data-md-component="announce"></div>'])
def test_any_page_has_the_banner_and_the_word_to_search_engines(room: str) -> None:
    """In the theme's place for announcements, or where the body begins; nothing else is touched."""
    made = announced(PAGE.format(room), "<aside>\\1</aside>")
    assert f"{NOINDEX}</HEAD>" in made
    before = '<div data-md-component="announce">' if room else "<body class='a'>"
    assert f"{before}<aside>\\1</aside>" in made
    assert made.replace(NOINDEX, "").replace("<aside>\\1</aside>", "") == PAGE.format(room)
