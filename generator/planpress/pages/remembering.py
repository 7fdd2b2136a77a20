"""The pages of the base, composed for what they say alone."""

from __future__ import annotations

from collections.abc import Sequence

from planpress.model.preview import Preview
from planpress.pages import boards, portfolio, project
from planpress.pages.composing import Composer
from planpress.pages.marking import Marking, Remembering
from planpress.pages.names import project_page


def remembered(preview: Preview, folders: Sequence[str], portfolio_path: str) -> Marking:
    """What the pages of the base say under the keys of the templates in `folders`: of those that the change reaches."""
    remembering, before = Remembering(), preview.before
    location = before.plan.location
    composer = Composer(folders, portfolio=portfolio_path, earlier=remembering, location=location)
    for kind in (portfolio.pages, boards.pages):
        for _ in kind(before, composer):
            pass
    reached = [name for name in before.evaluations if preview.mark(location.page(project_page(name))) is not None]
    for name in reached:
        project.page(name, before, composer)
    return Marking(remembering.texts, frozenset(reached))
