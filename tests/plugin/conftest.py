"""A host's site with a plan and no neighbour, built once."""

from pathlib import Path

import pytest

from tests.conftest import made_once
from tests.plugin.hosts import build, write_host


@pytest.fixture(scope="session")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, with its charts; not to be changed."""
    return made_once(tmp_path_factory, "alone", lambda folder: build(write_host(folder, ["search", "planpress"])))
