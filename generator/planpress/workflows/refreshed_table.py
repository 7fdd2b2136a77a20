"""The table of a refreshed project: the columns that sources bring are written anew, and nothing else."""

from collections.abc import Iterable

from planpress.formats.model_csv import Columns, new_csv, with_columns
from planpress.model.errors import PlanpressError
from planpress.model.tables import RawTable
from planpress.model.wording import listed, quoted
from planpress.reading.decoding import BYTE_ORDER_MARK, decode
from planpress.reading.disk import DiskTree
from planpress.reading.models_document import ModelsDocument
from planpress.reading.project_tables import read_cells
from planpress.reading.table_names import first_key, named_here, same_form
from planpress.reading.table_shapes import text_at
from planpress.workflows.evidence_asked import AskingProject

_SHAPES = ("rows", "path", "long", "repeats", "where")


def table_with(project: AskingProject, tree: DiskTree, path: str, columns: Columns) -> bytes:
    """The table at a path with these columns, made anew where it is not there. Raises PlanpressError for one that is
    written in another way than as plain CSV with one row a model."""
    _refuse_other_shapes(project, path)
    file = tree.file(path)
    models = project.models
    if file is None:
        _refuse_alike(one for some in columns.values() for one in some)
        return new_csv(models.key[0] if models.key else "model", columns).encode()
    text, found = decode(file)
    raw, more = read_cells(tree, project.id, models, project.composed, None)
    wrong = [one for one in (*found, *more) if one.level == "error"]
    if text is None or raw is None or not raw.head or wrong:
        raise PlanpressError("\n".join(map(str, wrong)) or f"{path} holds no table; delete it, and it is made anew")
    mark = BYTE_ORDER_MARK if file.data.startswith(BYTE_ORDER_MARK) else b""
    if text.encode() != file.data[len(mark) :].replace(b"\r\n", b"\n"):
        raise PlanpressError(f"{path} is not UTF-8 with one kind of line end; save it so")
    key = _key(models, raw, path, columns)
    brought = [one for some in columns.values() for one in some]
    _refuse_alike((*(text_at(row, key).strip() for row in raw.rows), *brought))
    data = with_columns(text, raw, key, columns).encode()
    return mark + (data.replace(b"\n", b"\r\n") if b"\r\n" in file.data else data)


def _refuse_alike(names: Iterable[str]) -> None:
    """Raise PlanpressError for two names of models that look the same, and would be one in a table."""
    forms = dict[str, str]()
    for name in names:
        first = forms.setdefault(same_form(name), name)
        if first != name:
            both = f"{quoted(first)} and {quoted(name)} look the same, and differ in how their accents are put together"
            raise PlanpressError(f"{both}; write the model's name in one way, in the table and in every source")


def _refuse_other_shapes(project: AskingProject, path: str) -> None:
    models = project.models
    other = [name for name in _SHAPES if getattr(models, name)]
    other += ["orientation"] if models.orientation != "rows" else []
    other += [name for name in ("head", "key") if len(getattr(models, name) or ()) > 1]
    if other or not path.endswith(".csv"):
        why = f"with {listed(other)}" if other else "that is no CSV"
        raise PlanpressError(f"{path}: refresh writes no table {why}; name another one, as models.csv")


def _key(models: ModelsDocument, raw: RawTable, path: str, columns: Columns) -> int:
    """The index of the column that names the models."""
    heads = [cell.text.strip() for cell in raw.head]
    texts = [[text_at(row, at) for row in raw.rows] for at in range(len(heads))]
    at = named_here(models.key[0], heads) if models.key else first_key(heads, texts)[0]
    if at is None:
        raise PlanpressError(f"no column {quoted((models.key or ('',))[0])} in {path}; correct key")
    if heads[at] in columns:
        raise PlanpressError(f"{quoted(heads[at])} names the models of {path}, and is no column to bring")
    if len({*texts[at]}) < len(texts[at]):
        raise PlanpressError(f"{path} names a model twice; write one row a model")
    return at
