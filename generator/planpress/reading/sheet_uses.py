"""What the columns of a sheet are that nobody mapped: by their heads, and only where every cell fits."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planpress.model.plan import Factor, Plan
from planpress.model.wording import listed, number, quoted
from planpress.reading.mapping_document import CHOICES, NOTES, SEVERAL, ColumnMapping, ends_words, factors_of
from planpress.reading.sheet_columns import SheetColumn, UnfitCellError, Values, read_values
from planpress.reading.sheet_heads import HEADS, PARTS, SCALES, SCORES, form, forms, part_of, titles
from planpress.reading.yaml_text import resolve

_LONGEST_SUMMARY = 300  # characters
_MOST_TEXTS = 12


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What a column was taken for: a key of project.yml with its values by row, or `notes` for plan.md.

    `why` says what kept it from being another, `mapping` is the line that makes it one, with words in capitals to fill
    in.
    """

    head: str
    key: str
    values: Values
    why: str = ""
    mapping: str = ""


def known_uses(
    columns: Sequence[SheetColumn], mapped: Mapping[int, ColumnUse], plan: Plan, method: str | None
) -> dict[int, ColumnUse]:
    """What the columns are that are not `mapped`, by their index. A key that is mapped is no other column's."""
    heads = [column.head for column in columns]
    reasons: dict[int, tuple[str, str]] = {}
    found: dict[int, ColumnUse] = {}
    taken = {use.key for use in mapped.values()}
    for key, candidates in _candidates(heads, plan):
        free = [at for at in candidates if at not in mapped and at not in found]
        if not free or (key in taken and key not in SEVERAL):
            continue
        if len(free) > 1 and key not in SEVERAL:
            names = listed([quoted(heads[at]) for at in free], "or")
            reasons |= dict.fromkeys(free, (f"the {key} may be {names}", key))
            taken.add(key)  # what is less sure is no way out
            continue
        for at in free:
            try:
                found[at] = ColumnUse(heads[at], key, _values(columns[at], key, plan, method))
                taken.add(key)
            except UnfitCellError as problem:
                reasons[at] = str(problem), key
    for at, column in enumerate(columns):
        if at not in mapped and at not in found:
            why, key = reasons.get(at) or _why_nothing(column.head)
            found[at] = ColumnUse(column.head, NOTES, [], why, _mapping(column, key, method))
    return found


def _candidates(heads: Sequence[str], plan: Plan) -> Iterator[tuple[str, list[int]]]:
    """The columns that may be a key by their heads, the surest first."""
    for key, tiers in (("title", titles(heads)), *HEADS.items()):
        for names in tiers:
            yield key, [at for at, head in enumerate(heads) if not forms(head).isdisjoint(names)]
    for key, factor in factors_of(plan).items():
        yield key, [at for at, head in enumerate(heads) if _is_factor(head, key, factor)]


def _is_factor(head: str, key: str, factor: Factor) -> bool:
    names = {form(key.partition(".")[2]), form(factor.label or "")} - {""}
    part = part_of(head)
    return form(head) in names or (part is not None and not names.isdisjoint(PARTS[part]))


def _values(column: SheetColumn, key: str, plan: Plan, method: str | None) -> Values:
    """The values of a column. Raises UnfitCellError where they are not for sure what their head says."""
    place = column.cells[0].place
    factor = factors_of(plan).get(key)
    bounds = plan.scales[factor.scale].bounds if factor else (0.0, 0.0)
    own = SCALES.get((method or "", part_of(column.head) or ""))
    if factor and own is not None and own != bounds:
        said = f"{method} has it from {ends_words(own)} and {key} from {ends_words(bounds)}"
        raise UnfitCellError(place, said)
    values = read_values(column, ColumnMapping(key), plan)
    if key == "summary" and (odd := next((cell for cell in column.cells if _is_long(cell.text.strip())), None)):
        raise UnfitCellError(odd.place, f"line {odd.place.line} has more than a summary's one or two sentences")
    if part_of(column.head) == "confidence" and bounds[1] > 1:
        texts = [text for text in column.texts() if text]
        numbers = [value for value in values if isinstance(value, float)]
        if numbers and max(numbers) <= 1 and not any(text.endswith("%") for text in texts):
            raise UnfitCellError(place, f"{quoted(texts[0])} may be a share or a percentage")
    return values


def _is_long(text: str) -> bool:
    return len(text) > _LONGEST_SUMMARY or "\n" in text


def _why_nothing(head: str) -> tuple[str, str]:
    """Why a column of a known head is nothing by itself, and the key that a mapping may make it."""
    if form(head) in SCORES:
        return "planpress works out its own score", ""
    if part_of(head) == "effort" or form(head).split()[:1] == ["effort"]:
        return "its unit may be another than person-weeks", "effort"
    group = "feasibility" if part_of(head) in ("confidence", "ease", "size") else "impact"
    return ("no factor of plan.yml is called so", f"{group}.FACTOR") if part_of(head) else ("", "")


def _mapping(column: SheetColumn, key: str, method: str | None) -> str:
    """The line of a mapping file that makes a column a key; empty where there is none to offer."""
    if key == "effort":
        value = "{key: effort, weeks: WEEKS}"
    elif key in CHOICES:
        texts = list(dict.fromkeys(text for text in column.texts() if text))[:_MOST_TEXTS]
        value = f"{{key: {key}, values: {{{', '.join(f'{as_key(text)}: {key.upper()}' for text in texts)}}}}}"
    elif "." in key:
        ends = SCALES.get((method or "", part_of(column.head) or ""))
        value = f"{{key: {key}, from: [{', '.join(map(number, ends)) if ends else 'LOW, HIGH'}]}}"
    else:
        value = key
    return f"{as_key(column.head)}: {value}" if value else ""


def as_key(text: str) -> str:
    """A text as YAML has it in a mapping, in quotes where it needs them."""
    is_plain = re.fullmatch(r"[^\W\d][\w ]*", text) and isinstance(resolve(text), str)
    return text if is_plain else json.dumps(text, ensure_ascii=False)
