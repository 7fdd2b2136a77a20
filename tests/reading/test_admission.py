"""What a change may bring in: names, pictures, and the front matter of pages."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.reading.admission import harmless, is_page, page, picture_size, refusal

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 40, 30) + b"\x08\x02\0\0\0"
GIF = b"GIF89a" + struct.pack("<HH", 40, 30) + b"\0\0\0"
JPEG = b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"ab" + b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, 30, 40, 3)
VP8X = b"RIFF\0\0\0\0WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + b"\x27\0\0" + b"\x1d\0\0"
VP8L = b"RIFF\0\0\0\0WEBPVP8L" + struct.pack("<I", 5) + b"\x2f" + struct.pack("<I", 39 | 29 << 14)
VP8 = b"RIFF\0\0\0\0WEBPVP8 " + struct.pack("<I", 10) + b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 40, 30)
PICTURES = {"png": PNG, "gif": GIF, "jpg": JPEG, "jpeg": JPEG, "webp": VP8X}


@pytest.mark.parametrize(("ending", "data"), [*PICTURES.items(), ("webp", VP8L), ("webp", VP8), ("jpg", JPEG[:2] + b"\xff" + JPEG[2:])])
def test_pictures_say_their_size(ending: str, data: bytes) -> None:
    assert picture_size(data, f"a.{ending.upper()}") == (40, 30)
    assert refusal(f"content/a.{ending}", data) is None
    assert picture_size(data[:9], f"a.{ending}") is None
    assert picture_size(b"<script>", f"a.{ending}") is None


def test_a_picture_under_another_pictures_name_is_none() -> None:
    assert all(
        picture_size(data, f"a.{other}") is None
        for ending, data in PICTURES.items() for other in PICTURES
        if other[:2] != ending[:2]
    )  # fmt: skip
    assert picture_size(PNG, "a.svg") is None


@given(st.binary(max_size=200), st.sampled_from(sorted(PICTURES)))
def test_no_bytes_break_the_measuring(data: bytes, ending: str) -> None:
    picture_size(PICTURES[ending][:12] + data, f"a.{ending}")


def test_a_page_that_is_not_utf8_is_not_taken() -> None:
    found = refusal("content/a.md", b"\xff")
    assert found is not None and "save it as UTF-8" in found.message


def test_pages_are_what_mkdocs_renders() -> None:
    assert is_page("content/a.md") and is_page("content/projects/pose/more.md")
    assert not is_page("content/projects/pose/plan.md") and not is_page("content/a.csv")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (f"---\ntitle: {'a' * 900}\n---\n", f'---\n{{"title": "{"a" * 199}…"}}\n---\n'),
        (f"---\ntags: [{', '.join('a' * 90)}]\n---\n", f'---\n{{"tags": [{", ".join([chr(34) + "a" + chr(34)] * 50)}]}}\n---\n'),
    ],
)
def test_front_matter_is_cut_short(written: str, expected: str) -> None:
    assert page("content/a.md", written) == (expected, ())


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
