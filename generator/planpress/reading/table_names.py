"""Which column names the models, and whether the rows of a table are models at all or their runs."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from planpress.model.wording import listed, quoted
from planpress.reading.numbers import is_missing, read_number

Column = Sequence[str]
"""The texts of a column."""

_OF_MODELS = frozenset({
    "model", "models", "name", "names", "method", "system", "algorithm", "approach", "architecture", "network", "net",
    "classifier", "estimator", "candidate", "llm", "agent", "submission", "learner", "backbone", "modell", "모델",
})  # fmt: skip
_OF_DATA = frozenset({
    "dataset", "datasets", "data", "corpus", "benchmark", "split", "fold", "seed", "subset", "task", "metric", "suite",
})  # fmt: skip
_OF_RUNS = frozenset({"run", "runs", "trial", "experiment", "job", "id", "row", "index", "no", "nr", "rank", "uuid"})
_OF_ROWS = _OF_RUNS | {"date", "time", "timestamp", "created", "started"}
_OF_REPEATS = frozenset({"seed", "run", "runs", "fold", "trial", "repeat", "repetition", "replicate"})
_MOST_SAME = 8  # columns that are tried together


def is_of_models(head: str) -> bool:
    """Whether a head says that its column names models."""
    return bool(words_of(head) & _OF_MODELS)


def is_of_repeats(head: str) -> bool:
    """Whether a head says that its column tells the runs of a model apart."""
    return bool(words_of(head) & _OF_REPEATS)


def same_form(name: str) -> str:
    """Names that look alike are the same, however their accents and Hangul are put together."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def words_of(head: str) -> frozenset[str]:
    """The words of a head in small letters: of "Model_name" model and name."""
    return frozenset(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", head).casefold()))


def named_here(name: str, heads: Sequence[str]) -> int | None:
    """The index of the column with this name; None where there is none."""
    wanted = same_form(name.strip())
    return next((at for at, head in enumerate(heads) if same_form(head) == wanted), None)


def first_key(heads: Sequence[str], columns: Sequence[Column], apart: Iterable[int] = ()) -> tuple[int, str]:
    """The column that names models where nothing says which, and what the first does instead where it is another.

    It is the first; where that counts the rows from 0 or 1, as ranks and indexes do, the first of unique texts; where
    its head or its whole numbers say that it tells rows apart, the first of these whose head says that it has models.
    Those `apart` name nothing.
    """
    apart = {*apart}
    there = [at for at in range(len(heads)) if at not in apart] or [0]
    first = there[0]
    if is_of_models(heads[first]):
        return first, ""
    unique = [at for at in there[1:] if heads[at] and is_unique_text(columns[at])]
    if _counts(columns[first]):
        return (unique[0], "counts the rows") if unique else (first, "")
    if words_of(heads[first]) & _OF_ROWS or all(text.isdecimal() for text in columns[first]):
        named = next((at for at in unique if is_of_models(heads[at])), first)
        return named, "tells rows apart" if named != first else ""
    return first, ""


def _counts(column: Column) -> bool:
    texts = [text.removesuffix(".").lstrip("#") for text in column]
    counts = len(texts) > 1 and texts[0] in ("0", "1")
    return counts and texts == [str(at) for at in range(int(texts[0]), int(texts[0]) + len(texts))]


def is_unique_text(column: Column) -> bool:
    """Whether a column holds a text of its own in each row, as names are."""
    return len({*map(same_form, column)}) == len(column) and all(map(_is_text, column))


def _is_text(text: str) -> bool:
    return not is_missing(text) and any(map(str.isalpha, text)) and not isinstance(read_number(text), float)


def repeating(columns: Sequence[Column], key: Iterable[int]) -> Iterator[int]:
    """The columns of texts of which one stands in several rows, while it differs between others."""
    keys = {*key}
    for at, column in enumerate(columns):
        texts = {*column}
        # A column of numbers is left at its first one.
        if at not in keys and len(texts) < len(column) and all(is_missing(text) or _is_text(text) for text in texts):
            filled = {text for text in texts if not is_missing(text)}
            blank = sum(column.count(text) for text in texts - filled)
            if 1 < len(filled) < len(column) - blank:
                yield at


def seeds(heads: Sequence[str], columns: Sequence[Column], key: Iterable[int]) -> Iterator[int]:
    """The columns whose head says that they tell runs or data sets apart, and in which something repeats."""
    keys = {*key}
    for at, head in enumerate(heads):
        if at not in keys and words_of(head) & _OF_DATA and len({*columns[at]}) < len(columns[at]):
            yield at


def are_runs(heads: Sequence[str], columns: Sequence[Column], key: Sequence[int]) -> tuple[int, ...]:
    """The columns of texts that repeat as names would, where the rows of a table seem to be runs of models or data
    sets, and not models; none where they are models."""
    repeated = list(repeating(columns, key))
    of_data = [at for at in seeds(heads, columns, key) if at in repeated]
    keyed = frozenset[str]().union(*(words_of(heads[at]) for at in key))
    if keyed & _OF_MODELS:
        return tuple(repeated) if of_data else ()
    names = [at for at in repeated if words_of(heads[at]) & _OF_MODELS]
    numbered = bool(keyed & _OF_RUNS) or all(_counts(_numbers(columns[at])) for at in key)
    return tuple(repeated) if names or of_data or (numbered and repeated) else ()


def _numbers(column: Column) -> Column:
    """What is left of r1, r2 without what they begin with."""
    begins = {text.rstrip("0123456789") for text in column}
    return [text[len(begin) :] for begin in begins for text in column] if len(begins) == 1 else column


_ENDS = "|".join(word[::-1] for word in ("seed", "run", "fold", "trial", "rep"))
_OF_RUN = re.compile(rf"\)?\d{{1,6}}[-_ =#]{{0,2}}(?:{_ENDS})\(?[-_ /.]{{0,2}}", re.IGNORECASE)
"""The end of the name of a run from its last letter on: so it is looked for in one place."""


def runs_by_name(names: Iterable[str]) -> tuple[str, Sequence[str]]:
    """The first name of which several are runs, as net_seed1 and net_seed2 are of net, and these; no name and none
    where none are."""
    runs: dict[str, list[str]] = {}
    for name in names:
        found = _OF_RUN.match(name[::-1])
        if found and found.end() < len(name):
            runs.setdefault(name[: -found.end()], []).append(name)
    return next(((name, several) for name, several in runs.items() if len(several) > 1), ("", ()))


def unique_together(heads: Sequence[str], columns: Sequence[Column], key: Sequence[int], apart: set[int]) -> list[int]:
    """The columns that together tell every row apart, those of the key first and as few more as there can be; none
    where none do. Those `apart` hold values."""
    rows = range(len(columns[0]) if columns else 0)
    others = [
        at
        for at, column in enumerate(columns)
        if at not in {*key, *apart} and all(column) and len({*column}) > 1 and not any(map(_measures, column))
    ][:_MOST_SAME]
    for size in (1, 2):
        for more in combinations(others, size):
            chosen = [*key, *more]
            if len({tuple(columns[at][row] for at in chosen) for row in rows}) == len(rows):
                return chosen
    return []


def is_measured(column: Column) -> bool:
    """Whether a column holds numbers alone, or nothing where nothing was measured."""
    values = [value for text in column if (value := read_number(text)) is not None]
    return bool(values) and all(isinstance(value, float) for value in values)


def _measures(text: str) -> bool:
    """Whether a text is a measured value more than a name: a number that is not whole."""
    value = read_number(text)
    return isinstance(value, float) and not value.is_integer()


def unique_name(heads: Sequence[str], columns: Sequence[Column], apart: set[int]) -> str | None:
    """The head of the first column of unique texts; None where there is none."""
    return next((head for at, head in enumerate(heads) if at not in apart and is_unique_text(columns[at])), None)


def written_names(names: Sequence[str]) -> str:
    """Names as a list in project.yml has them, one as it is."""
    quotes = [name if re.fullmatch(r"[^\W\d]\w*(?:[ -]\w+)*", name) else quoted(name) for name in names]
    return quotes[0] if len(quotes) == 1 else f"[{', '.join(quotes)}]"


def alike(columns: Sequence[str]) -> str:
    """Heads as a sentence lists them: "model" and "dataset"."""
    return listed(map(quoted, columns))
