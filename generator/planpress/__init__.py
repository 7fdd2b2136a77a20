"""planpress turns a machine-learning team's project files into a published plan.

>>> import planpress
>>> report = planpress.load("our-plan")
>>> planpress.frames.ranking(report)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "InvalidPlanError", "MissingExtraError", "NoPlanError", "PlanpressError", "Report", "__version__", "frames", "load",
]  # fmt: skip

if TYPE_CHECKING:
    from planpress import frames
    from planpress.model.errors import MissingExtraError, PlanpressError
    from planpress.model.report import Report
    from planpress.reading.locations import NoPlanError
    from planpress.workflows.check_plan import InvalidPlanError, load

_HOMES = {
    "InvalidPlanError": "planpress.workflows.check_plan",
    "MissingExtraError": "planpress.model.errors",
    "NoPlanError": "planpress.reading.locations",
    "PlanpressError": "planpress.model.errors",
    "Report": "planpress.model.report",
    "load": "planpress.workflows.check_plan",
}


def __dir__() -> list[str]:
    """The public names, imported or not."""
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first used: `planpress --help` needs none of them."""
    if name == "frames":
        return import_module("planpress.frames")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
