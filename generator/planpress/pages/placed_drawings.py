"""Figures in pages, which wait for their drawings, and the drawings set into their places."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from planpress.model.figure import Figure
from planpress.model.site_pages import Fragment, Page


@dataclass(frozen=True, slots=True)
class Drawable:
    """A figure in a page, waiting for its drawings: the fragment's number, and the figure for each width."""

    page: str
    number: int
    figures: tuple[Figure, ...]


def with_drawings(
    pages: Sequence[Page], drawables: Sequence[Drawable], drawings: Sequence[str], html: Callable[..., str]
) -> tuple[Page, ...]:
    """The pages with the finished SVGs, in the order of the figures; `html` renders a partial."""
    placed: dict[str, dict[int, Fragment]] = {}
    remaining = iter(drawings)
    for drawable in drawables:
        drawn = [Markup(next(remaining)) for _ in drawable.figures]
        markup = html("partials/figure.html.j2", figures=list(zip(drawable.figures, drawn, strict=True)))
        placed.setdefault(drawable.page, {})[drawable.number] = Fragment(markup)
    return tuple(_with(page, placed.get(page.path, {})) for page in pages)


def _with(page: Page, fragments: Mapping[int, Fragment]) -> Page:
    if not fragments:
        return page
    markdown = page.markdown
    for number, fragment in fragments.items():
        markdown = markdown.replace(page.fragments[number].placeholder(number), fragment.placeholder(number))
    return replace(page, markdown=markdown, fragments={**page.fragments, **fragments})
