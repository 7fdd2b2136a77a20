"""Images of strangers: measured before they are read, and nothing of an SVG that runs, asks or never ends."""

from pathlib import Path

import pytest

from planpress.packets.text.convert_pictures import Album, Picture, unreadable, unsafe
from planpress.reading.disk import DiskTree
from planpress.reading.tree import MemoryTree
from tests.case_files import cases
from tests.packets.images import GIF, png, svg

JPEG_HEAD = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes.fromhex("ffc0000b080003000401011100")
WEBP_LOSSY = b"RIFF\x20\0\0\0WEBPVP8 \x14\0\0\0" + bytes(3) + b"\x9d\x01\x2a" + b"\x04\x00\x03\x00"
WEBP_LOSSLESS = b"RIFF\x20\0\0\0WEBPVP8L\x14\0\0\0\x2f" + (3 | 2 << 14).to_bytes(4, "little")
WEBP_LARGE = b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + (3).to_bytes(3, "little") + (2).to_bytes(3, "little")

DRAWINGS = cases(__file__)


def taken(data: bytes, broken: bool = False) -> Picture | str:
    return Album(MemoryTree.of([("content/a/x", data)]), "content/a", lambda name, data: broken).take("x")


@pytest.mark.parametrize("data", [png(), JPEG_HEAD, WEBP_LOSSY, WEBP_LOSSLESS, WEBP_LARGE], ids=["png", "jpg", "lossy", "lossless", "large"])
def test_the_size_is_that_of_the_head(data: bytes) -> None:
    """Each format says its width and its height in its own way."""
    found = taken(data)
    assert isinstance(found, Picture)
    assert (found.width, found.height) == (4, 3)


@pytest.mark.parametrize("data", [png(), JPEG_HEAD, WEBP_LOSSY, GIF])
@pytest.mark.parametrize("length", [0, 5, 9])
def test_a_head_that_is_cut_off_is_no_image(data: bytes, length: int) -> None:
    """A few bytes of an image are refused, whatever is missing."""
    assert isinstance(taken(data[: min(length, len(data) // 2)]), str)


def test_typst_has_the_last_word() -> None:
    """An image whose head is right and whose rest is not is tried, and costs no packet."""
    assert taken(png(), broken=True) == "is broken; save it again"
    assert not unreadable("x/a.png", png())
    assert unreadable("x/a.png", png()[:-30])
    assert not unreadable("x/a.svg", svg())
    assert not unreadable("x/a.gif", GIF)


def test_a_link_out_of_the_plan_is_not_followed(tmp_path: Path) -> None:
    """A link on disk that leads elsewhere is refused where it is read."""
    root = tmp_path / "plan"
    (root / "content").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(png())
    (root / "content" / "link.png").symlink_to(tmp_path / "outside.png")
    (root / "content" / "file.png").write_bytes(png())
    album = Album(DiskTree(root), "content", lambda name, data: False)
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
