"""The numbers of a project as its pages of a packet have them, each by the name that plan.json has for it.

Everything is read off the tags of the PDF, from the heading of the item to that of the next; the names are those of
tests/packets/in_plan.py, which says the same of plan.json.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from planpress.model.stages import STAGE_LABELS
from planpress.pages.site_paths import METHODS
from tests.packets.paper_items import PaperItem, tables
from tests.packets.tagged import Tag

Numbers = dict[str, str]
Named = Iterator[tuple[str, str]]

_N = r"-?\d[\d,]*(?:\.\d+)?(?:e[+-]\d+)?"
_DAY = r"\d+ [A-Z][a-z]{2} \d{4}"
_PLACE = re.compile(
    r"(?P<line>[A-Z][a-z ]+?)(?:, and so|; within capacity) in (?P<within_capacity>\d+) of 100 draws of weights and ratings"
)
_PRIORITY = re.compile(
    rf"Priority (?P<score>{_N})(?:, between (?P<low>{_N}) and (?P<high>{_N}) over all ratings)?, of impact "
    rf"(?P<impact>{_N}) and feasibility (?P<feasibility>{_N})\."
    r" 90 of 100 draws of weights and ratings put it at ranks? (?P<rank_low>\d+)(?: to (?P<rank_high>\d+))?\."
    r" It can be carried in (?P<within_capacity>\d+) of 100 draws\."
)
_GROUP = re.compile(rf"^(?:Impact|Feasibility) (?P<value>{_N})(?: \((?P<low>{_N}) to (?P<high>{_N})\))?$")
_BEST = re.compile(
    r"^\S.*?\. (?:It has|Each has) (.*?) \(([^()]+)\)(?:, and is the only one| among the \d+| of \d+ models?,? ?).*?"
    r"( with .*?)?(?:; \d+ models? could not be evaluated)?\.$"
)
_GAIN = re.compile(rf"({_N})(?: \w+)? (better|worse) than .* \(the floor, ({_N})")
_CLOSED = re.compile(rf"closes ({_N} %) of the gap")
_TURN = re.compile(rf"(?:rises|falls) (?:to|above|below) {_N}")
_MOVED = re.compile(rf"^From ({_N} %) .*required ({_N} %) costs about ({_N}) times as much\.$")
_DESIGN = re.compile(rf": ({_N} %) is enough, which costs (no|{_N} %) less\.$")
_BOUND = re.compile(rf" (below|above|at most|at least) ({_N})")
_STANDING = re.compile(rf"(met|missed) with ({_N}).*?, (?:by )?({_N})")
_EARLIER = re.compile(rf"^({_DAY}) (?:to ({_DAY})|until now): .*\. Today it (.*)\.$")
_STAY = re.compile(rf"^({_DAY}): (back to )?({'|'.join(map(re.escape, STAGE_LABELS.values()))})")


def numbers(item: PaperItem, full: Mapping[str, list[Tag]]) -> Numbers:
    """Every number that the pages of an item have of its project; `full` are the sections of the appendix."""
    found: Numbers = {}
    for named in (_place, _order, _verdict, _cost, _requirements, _models, _baselines, _diagnosis, _days):
        for name, text in named(item):
            assert name not in found, f"{item.title} says {name} twice"
            found[name] = text
    return found | dict(_ranked(item.title, full))


def bare(text: str) -> str:
    """A text without blanks, which the setting of lines adds and takes away; signs and points stay."""
    return "".join(text.split())


def _place(item: PaperItem) -> Named:
    found = _PLACE.match(item.decision.get("Capacity", ""))
    yield from ((f"place.{name}", text.lower()) for name, text in (found.groupdict() if found else {}).items())
    status = re.match(r"Rank (\d+)(?:, tied,)? of (\d+) · ([^·]+) ·", item.status)
    if status:
        yield from zip(("status.rank", "status.of", "status.quadrant"), map(str.strip, status.groups()), strict=True)


def _order(item: PaperItem) -> Named:
    said = " ".join(item.paragraphs("Why it ranks there"))
    found = _PRIORITY.search(said)
    if found:
        yield from ((f"priority.{name}", text) for name, text in found.groupdict().items() if text is not None)
        others = said.partition("differently: ")[2].partition(".")[0]
        for method, name in METHODS.items():
            told = re.search(rf"{name} (\d+)", others)
            yield from [(f"priority.methods.{method}.rank", told[1])] if told else []
    for group, table in zip(("impact", "feasibility"), item.tables("Why it ranks there"), strict=False):
        whole = _GROUP.match(table.caption)
        assert whole, table.caption
        yield from ((f"{group}.{name}", text) for name, text in whole.groupdict().items() if text is not None)
        for at, (_, rating, utility, weight, adds, _why) in enumerate(table.rows):
            yield f"{group}.{at}.rating", _rating(rating.lines.split("\n")[0].strip())
            yield f"{group}.{at}.utility", bare(utility.text)
            yield f"{group}.{at}.weight", weight.text
            yield f"{group}.{at}.adds", adds.text


def _rating(said: str) -> str:
    """The middle of a rating: of an interval it is not written, but its ends are."""
    likely, ends = re.search(rf"likely ({_N})$", said), re.match(rf"({_N}) to ({_N})$", said)
    if likely:
        return likely[1]
    return f"{(float(ends[1]) + float(ends[2])) / 2:g}" if ends else said


def _verdict(item: PaperItem) -> Named:
    best = _BEST.match(item.decision["Recommendation"])
    if best:
        yield "verdict.best", f"{best[1]}{best[3] or ''}, {best[2]}"
    nearest = re.search(r"The nearest is (.*)\.$", item.decision["Recommendation"])
    if nearest:
        yield "verdict.nearest", nearest[1]
    against = item.decision.get("Against what was there", "")
    for name, pattern in (("gain", _GAIN), ("closed", _CLOSED)):
        found = pattern.search(against)
        if found:
            yield f"verdict.{name}", " ".join(found.groups())
    met = re.match(r"(?:\S+ meets|Meets) (\d+) of (\d+)", item.decision.get("Requirements", ""))
    if met:
        missed = re.findall(rf"{_BOUND.pattern}[^\d;]*? \(by ({_N})", item.decision["Requirements"])
        yield "verdict.requirements", " ".join((*met.groups(), *(text for one in missed for text in one)))
    if "Alternatives" in item.decision:
        yield "verdict.alternatives", bare(item.decision["Alternatives"])
    moves = _TURN.findall(item.decision.get("It turns if", ""))
    if moves:
        yield "verdict.turns", "; ".join(sorted(moves))


def _cost(item: PaperItem) -> Named:
    for said in item.paragraphs("What accuracy costs"):
        moved, design = _MOVED.match(said), _DESIGN.search(said)
        if moved:
            yield "cost", " ".join(moved.groups())
        elif design:
            yield f"cost.{bare(said)[:12].lower()}", " ".join(design.groups())


def _requirements(item: PaperItem) -> Named:
    for at, said in enumerate(item.lines("Requirements")):
        standing = _STANDING.search(said)
        limit = _BOUND.findall(said[: standing.start()] if standing else said)[-1]  # a label may hold one as well
        yield f"requirements.{at}.limit", " ".join(limit)
        yield f"requirements.{at}.standing", " ".join(standing.groups()) if standing else "not measured"


def _models(item: PaperItem) -> Named:
    earlier = [one for one in item.lines("Models") if _EARLIER.match(one)]
    for at, said in enumerate(one for one in item.lines("Models") if one not in earlier):
        yield f"rules.{at}", bare(said)
    for at, said in enumerate(earlier):
        found = _EARLIER.match(said)
        assert found
        yield f"rule_history.{at}", " ".join(one or "now" for one in found.groups())
    for table in item.tables("Models"):
        again = re.search(r"part (\d+) of", table.caption)  # the first column of a split table is in each part
        for at, (name, *cells) in enumerate(table.rows):
            yield from [(f"models.{at}", bare(name.text))] if again is None or again[1] == "1" else []
            yield from (
                (f"models.{at}.{bare(column)}", cell.text)
                for column, cell in zip(table.columns[1:], cells, strict=True)
            )


def _baselines(item: PaperItem) -> Named:
    for table in item.tables("Baselines"):
        for at, cells in enumerate(table.rows):
            texts = [bare(cell.text) for cell in cells]
            yield f"baselines.{at}", texts[0]
            yield f"baselines.{at}.values", texts[1]
            if len(texts) > 3:
                yield f"baselines.{at}.gains", texts[2]


def _diagnosis(item: PaperItem) -> Named:
    for said in item.paragraphs("Diagnosis"):
        gaps = re.findall(rf"({_N}) points? from", said)
        if gaps:
            yield "diagnosis.gaps", " ".join(gaps)
    for said in item.lines("Diagnosis"):
        name, _, value = said.rpartition(": ") if not said.startswith("Reference") else ("Reference", "", said)
        yield f"diagnosis.{name.lower()}", re.findall(_N, value)[-1]


def _days(item: PaperItem) -> Named:
    for at, said in enumerate(item.lines("Lifecycle")):
        found = _STAY.match(said)
        assert found, said
        yield f"lifecycle.{at}", " ".join(one for one in found.groups() if one).replace("  ", " ")


def _ranked(title: str, full: Mapping[str, list[Tag]]) -> Named:
    """The rows of a project in the tables of the whole plan."""
    for section, tags in full.items():
        for table in tables(tags):
            kind = "orders" if table.columns[0] == "Project" else "ranking" if table.columns[0] == "Rank" else None
            row = next(
                (one for one in table.rows if kind and title in [cell.lines.split("\n")[0] for cell in one[:2]]), None
            )
            if row is not None:
                for column, cell in zip(table.columns, row, strict=True):
                    if column not in ("Project", "Stage") and "model" not in column:
                        yield f"{section}.{kind}.{column.split(' (')[0]}", bare(cell.text)
