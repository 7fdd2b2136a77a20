"""`packet: true`: the site offers the printed plan on the portfolio and at the foot of every page; without it, nothing is added."""

import re
from pathlib import Path

import pytest

from planpress.model.site_pages import Download
from planpress.packets.pdf import Typeset
from tests.conftest import ROOT, run_planpress
from tests.small_plan import CSV, MODELS, N, Q, T, write

pytestmark = pytest.mark.process


def small(folder: Path, project: str = MODELS) -> Path:
    """A plan of one project whose site offers its packet."""
    settings = (ROOT / "mkdocs.yml").read_text().replace("  - planpress\n", "  - planpress:\n      packet: true\n")
    return write(folder / "plan", {Q: project, T: CSV, N: "# Why\n\nBecause.\n", "mkdocs.yml": settings})


def test_the_site_offers_the_packet(tmp_path: Path) -> None:
    """The same bytes twice; a link that says how long and how large it is, from every page; what it lacks is a warning."""
    plan = small(tmp_path, re.sub("title: .*", "title: 漢", MODELS))
    done = run_planpress("build", cwd=plan)
    assert done.returncode == 0, done.stderr
    assert "warning: no font has 漢 (U+6F22)" in done.stderr
    pdf = (plan / "site" / "packet.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-1.7")
    label = Download("packet.pdf", Typeset(pdf).pages, len(pdf)).label
    home, project = ((plan / "site" / path).read_text() for path in ("index.html", "projects/p/index.html"))
    assert home.count(f'<a href="packet.pdf" type="application/pdf">{label}</a>') == 2
    assert project.count(f'<a href="../../packet.pdf" type="application/pdf">{label}</a>') == 1
    strictly = run_planpress("build", "--strict", cwd=plan)
    assert strictly.returncode == 2 and "no font has" in strictly.stderr
    assert run_planpress("packet", "-o", "own.pdf", cwd=plan).returncode == 0
    assert (plan / "own.pdf").read_bytes() == pdf


def test_without_it_nothing_is_added(demonstration: Path) -> None:
    """No file, no link, no trace."""
    assert not (demonstration / "site" / "packet.pdf").exists()
    assert not any("packet" in path.read_text() for path in (demonstration / "site").rglob("*.html"))


def test_without_typst_it_says_what_to_install(tmp_path: Path) -> None:
    """The extra `packet` is asked for by name, before anything is written."""
    plan = small(tmp_path)
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "typst.py").write_text("raise ModuleNotFoundError('no typst', name='typst')\n")
    done = run_planpress("build", cwd=plan, env={"PYTHONPATH": str(tmp_path / "hidden")})
    assert done.returncode != 0 and not (plan / "site").exists()
    assert '"packet: true" needs the package "typst", which is not installed; pip install "planpress[packet]", or take packet out of mkdocs.yml' in done.stderr


def test_a_file_of_that_name_is_not_replaced(tmp_path: Path) -> None:
    """Two files cannot have one address."""
    plan = small(tmp_path)
    (plan / "content" / "packet.pdf").write_bytes(b"%PDF")
    done = run_planpress("build", cwd=plan)
    assert done.returncode != 0
    assert '"packet: true" writes packet.pdf; rename the content/packet.pdf that is there' in done.stderr


@pytest.mark.parametrize(("pages", "size", "said"), [(1, 400, "1 page, 1 kB"), (92, 1_544_057, "92 pages, 1.5 MB"), (3, 99_400, "3 pages, 99 kB")])
def test_the_link_says_how_long_and_how_large(pages: int, size: int, said: str) -> None:
    """Whoever follows it knows what comes."""
    assert Download("packet.pdf", pages, size).label == f"Packet for printing (PDF, {said})"
