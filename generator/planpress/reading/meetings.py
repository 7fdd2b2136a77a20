"""Reads the files of meetings, and everything that is wrong with each of them by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from planpress.model.decision import MeetingRecord
from planpress.model.fields import as_written, read_day, read_id
from planpress.model.findings import Finding
from planpress.model.location import RECORD, Location
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.numbering import numbers
from planpress.model.sources import Place, Places
from planpress.model.wording import did_you_mean, quoted
from planpress.reading import kinds
from planpress.reading.decoding import read_text
from planpress.reading.tree import Tree

if TYPE_CHECKING:
    from planpress.reading.meeting_documents import ItemDocument

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-.+", re.ASCII | re.DOTALL)
_NARRATIVE = re.compile(r"projects/([^/]+)/plan\.md")


def read_records(tree: Tree) -> tuple[tuple[MeetingRecord, ...], tuple[Finding, ...]]:
    """What the meetings of a plan decided, by date and name; and what was found in the files that say so.

    Of several on one day each has its start, which says whose decision is the newest.
    """
    findings: list[Finding] = []
    records = []
    for path in filter(tree.location.is_record, tree.listing().meetings):
        file, named = tree.file(path), _id_and_day(path, RECORD, tree.location, findings)
        if file is not None and named is not None:
            # Building its types takes longer than reading a file, and most plans have no meeting.
            from planpress.reading.meeting_documents import read_record

            record, found = read_record(file, *named)
            findings += found
            records += [record] if record else []
    days = Counter(record.held for record in records)
    known = (replace(one, start=_start(tree, one)) if days[one.held] > 1 else one for one in records)
    return tuple(known), tuple(findings)


def _start(tree: Tree, record: MeetingRecord) -> str | None:
    """When the meeting of a record began, as its own file says it; what is wrong with that file is found elsewhere."""
    from planpress.reading.meeting_documents import MeetingDocument
    from planpress.reading.validation import read_document

    path = f"{tree.location.meetings}/{record.meeting}.yml"
    text = read_text(tree, path, []) if path in tree.listing().meetings else None
    document = read_document(text, path, MeetingDocument)[0] if text is not None else None
    return document.start if document else None


def read_meetings(
    tree: Tree, as_of: date | None, records: Sequence[MeetingRecord]
) -> tuple[tuple[Meeting, ...], tuple[Finding, ...]]:
    """Every meeting of a plan without an error of form, by date, start and name; and what was found in all.

    `as_of` is the day that the plan speaks of, None where its own file has errors: then nothing is said of pages.
    `records` are what meetings decided.
    """
    listing = tree.listing()
    paths = [path for path in listing.meetings if not tree.location.is_record(path)]
    findings = [
        # The packet would not show it.
        kinds.NO_MEETING.at(Place(record.path), f"there is no {path}; give both files one name")
        for record in records
        if (path := f"{tree.location.meetings}/{record.meeting}.yml") not in paths
    ]
    if not paths:
        return (), tuple(findings)
    known = {record.meeting: record for record in records}
    texts = sorted(map(tree.location.below, listing.pages))
    found = []
    for path in paths:
        meeting = _read_meeting(tree, path, findings)
        if meeting is not None:
            found.append(replace(meeting, record=known.get(meeting.id)))
            findings += _in_its_own_file(found[-1], tree.location)
            if as_of is not None and not meeting.is_over(as_of):
                findings += _unknown_pages(meeting, texts, tree.location)
    return tuple(sorted(found, key=lambda meeting: (meeting.date, meeting.start or "", meeting.id))), tuple(findings)


def _read_meeting(tree: Tree, path: str, findings: list[Finding]) -> Meeting | None:
    text = read_text(tree, path, findings)
    if text is None:
        return None
    named = _id_and_day(path, ".yml", tree.location, findings)
    if named is None:
        return None
    name, day = named
    # Building its types takes longer than reading a file, and most plans have no meeting.
    from planpress.reading.meeting_documents import MeetingDocument
    from planpress.reading.validation import read_document

    document, composed, found = read_document(text, path, MeetingDocument)
    findings += found
    if document is None:
        return None
    places = Places(path, composed.mark)
    if document.date not in (None, day):
        message = f"the meeting is on {document.date}, and the file's name says {day}; make them one"
        findings.append(kinds.MEETING_DAY.at(places.of("date"), message))
    items = [_item(item) for item in document.agenda]
    margin = numbers([item.subject for item in items])
    agenda = tuple(replace(item, number=number) for item, number in zip(items, margin, strict=True))
    same = as_written(Meeting, document, "agenda", "date")
    return Meeting(id=name, path=path, date=day, agenda=agenda, places=places, **same)


def _id_and_day(path: str, ending: str, location: Location, findings: list[Finding]) -> tuple[str, date] | None:
    """The id and the day that a file's name holds; None for a name that holds none, which is then found."""
    below = path.removeprefix(f"{location.meetings}/")
    stem = below.removesuffix(ending)
    matched = _NAME.fullmatch(stem)
    try:
        if path == location.meetings or "/" in below or stem == below or matched is None:
            raise ValueError("is no meeting's name")
        return read_id(stem), read_day(matched[1])
    except ValueError as problem:
        example = f"a meeting is {location.meetings}/2019-06-01-name{ending}"
        findings.append(kinds.MEETING_NAME.at(Place(path), f"{quoted(path.rpartition('/')[2])} {problem}; {example}"))
        return None


def _in_its_own_file(meeting: Meeting, location: Location) -> Iterator[Finding]:
    """Decisions in the file of the agenda, where an earlier planpress wrote them."""
    if meeting.decisions:
        record = location.record(meeting.id)
        known = {decision.number for decision in meeting.record.decisions} if meeting.record else set()
        copied = all(decision.number in known for decision in meeting.decisions)
        way_out = f"planpress decide {meeting.id} copies them into {record}, then remove them here"
        message = f"they are in {record} too; remove them here" if copied else f"they belong into {record}: {way_out}"
        yield kinds.DECISIONS_IN_MEETING.at(meeting.places.key("decisions"), f"decisions: {message}")


def _item(document: ItemDocument) -> AgendaItem:
    number, same = document.number, as_written(AgendaItem, document, "number", "compare")
    return AgendaItem(number=number or 0, compare=document.compare or (), number_written=number is not None, **same)


def _unknown_pages(meeting: Meeting, pages: Sequence[str], location: Location) -> Iterator[Finding]:
    known = [page for page in pages if not _NARRATIVE.fullmatch(page)]
    for index, item in enumerate(meeting.agenda):
        if item.page is None or item.page in known:
            continue
        narrative = _NARRATIVE.fullmatch(item.page)
        way_out = f"; write project: {narrative[1]}" if narrative else did_you_mean(item.page, known)
        way_out = way_out or f"; name a .md file by its path below {location.folder}/"
        message = f"unknown page {quoted(item.page)}{way_out}"
        yield kinds.UNKNOWN_PAGE.at(meeting.places.of("agenda", index, "page"), message)
