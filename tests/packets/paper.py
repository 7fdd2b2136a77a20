"""What a PDF says: its text as poppler's pdftotext takes it out, and its structure as pikepdf reads it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SOFT_HYPHEN, BREAK = "\u00ad", "\u200b"


def text_of(pdf: Path, *options: str) -> str:
    """The text of a PDF in reading order, or as `options` of pdftotext ask; words that were parted at a line's end are
    whole again, as a search in a reader finds them.
    """
    if shutil.which("pdftotext") is None:
        pytest.fail("pdftotext is missing: make test installs Debian's poppler-utils")
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", *options, str(pdf), "-"], capture_output=True, check=True)
    return run.stdout.decode().replace(f"{SOFT_HYPHEN}\n", "").replace(SOFT_HYPHEN, "").replace(BREAK, "")


def words_of(pdf: Path, *options: str) -> str:
    """The text on one line, with single blanks."""
    return " ".join(text_of(pdf, *options).split())
