"""The pages of the base that list projects, composed for what they say alone."""

from __future__ import annotations

from collections.abc import Sequence

from planpress.model.preview import Preview
from planpress.pages import boards, portfolio
from planpress.pages.change_marks import Marking, Remembering
from planpress.pages.templates import Composer


def remembered(preview: Preview, folders: Sequence[str], portfolio_path: str) -> Marking:
    """What those pages of the base say under the keys of the templates in `folders`."""
    remembering, before = Remembering(), preview.before
    composer = Composer(folders, portfolio=portfolio_path, earlier=remembering, location=before.plan.location)
    for kind in (portfolio.pages, boards.pages):
        for _ in kind(before, composer):
            pass
    return Marking(remembering.texts)
