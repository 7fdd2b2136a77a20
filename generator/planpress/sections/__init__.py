"""What is said of a project, one section a file: its title, its order, its margin number, which edits and conclusions
mark it, and its text, tables and charts. Page, packet, explain and diff take their words from here.

A room: one more section is one more file and one line in ALL, which has them in the order of a page.
"""

from __future__ import annotations

from planpress.sections import requirements
from planpress.sections.section import SectionKind, Subject

ALL: tuple[SectionKind, ...] = (requirements.SECTION,)

BY_ID = {section.id: section for section in ALL}

__all__ = ["ALL", "BY_ID", "SectionKind", "Subject"]
