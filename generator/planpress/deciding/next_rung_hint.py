"""A hint to measure better people: what nobody who is measured bounds any more, or what better ones could turn."""

from collections.abc import Iterator

from planpress.model.evaluation import Evaluation
from planpress.model.plan import Plan


def next_rung(evaluation: Evaluation, plan: Plan) -> Iterator[str]:
    """The next rung of the human ladder is asked for. That a model is above the ceiling is an open item of its own."""
    rung, chosen = evaluation.next_rung, evaluation.standing
    if rung is not None and rung.ask:
        yield rung.ask if chosen and chosen.above_ceiling else f"{rung.reason}; {rung.ask}"
