"""python -m tests.charts.words: writes what every figure says into words.md, for a person to read before it is kept."""

from pathlib import Path

from planpress.model.figure import Figure
from tests.charts.figures import EVERY, made

FILE = Path(__file__).with_name("words.md")
MOST = 12
"""The most tips of a figure that are written, spread over all of them."""

SAID = tuple(name for name in EVERY if not name.endswith(" on a phone"))
"""The figures that have a section: on a phone a figure says the same."""

_HEAD = """\
# What the figures of the tests say

For each its title, its alternative text and some of its tips. After a change of words: `python -m tests.charts.words`, and
read the difference number by number.
"""


def tips(figure: Figure) -> list[str]:
    """What the marks of a figure say of themselves, each once."""
    return list(dict.fromkeys(str(row["tip"]) for rows in figure.datasets.values() for row in rows if "tip" in row))


def words(figure: Figure) -> str:
    """A figure's words as they stand in the file, on lines of their own."""
    every = tips(figure)
    some = every[:: max(1, -(-len(every) // MOST))]
    return "\n".join([figure.title, "", figure.alternative, "", *(f"- {tip}" for tip in some)]).strip()


def written() -> dict[str, str]:
    """The words of each figure as the file has them."""
    sections = FILE.read_text(encoding="utf-8").split("\n## ")[1:]
    return {name: text.strip() for name, _, text in (section.partition("\n") for section in sections)}


if __name__ == "__main__":
    FILE.write_text("\n".join([_HEAD, *(f"## {name}\n\n{words(made(name))}\n" for name in SAID)]), encoding="utf-8")
