"""Under the Content-Security-Policy that the build writes, every page works, also below a path; nothing else runs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched, served, unfold, watched
from tests.browser.kinds import script

pytestmark = pytest.mark.browser

FILE = "content-security-policy.txt"
HEADER = "Content-Security-Policy"
BELOW = "team/plan/"
NOTE_VIOLATIONS = script("note_violations")


def policy_of(site: Path) -> str:
    return (site / FILE).read_text(encoding="utf-8").strip()


@contextmanager
def guarded(browser: Browser, root: Path, policy: str, **options: object) -> Iterator[tuple[str, Watched, Page]]:
    """A page in a browser that is sent the policy with every file below `root`, and notes what the policy stops."""
    with served(root, {HEADER: policy}) as address, watched(browser, **options) as seen:
        seen.context.add_init_script(NOTE_VIOLATIONS)
        yield address, seen, seen.context.new_page()


@pytest.fixture
def below(browser: Browser, demonstration: Path, tmp_path: Path) -> Iterator[tuple[str, Page]]:
    """Where the demonstration site stands at team/plan/ of a host, and a page there; nothing is stopped or complained of."""
    site = demonstration / "site"
    (tmp_path / "team").mkdir()
    (tmp_path / BELOW.rstrip("/")).symlink_to(site)
    wide = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
    with guarded(browser, tmp_path, policy_of(site), **wide) as (address, seen, page):
        yield address + BELOW, page
        assert page.evaluate("violations") == []
        assert seen.complaints == []
        assert seen.elsewhere(address + BELOW) in ([], [f"{address}favicon.ico"])


def test_every_page_works_under_the_policy(demonstration: Path, below: tuple[str, Page]) -> None:
    """Not one violation and not one complaint on any page, served below a path; the theme's script has run on each."""
    address, page = below
    site = demonstration / "site"
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert len(names) > 20
    for name in names:
        if name == "404.html":  # its links lead to the root of the host, where this site is not
            continue
        page.goto(address + name, wait_until="networkidle")
        assert page.evaluate("violations") == [], name
        assert "js" in page.locator("html").get_attribute("class").split(), name  # type: ignore[union-attr]
        assert page.evaluate("typeof __md_get") == "function", name  # an inline script of the theme
        assert page.locator("body").get_attribute("data-md-color-media"), name


def test_the_page_for_what_is_not_there_works_under_the_policy(browser: Browser, demonstration: Path) -> None:
    site = demonstration / "site"
    with guarded(browser, site, policy_of(site)) as (address, seen, page):
        page.goto(f"{address}404.html", wait_until="networkidle")
        assert page.evaluate("violations") == []
        assert seen.complaints == []


@pytest.mark.parametrize("path", ["index.html", "projects/pose/index.html", "projects/three-models/index.html"])
def test_every_chart_can_be_explored_under_the_policy(below: tuple[str, Page], path: str) -> None:
    """Vega draws without eval and without styles of its own, and the sliders move what it drew."""
    address, page = below
    page.goto(address + path, wait_until="networkidle")
    unfold(page)
    buttons = page.locator(".pp-figure-tools > button[aria-expanded]")
    count = buttons.count()
    assert count > 0
    for button in buttons.all():
        button.click()
    expect(page.locator(".pp-figure-tools > button[aria-expanded=true]")).to_have_count(count)
    assert page.locator(".pp-live svg").count() == count
    for slider in page.locator("fieldset.pp-what-if input[type=range]").all()[:4]:
        slider.press("ArrowRight")
    page.locator(".pp-live svg").first.hover()


def test_all_else_works_under_the_policy(below: tuple[str, Page]) -> None:
    """A table is filtered and sorted, a number shows how it was made, read from another page; a worker looks through the
    index of the search, and the theme's inline script puts the palette that was chosen back on the next page."""
    address, page = below
    page.goto(address, wait_until="networkidle")
    page.get_by_label("Stage", exact=True).select_option("=training")
    page.locator(".pp-sort:visible").first.click()
    page.locator("[aria-sort]").first.wait_for()
    page.locator("a.pp-why:visible").first.click()
    page.locator(".pp-popover:visible").wait_for()
    page.locator("label[for=__palette_1]:visible").click()
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").press_sequentially("grasping")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/projects/pose/**")
    assert page.locator("h1").inner_text().startswith("Pose estimation for grasping")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_without_its_hash_a_script_is_stopped_and_noticed(browser: Browser, demonstration: Path) -> None:
    """The twin: the same pages under a policy without hashes are full of violations, so the tests above can fail."""
    site = demonstration / "site"
    policy = re.sub(r" 'sha256-[^']*'", "", policy_of(site))
    with guarded(browser, site, policy) as (address, seen, page):
        page.goto(address, wait_until="networkidle")
        assert [
            violation for violation in page.evaluate("violations") if violation.startswith("script-src-elem inline")
        ]
        assert seen.complaints


def test_a_script_that_a_text_smuggled_in_does_not_run(browser: Browser, demonstration: Path, tmp_path: Path) -> None:
    """Scripts, handlers, styles and images from elsewhere that stand in a page all the same are stopped."""
    site = demonstration / "site"
    smuggled = (
        "<script>window.stolen=1</script><img src=x onerror=window.stolen=2>"
        "<p id=smuggled style='color: rgb(1, 2, 3)'>x</p><script src=https://example.org/x.js></script>"
    )
    page_text = (site / "index.html").read_text(encoding="utf-8").replace("</h1>", f"</h1>{smuggled}", 1)
    (tmp_path / "assets").symlink_to(site / "assets")
    (tmp_path / "index.html").write_text(page_text, encoding="utf-8")
    with guarded(browser, tmp_path, policy_of(site)) as (address, _, page):
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.stolen") is None
        assert page.locator("#smuggled").evaluate("node => getComputedStyle(node).color") != "rgb(1, 2, 3)"
        assert len(page.evaluate("violations")) >= 4
