"""The home page: what thirty seconds give, its height, its sentences, its cards; and the projects on the left of each page."""

import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from tests.browser.conftest import opened, unfold, watched
from tests.browser.kinds import OURS, script

pytestmark = pytest.mark.browser

ANSWERS = yaml.safe_load((Path(__file__).parent / "thirty_seconds.yml").read_text(encoding="utf-8"))
DESK = {"width": 1440, "height": 900}
CARDS = "table[data-table=projects] tbody tr:not([hidden])"


@pytest.fixture(scope="module")
def first_screen(browser: Browser, home: str) -> str:
    """Every word of the first screen, in the order of the page."""
    with watched(browser, viewport=DESK) as seen, opened(seen) as page:
        page.goto(home, wait_until="load")
        return " ".join(str(page.evaluate(script("first_screen"))).split())


@pytest.mark.parametrize(("question", "answer"), [(one, words) for one, answers in ANSWERS.items() for words in answers])
def test_thirty_seconds_answer(first_screen: str, question: str, answer: str) -> None:
    """Without scrolling, opening or pressing anything."""
    words = ".{1,60}?".join(re.escape(part.strip()) for part in answer.split("[...]"))
    assert re.search(words, first_screen), question


def test_what_is_below_the_first_screen_is_no_answer(first_screen: str) -> None:
    """The twin of the answers: what a reader has to scroll for is not among the words."""
    assert "Upkeep of the plan files" not in first_screen


def test_the_home_page_is_short(browser: Browser, home: str) -> None:
    """Folded, at most 1,800 pixels at 1440; nothing scrolls sideways in a window of 1280."""
    with watched(browser, viewport=DESK) as seen, opened(seen) as page:
        page.goto(home, wait_until="load")
        assert page.evaluate("document.documentElement.scrollHeight") <= 1800
        page.set_viewport_size({"width": 1280, "height": 900})
        unfold(page)
        wide = "boxes => boxes.filter(box => box.scrollWidth > box.clientWidth).map(box => box.ariaLabel)"
        assert page.locator("article .pp-scroll").evaluate_all(wide) == []


def test_sentences_are_short(browser: Browser, home: str) -> None:
    """At most twenty words each, as the page opens."""
    with watched(browser, viewport=DESK) as seen, opened(seen) as page:
        page.goto(home, wait_until="load")
        said = page.locator("article :is(p, li, caption, h1, h2, td, th)").all_inner_texts()
    sentences = [one for text in said for one in re.split(r"(?<=[.?!;:…])\s|\n", text)]
    assert [one for one in sentences if len(one.split()) > 20] == []
    assert len(sentences) > 50


def test_a_phone_has_cards(browser: Browser, home: str) -> None:
    """Name, owner and states, stage, and what comes next with its date first; no card is wider than the screen, and the
    heads are heard."""
    with watched(browser, viewport={"width": 360, "height": 740}) as seen, opened(seen) as page:
        page.goto(home, wait_until="load")
        cards = page.locator(CARDS)
        said = cards.all_inner_texts()
        assert len(said) == 14
        pose = next(text.split("\n") for text in said if "Pose estimation" in text)
        assert [" ".join(line.split()) for line in pose if line.strip()] == [
            "● 2", ", among the first 3", "Pose estimation for grasping", "Perception · 6 wk · misses a limit", "training",
            "12 Jul: Angular error near 10 degrees",
        ]  # fmt: skip
        assert page.locator(".pp-scroll:visible").evaluate_all("boxes => boxes.every(box => box.scrollWidth <= box.clientWidth)")
        assert cards.evaluate_all("cards => cards.every(card => card.getBoundingClientRect().right <= 360)")
        heads = page.locator("table[data-table=projects] thead")
        assert heads.evaluate("head => getComputedStyle(head).display") != "none"
        box = heads.bounding_box()
        assert box is not None and box["height"] <= 1
        page.locator("table[data-table=projects] thead button").first.focus()
        box = heads.bounding_box()
        assert box is not None and box["height"] > 20  # who comes to them by the keyboard sees them
        page.set_viewport_size({"width": 620, "height": 740})
        assert page.locator(f"{CARDS} [data-cell=priority]").first.is_visible()


@pytest.mark.parametrize("kind", OURS)
def test_each_page_lists_the_projects_on_its_left(browser: Browser, home: str, kind: str) -> None:
    """In rank order, with the room marked, the page's own project told, and links that lead right from any depth."""
    with watched(browser, viewport=DESK, java_script_enabled=False) as seen, opened(seen) as page:
        page.goto(home + OURS[kind], wait_until="load")
        links = page.locator(".pp-projects a")
        assert links.count() == 14
        assert page.locator(".pp-projects li").nth(3).inner_text() == "room ends here"
        here = [link.get_attribute("href") for link in page.locator(".pp-projects a[aria-current=page]").all()]
        own = OURS[kind].removeprefix("projects/").strip("/")
        assert [f"/{own}/" in str(href) for href in here] == ([True] if OURS[kind].startswith("projects/") else [])
        found = links.evaluate_all("links => links.map(link => link.href)")
        assert all(url.startswith(f"{home}projects/") and url.endswith("/index.html") for url in found)
        page.goto(found[4])
        assert page.locator("h1").is_visible()


def test_pages_of_others_have_no_list(browser: Browser, home: str) -> None:
    """What somebody wrote by hand is as its theme has it."""
    with watched(browser, viewport=DESK) as seen, opened(seen) as page:
        page.goto(f"{home}about.html", wait_until="load")
        assert page.locator(".pp-projects").count() == 0
