"""What tests of pipelines share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repositories import alone


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for repositories, which are made without anybody's settings."""
    alone(tmp_path / "home", monkeypatch)
    return tmp_path
