"""Cases as prose, as markdown-it-py writes them: a title, an input and what is expected, with a line `.` after each."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file. `line` is where its title stands."""

    title: str
    input: str
    expected: str
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.title}"


def cases(name: str) -> list[Case]:
    """The cases of the file `name` beside this one, in order. Whatever stands between two cases is prose."""
    found = []
    begin = 0
    lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    dots = [index for index, line in enumerate(lines) if line == "."]
    assert dots and len(dots) % 3 == 0, f"{name}: a case has three lines that are a dot"
    for one, two, three in zip(dots[::3], dots[1::3], dots[2::3], strict=True):
        title = next(index for index in range(one - 1, begin - 1, -1) if lines[index])
        text = "".join(f"{line}\n" for line in lines[one + 1 : two])
        found.append(Case(lines[title], text, "\n".join(lines[two + 1 : three]), name, title + 1))
        begin = three + 1
    return found


def spelled(text: str) -> str:
    """`text` with its stand-ins replaced: → is a tab, ␠ a blank, and \\u200b the character of that number."""
    text = text.replace("→", "\t").replace("␠", " ")
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
