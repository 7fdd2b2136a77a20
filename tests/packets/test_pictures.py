"""Images of strangers: measured before they are read, and nothing of an SVG that runs, asks or never ends."""

from pathlib import Path

import pytest

from planpress.packets.text.convert_pictures import Album, Picture, unsafe
from planpress.reading.disk import DiskTree
from planpress.reading.tree import MemoryTree
from tests.case_files import cases
from tests.packets.images import GIF, png, svg

DRAWINGS = cases(__file__)


def taken(data: bytes) -> Picture | str:
    return Album(MemoryTree.of([("content/a/x", data)]), "content/a").take("x")


@pytest.mark.parametrize("data", [png(), GIF, b"\xff\xd8\xff\xe0\0\x10JFIF", b"RIFF\x20\0\0\0WEBPVP8 "])
@pytest.mark.parametrize(("length", "said"), [(0, "is no PNG"), (5, ""), (12, "is broken; save it again")])
def test_a_head_that_is_cut_off_is_no_image(data: bytes, length: int, said: str) -> None:
    """A few bytes of an image are refused, whatever is missing."""
    found = taken(data[:length])
    assert isinstance(found, str) and found.startswith(said)


def test_typst_has_the_last_word() -> None:
    """An image whose head is right and whose rest is not is tried, and costs no packet."""
    sound = (png(), svg(), GIF)
    assert [(one.width, one.height) for one in map(taken, sound) if isinstance(one, Picture)] == [(4, 3), (0, 0), (1, 1)]
    assert taken(png()[:-30]) == "is broken; save it again"


def test_a_link_out_of_the_plan_is_not_followed(tmp_path: Path) -> None:
    """A link on disk that leads elsewhere is refused where it is read."""
    root = tmp_path / "plan"
    (root / "content").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(png())
    (root / "content" / "link.png").symlink_to(tmp_path / "outside.png")
    (root / "content" / "file.png").write_bytes(png())
    album = Album(DiskTree(root), "content")
    assert album.take("link.png") == "is a link out of the plan's folder; put the file itself here"
    assert isinstance(album.take("file.png"), Picture)


@pytest.mark.parametrize(
    "data", [*map(svg, DRAWINGS["set"]), b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\n' + svg()]
)
def test_drawings_that_are_set(data: bytes) -> None:
    """What drawing programs write as plain SVG is set."""
    assert unsafe(data) is None


BROKEN = [
    (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("&a;"), "document type"),
    (b'<?xml-stylesheet href="x.css"?>' + svg(), "style sheet"),
    (svg().decode().encode("utf-16"), "UTF-8"),
    (b"<html/>", "no SVG"),
    (svg("<g>" * 101 + "</g>" * 101), "deep"),
    (svg("<g/>" * 20_001), "parts"),
    (svg("".join(f'<g id="a{n}">{"".join(f"""<use href="#a{n + 1}"/>""" * 10)}</g>' for n in range(9))), "times"),
]


@pytest.mark.parametrize(
    ("data", "said"), [*((svg(inside), said) for inside, said in DRAWINGS["refused"]), *BROKEN], ids=lambda one: f"{one}"[:60]
)
def test_drawings_that_are_not(data: bytes, said: str) -> None:
    """Nothing runs, nothing is asked for, nothing is drawn without an end."""
    problem = unsafe(data)
    assert problem is not None and said in problem
