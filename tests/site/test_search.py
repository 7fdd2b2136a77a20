"""What the search index of the demonstration site holds: one entry a project, and no glued words."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.process

INLINE = {"a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "small", "span", "strong", "sub", "sup", "wbr"}


@pytest.fixture(scope="module")
def entries(demonstration: Path) -> list[dict[str, Any]]:
    index = json.loads((demonstration / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    return list(index["docs"])


def test_each_project_is_one_entry(entries: list[dict[str, Any]], demonstration: Path) -> None:
    """Its first line is rank, stage, status and owner; the home page and old addresses are not listed."""
    projects = json.loads((demonstration / "site" / "plan.json").read_text(encoding="utf-8"))["projects"]
    listed = [entry["location"] for entry in entries]
    assert sorted(one for one in listed if one.startswith("projects/")) == sorted(
        f"projects/{one['id']}/index.html" for one in projects
    )
    assert not {"index.html", "boards/stages.html", "boards/owners.html", "boards/attention.html"} & {
        one.partition("#")[0] for one in listed
    }
    first = {one["location"].split("/")[1]: one["text"].partition("</p>")[0] for one in entries if "/" in one["location"]}
    assert first["pose"].startswith("<p>Rank 2 of 11 · among the first 3 · training · active · ")
    assert " · Perception · " in first["pose"]
    assert first["aisle-trucks"].startswith("<p>Not ranked · planning · paused · stuck · Platform · ")


def test_no_words_are_glued(entries: list[dict[str, Any]], demonstration: Path) -> None:
    """Every word of an entry is a word of its page as it is shown."""
    for page in {one["location"].partition("#")[0] for one in entries}:
        shown = words((demonstration / "site" / page).read_text(encoding="utf-8"))
        made = {"search", "·"}
        said = [one for entry in entries if entry["location"].partition("#")[0] == page
                for one in words(f"<p>{entry['title']}</p>{entry['text'].partition('</p>')[2] or entry['text']}")]  # fmt: skip
        assert [one for one in said if one not in shown and one not in made] == [], page


def test_glued_words_would_be_found() -> None:
    """The measure tells cells from the parts of a word."""
    assert words("<td>Rank</td><td>1</td><p>th<em>re</em>e</p>") == ["Rank", "1", "three"]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object = None) -> None:
        self.text += "" if tag in INLINE else " "

    handle_endtag = handle_starttag  # type: ignore[assignment]

    def handle_data(self, data: str) -> None:
        self.text += data


def words(html: str) -> list[str]:
    """The words of a page, parted where it begins a new line or cell."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    return re.findall(r"\w+", parser.text)
