"""The site of a preview, as it is built: the banner everywhere, nothing for search engines, and no trace without it."""

import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from tests.conftest import run_planpress
from tests.site.test_build import differing

pytestmark = pytest.mark.process

NOINDEX = '<meta name="robots" content="noindex, nofollow">'
BANNER = re.compile(r'<aside class="pp-preview".*?</aside>', re.DOTALL)


def test_every_page_has_the_banner(previewed: Path) -> None:
    """Planpress's own, hand-written ones, lists of tags and the one for what is not there: once, with a link that leads
    to what changed, and a word to search engines in the head."""
    site = previewed / "site"
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert {"about.html", "tags.html", "404.html", "what-changed.html", "projects/pose/index.html"} <= set(names)
    for name in names:
        text = (site / name).read_text(encoding="utf-8")
        assert text.partition("</head>")[0].count(NOINDEX) == 1, name
        [banner] = BANNER.findall(text)
        [target] = re.findall(r'href="([^"]+)"', banner)
        assert unquote(urljoin(f"/{name}", target)) == "/what-changed.html", name
        assert "main at <code>" in banner
        assert "of 30 May 2019" in banner
        assert "and what is not committed" in banner
    assert (site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"


def test_what_changed_is_in_the_navigation_and_for_programs(previewed: Path) -> None:
    """The same comparison as planpress diff gives."""
    site = previewed / "site"
    about = (site / "about.html").read_text(encoding="utf-8")
    assert re.search(r'<nav class="md-nav md-nav--primary.*?href="what-changed.html"', about, re.DOTALL)
    done = run_planpress("diff", "main", "--format", "json", cwd=previewed)
    assert json.loads((site / "diff.json").read_text(encoding="utf-8")) == json.loads(done.stdout)


def test_without_it_not_one_byte_changes(previewed: Path, demonstration: Path, tmp_path: Path) -> None:
    """The base, built in the same repository after a preview, is the site that is built where there is no repository;
    and so is a preview by mkdocs.yml the one by the option."""
    folder = tmp_path / "again"
    shutil.copytree(previewed, folder)
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("  - planpress\n", "  - planpress: {against: main}\n"), encoding="utf-8")
    done = run_planpress("build", cwd=folder, module="mkdocs")
    assert done.returncode == 0, done.stderr
    assert differing(previewed / "site", folder / "site") == []
    settings.write_text(text, encoding="utf-8")
    shutil.rmtree(folder / "content")
    shutil.copytree(demonstration / "content", folder / "content")
    done = run_planpress("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert differing(demonstration / "site", folder / "site") == []


@pytest.mark.parametrize(("against", "said"), [("nowhere", "git branch --all"), ("main...x", "git checkout x")])
def test_what_cannot_be_compared_leaves_the_site_as_it_was(previewed: Path, against: str, said: str) -> None:
    before = (previewed / "site" / "index.html").stat().st_mtime_ns
    done = run_planpress("build", "--against", against, cwd=previewed)
    assert done.returncode == 2
    assert said in done.stderr
    assert (previewed / "site" / "index.html").stat().st_mtime_ns == before
