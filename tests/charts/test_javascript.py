"""The engine that draws starts beside other work, where it will be needed."""

import sys
import threading
from pathlib import Path

import pytest

from planpress.charts.engine.javascript import start_beside
from planpress.files.caches import kept_charts


def _started() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "planpress-engine"]


def _ends(threads: list[threading.Thread]) -> bool:
    for thread in threads:
        thread.join(60)
    return not any(thread.is_alive() for thread in threads)


def test_it_starts_where_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One drawing of nothing, in a thread that ends."""
    drawn: list[str] = []
    monkeypatch.setattr("vl_convert.vega_to_svg", drawn.append)
    start_beside(tmp_path)
    assert _ends(_started()) and len(drawn) == 1


def test_what_it_draws_is_a_drawing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The real engine takes it without a word."""
    start_beside(tmp_path)
    assert _ends(_started()) and capfd.readouterr() == ("", "")


def test_it_does_not_start_where_drawings_are_kept(tmp_path: Path) -> None:
    """A build that changes nothing pays nothing."""
    kept_charts(tmp_path).put("ab12", "<svg/>")
    start_beside(tmp_path)
    assert _started() == []


def test_without_vl_convert_it_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What is missing is said by the command that needs it, once."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    start_beside(tmp_path)
    assert _ends(_started()) and capfd.readouterr() == ("", "")
