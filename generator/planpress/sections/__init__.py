"""What is said of a project, section by section: its title, its order, its margin number, which edits and conclusions
mark it, and its text, tables and charts. Page, packet, explain and diff take their words from here.

A room: one more section is one more file, or a few lines in that of its subject, and one line in ALL, which has them in
the order of a page.
"""

from collections.abc import Iterator

from planpress.document.blocks import Section
from planpress.model.errors import concerning
from planpress.sections import (
    accuracy_cost,
    archetype_questions,
    cut_offs,
    error_sources,
    factors,
    facts,
    metric_triage,
    models,
    outcome,
    planning,
    provenance,
    seven_questions,
    standing,
    verdict,
)
from planpress.sections.section import SectionKind, Subject

ALL: tuple[SectionKind, ...] = (
    facts.SECTION,
    verdict.SECTION,
    standing.SECTION,
    outcome.SECTION,
    planning.DECISIONS,
    models.MODELS,
    cut_offs.SECTION,
    planning.LIFECYCLE,
    seven_questions.SECTION,
    factors.SECTION,
    metric_triage.SECTION,
    models.EARLIER,
    models.MISSING,
    accuracy_cost.SECTION,
    error_sources.SECTION,
    archetype_questions.SECTION,
    planning.NEEDS,
    provenance.HISTORY,
    provenance.FINDINGS,
    provenance.SOURCES,
)

OPENING: tuple[tuple[str, ...], ...] = (
    (facts.SECTION.id,),
    (verdict.SECTION.id, standing.SECTION.id),
    (planning.DECISIONS.id, outcome.SECTION.id),
)
"""The sections that stand above the narrative on a page: those across it, on its left and on its right."""

BY_ID = {section.id: section for section in ALL}


def sections_of(subject: Subject) -> Iterator[Section]:
    """The sections about one project in their order; those that would be empty are left out."""
    with concerning(subject.project.path):
        made = [kind.of(subject) for kind in ALL]
    yield from (section for section in made if section is not None)


__all__ = ["ALL", "BY_ID", "OPENING", "SectionKind", "Subject", "sections_of"]
