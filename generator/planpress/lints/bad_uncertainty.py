from collections.abc import Iterator

from planpress.lints.lint import Found, hint, lint
from planpress.model.plan import Plan
from planpress.model.project import Project, Uncertainty
from planpress.model.sources import Step
from planpress.model.tables import ModelTable
from planpress.model.wording import listed, quoted


@lint("PP220")
def bad_uncertainty(plan: Plan) -> Found:
    for project in plan.projects:
        for metric, uncertainty in project.uncertainty.items():
            given = [name for name in ("n", "se", "ci", "seeds") if getattr(uncertainty, name) is not None]
            if len(given) != 1:
                message = f"{quoted(metric)} gives {listed(given) or 'nothing'}; give one of n, se, ci and seeds"
                yield project.places.key("models", "uncertainty", metric), message
            yield from _check_columns(project, metric, uncertainty)


def _check_columns(project: Project, metric: str, uncertainty: Uncertainty) -> Found:
    if project.table is None:
        return
    known = _columns(project.table)
    for steps, column in _named(uncertainty):
        if column not in known:
            message = f"the model table has no column {quoted(column)}{hint(column, known, 'add it to the table')}"
            yield project.places.of("models", "uncertainty", metric, *steps), message


def _named(uncertainty: Uncertainty) -> Iterator[tuple[tuple[Step, ...], str]]:
    for key, column in (("n", uncertainty.n), ("se", uncertainty.se), ("seeds", uncertainty.seeds)):
        if column is not None:
            yield (key,), column
    for index, column in enumerate(uncertainty.ci or ()):
        yield ("ci", index), column


def _columns(table: ModelTable) -> tuple[str, ...]:
    """The columns of numbers and those of texts, in order."""
    return tuple(dict.fromkeys((*table.columns, *(note for model in table.models for note in model.notes))))
