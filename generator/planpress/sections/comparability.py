"""Whether a figure that others published can be compared with what is measured here."""

from typing import get_args

from planpress.model.project_parts import Baseline, SameAs
from planpress.model.wording import listed


def not_the_same(baseline: Baseline) -> str:
    """`not the same split`: what a published baseline does not have in common with the project; nothing where it has
    all in common, or where it is no published one."""
    if baseline.kind != "published":
        return ""
    if baseline.same is None:
        return "comparability not said"
    lacking = [one for one in get_args(SameAs) if one not in baseline.same]
    return f"not the same {listed(lacking, 'or')}" if lacking else ""
