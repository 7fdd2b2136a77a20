"""The pages of the base, composed for what they say alone."""

from __future__ import annotations

from collections.abc import Sequence

from planpress.model.preview import Preview
from planpress.pages import boards, portfolio
from planpress.pages import project_page as project
from planpress.pages.change_marks import Marking, Remembering
from planpress.pages.site_paths import project_page
from planpress.pages.templates import Composer


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
