"""narrative.typ: no text of an author's is ever Typst, and whatever a narrative holds becomes PDF/UA-1 and PDF/A-2a."""

import io
from pathlib import Path

import pikepdf
import pytest

from tests.case_files import cases
from tests.packets.conformance import PROFILES, failures
from tests.packets.reading import needs_poppler, text_of
from tests.packets.small import printed, tell

pytestmark = pytest.mark.process

HOSTILE, PLACES = cases(__file__).values()


def words_of(pdf: bytes) -> str:
    """The text of a PDF on one line, with single blanks; where words were parted they are whole again."""
    text = text_of(pdf)
    return " ".join(text.replace("\u00ad\n", "").replace("\u00ad", "").replace("\u200b", "").split())


def escaped(text: str) -> str:
    """The text as Markdown that shows it."""
    return "".join(f"\\{c}" if not c.isalnum() and c != " " else c for c in text)


@needs_poppler
def test_no_text_is_ever_typst(tmp_path: Path) -> None:
    """In every place where an author's text can stand, code of Typst's is shown to the letter."""
    everywhere = [tell(place.format(escaped(text))) for text in HOSTILE for place in PLACES]
    code = [tell(f"`{text}`\n\n```\n{text}\n```") for text in HOSTILE]
    shown = words_of(printed(tmp_path, *everywhere, *code))
    for text in HOSTILE:
        assert shown.count(" ".join(text.split())) >= len(PLACES) + 2, text


@needs_poppler
def test_addresses_names_and_words_of_images_are_data_too(tmp_path: Path) -> None:
    """The target of a link, the path and the words of an image and the language of code run nothing either."""
    told_ = [
        tell('[a](https://e.org/#eval("1")) [b](#read("x")) [c](mailto:#panic()@e.org) [d](../../#eval.md)'),
        tell("![#eval(\"1\") <x> $y$](a.png)\n\n![](<#read(\"x\").png>)\n\n```#eval(\"2\")\ncode\n```"),
        tell('<abbr title="#eval(3)">x</abbr> <a href="https://e.org/$x$">y</a> <img src="a.svg" alt="#panic()">'),
    ]
    made = printed(tmp_path, *told_)
    shown = words_of(made)
    for text in ("https://e.org/#eval(%221%22)", "mailto:#panic()@e.org", "x (#eval(3))", "https://e.org/$x$"):
        assert text in shown
    with pikepdf.open(io.BytesIO(made)) as pdf:
        words = {str(each.get("/Alt")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each}
    assert {'#eval("1") <x> $y$', "#panic()"} <= words


@needs_poppler
def test_the_oddest_narratives_are_set(tmp_path: Path) -> None:
    """Deep, wide, long, empty and crooked ones: each becomes a PDF that the writer's own checks and an independent one let through."""
    wide = "|" + " h |" * 40 + "\n" + "|---" * 40 + "|\n" + ("|" + " 1 |" * 40 + "\n") * 3
    odd = [
        "", "#", "###### low\n\n# high\n\n#### skipped", "- " * 9 + "deep", "> " * 19 + "deep", "1234567890. a\n2. b",
        wide, "a" * 3000, "`" + "b" * 500 + "`", "| a |\n|---|\n| " + "c" * 400 + " |", "![x](tall.png) ![x](wide.png)",
        "a ![x](tall.png) b ![x](wide.png)", "| a |\n|---|\n| ![x](a.png) x[^1] |\n\n[^1]: y", "a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]",
        "[a](https://e.org/" + "x" * 9000 + ")", "*한글* **굵게** שלום עולם 😀 \U0001f9ea", "- \n- \n\n1.", "<table></table>",
        "<table><tr><td><table><tr><th>a</table></table>", "<table><thead><tr><th rowspan=9>a<tbody><tr><td>b<td colspan=9>c</table>",
        "<ul>a<li>b<p>c</ul>", "<dl><dd>a<dt>b</dl>", "<div>" * 99 + "x", "|a|\n|---|\n", "[a](../projects/calls/plan.md)",
        "<details></details>", "!!! note\n", "```\n" + "d" * 300 + "\n\tx\n```", "a\\\nb  \nc<br><br>", "![x](gone)",
        "> ", "- [ ] a\n- [x] b\n\n---\n\n***", "| a |\n|---|\n" + "| b |\n" * 150,
    ]  # fmt: skip
    made = printed(tmp_path, *map(tell, odd))
    assert [failures(made, standard) for standard in PROFILES] == [[], []]
    shown = words_of(made)
    for words in ("skipped", "not on paper: x", "(page 1", "low", "굵게"):
        assert words in shown
    for letters in ("a" * 3000, "b" * 500, "c" * 400):
        assert shown.count(letters[0]) >= len(letters)
    assert shown.count("h h h h h h h h h") == 5  # forty columns in parts of nine, the first in each
