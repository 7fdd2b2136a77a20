"""Cases as prose, as markdown-it-py writes them: a title, an input and what is expected, with a line `.` after each."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file."""

    title: str
    input: str
    expected: str
    file: str

    def __str__(self) -> str:
        return f"{self.file} {self.title}"


def cases(name: str) -> list[Case]:
    """The cases of the file `name` beside this one, in order. Whatever stands between two cases is prose."""
    parts = re.split(r"^\.(?:\n|\Z)", (FOLDER / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(parts) > 1 and len(parts) % 3 == 1, f"{name}: a case has three lines that are a dot"
    found = zip(parts[:-1:3], parts[1::3], parts[2::3], strict=True)
    return [Case(before.rstrip().rpartition("\n")[2], given, expected[:-1], name) for before, given, expected in found]


def spelled(text: str) -> str:
    """`text` with its stand-ins replaced: → is a tab, ␠ a blank, and \\u200b the character of that number."""
    text = text.replace("→", "\t").replace("␠", " ")
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
