"""What a change may bring in: names, pictures, and the front matter of pages."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.reading.admission import harmless, is_page, page, refusal
from planpress.reading.picture_files import size_of

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 40, 30) + b"\x08\x02\0\0\0"
GIF = b"GIF89a" + struct.pack("<HH", 40, 30) + b"\0\0\0"
JPEG = b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"ab" + b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, 30, 40, 3)
VP8X = b"RIFF\0\0\0\0WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + b"\x27\0\0" + b"\x1d\0\0"
VP8L = b"RIFF\0\0\0\0WEBPVP8L" + struct.pack("<I", 5) + b"\x2f" + struct.pack("<I", 39 | 29 << 14)
VP8 = b"RIFF\0\0\0\0WEBPVP8 " + struct.pack("<I", 10) + b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 40, 30)
PICTURES = {"png": PNG, "gif": GIF, "jpg": JPEG, "jpeg": JPEG, "webp": VP8X}


@pytest.mark.parametrize(("ending", "data"), [*PICTURES.items(), ("webp", VP8L), ("webp", VP8)])
def test_pictures_say_their_size(ending: str, data: bytes) -> None:
    assert size_of(data, f"a.{ending.upper()}") == (40, 30)
    assert refusal(f"content/a.{ending}", data) is None
    assert size_of(data[:9], f"a.{ending}") is None
    assert size_of(b"<script>", f"a.{ending}") is None


def test_a_picture_under_another_pictures_name_is_none() -> None:
    assert all(
        size_of(data, f"a.{other}") is None
        for ending, data in PICTURES.items() for other in PICTURES
        if other[:2] != ending[:2]
    )  # fmt: skip
    assert size_of(PNG, "a.svg") is None


@given(st.binary(max_size=200), st.sampled_from(sorted(PICTURES)))
def test_no_bytes_break_the_measuring(data: bytes, ending: str) -> None:
    size_of(PICTURES[ending][:12] + data, f"a.{ending}")


@pytest.mark.parametrize(
    "path",
    [
        "plan.yml", "about.md", "projects/pose/project.yml", "projects/pose/models.csv", "projects/pose/notes.txt",
        "projects/pose/a/deep.json", "meetings/2019-05-01-board.yml", "guides/Über uns (2).md", "plan.md",
    ],
)  # fmt: skip
def test_what_a_plan_is_made_of_is_taken(path: str) -> None:
    assert refusal(f"content/{path}", b"x") is None


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("CNAME", '"CNAME" can change what a site does'),
        ("x.html", '".html" can change'),
        ("x.svg", "save the drawing as PNG or WebP"),
        ("data.csv", "data belongs into the folder of a project"),
        ("meetings/x.json", "data belongs"),
        ("Assets/x.md", "a folder of this name"),
        ("404.md", "the site has a page"),
        ("about.html/x.png", "its folder has the name of a page"),
        ("projects/p/About.HTM/x.md", "its folder has the name of a page"),
        ("_headers", "name it so that each part begins with a letter or a digit"),
        ("a/.hidden/x.md", "name it so"),
        ('a"b.md', "name it so"),
        ("a" * 101 + ".md", "at most 100 characters"),
        ("a.md\u202e", "name it so"),
    ],
)
def test_what_is_not_taken_says_why(path: str, said: str) -> None:
    found = refusal(f"content/{path}", b"x")
    assert found is not None and said in found.message and found.code == "PP701"


def test_a_page_that_is_not_utf8_is_not_taken() -> None:
    found = refusal("content/a.md", b"\xff")
    assert found is not None and "save it as UTF-8" in found.message


def test_pages_are_what_mkdocs_renders() -> None:
    assert is_page("content/a.md") and is_page("content/projects/pose/more.md")
    assert not is_page("content/projects/pose/plan.md") and not is_page("content/a.csv")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("# T\n", "---\n{}\n---\n# T\n"),
        ("template: x.html\n\n# T\n", "---\n{}\n---\ntemplate: x.html\n\n# T\n"),
        ("---\ntitle: Q & A\ntags: [a, 2]\n---\n# T\n", '---\n{"title": "Q & A", "tags": ["a", "2"]}\n---\n# T\n'),
        ("---\n- a\n---\n# T\n", "---\n{}\n---\n# T\n"),
        (f"---\ntitle: {'a' * 900}\n---\n", f'---\n{{"title": "{"a" * 199}…"}}\n---\n'),
        (f"---\ntags: [{', '.join('a' * 90)}]\n---\n", f'---\n{{"tags": [{", ".join([chr(34) + "a" + chr(34)] * 50)}]}}\n---\n'),
        ("a <!-- material/tags --> b\n", "---\n{}\n---\na <!--\u2060 material/tags --> b\n"),
        ("<!--\nmore -->\n", "---\n{}\n---\n<!--\u2060\nmore -->\n"),
        ("---\ntitle: {a: 1}\n...\n# T\n", '---\n{"title": null}\n---\n# T\n'),
    ],
)
def test_front_matter_says_what_may_be_said(written: str, expected: str) -> None:
    assert page("content/a.md", written) == (expected, ())


@pytest.mark.parametrize(
    ("written", "said", "line"),
    [
        ("hide: [toc]\nsearch: {exclude: true}\n", '"hide" and "search" are not taken', 1),
        ("a: 1\ntitle: !!python/name:os.system x\n", 'the tag "!!python/name:os.system"', 3),
        ("a: " + "[" * 100 + "\n", "nested deeper than 32 levels", 2),
    ],
)
def test_front_matter_that_says_more_is_said(written: str, said: str, line: int) -> None:
    text, (found,) = page("content/a.md", f"---\n{written}---\n# T\n")
    assert text == "---\n{}\n---\n# T\n"
    assert said in found.message and found.place.line == line and found.code == "PP704"


@given(st.text(alphabet="<>&\"';ltgamp#x3c60 /script", max_size=60))
def test_no_title_becomes_markup_however_often_it_is_undone(text: str) -> None:
    from html import unescape

    title = harmless(text)
    for _ in range(10):
        assert not set('<>"') & set(title)
        title = unescape(title)


def test_honest_titles_stay_as_they_are() -> None:
    for title in ("Q & A", "R&D: 5 % of it", "Über uns", "a'b"):
        assert harmless(title) == title
